import { Access } from '@contact-sync/service';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { READ_SETTINGS, type ReadSettings } from '../injected';
import { assertProfile } from '../lookups/register-problem';
import { testConnection } from './test-connection';
import { BfeDoor } from '../register/bfe-door';

class InBoth {
  @ApiProperty()
  readonly da!: string;

  @ApiProperty()
  readonly en!: string;
}

/** What a test of the connection found. */
export class ConnectionFinding {
  @ApiProperty()
  readonly ok!: boolean;

  @ApiProperty({ description: 'A word that does not change', example: 'answers' })
  readonly code!: string;

  @ApiProperty({ type: InBoth })
  readonly text!: InBoth;

  @ApiPropertyOptional({ description: 'What the other side said, without personal data' })
  readonly said?: string;
}

/** *Test connection* of the page. */
@ApiTags('connection')
@ApiBearerAuth()
@Access('DATAADM')
@Controller('bfe-lookup')
export class ConnectionTestsController {
  constructor(
    private readonly door: BfeDoor,
    @Inject(READ_SETTINGS) private readonly readSettings: ReadSettings,
  ) {}

  @Post('connection-tests')
  @HttpCode(200)
  @ApiOperation({ summary: 'Calls Datafordeler with the profile that is chosen, and tells what came of it' })
  @ApiOkResponse({ type: ConnectionFinding })
  @ApiConflictResponse({ description: 'No profile is chosen (`no-profile`).' })
  async test(): Promise<ConnectionFinding> {
    const settings = await this.readSettings();
    assertProfile(settings);
    return testConnection(this.door, settings);
  }
}
