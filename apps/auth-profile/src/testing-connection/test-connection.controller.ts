import { Access, Problem } from '@contact-sync/service';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ProfileStore } from '../profiles/profile-store';
import { type ConnectionFinding, TestConnection } from './test-connection';

class WhereToTest {
  @ApiPropertyOptional({
    description:
      'A service of the register to call with the credential, such as https://graphql.datafordeler.dk/CVR/v2',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  readonly address?: string;
}

class TextInBoth {
  @ApiProperty() readonly da!: string;
  @ApiProperty() readonly en!: string;
}

class ConnectionAnswer implements ConnectionFinding {
  @ApiProperty() readonly ok!: boolean;
  @ApiProperty({ description: 'token-received, register-answered, certificate-in-force, or a word for what failed' })
  readonly code!: string;
  @ApiProperty({ type: TextInBoth }) readonly text!: TextInBoth;
  @ApiPropertyOptional({ description: 'What the other side said, where that may be shown' }) readonly said?: string;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) readonly tokenExpiresAt?: Date;
}

/** Whether a profile opens its door (AUTH-4). */
@ApiTags('profiles')
@Access('CONFIGADM', 'CERTADM', 'SECRETADM')
@Controller('auth-profile/profiles')
export class TestConnectionController {
  constructor(
    private readonly store: ProfileStore,
    private readonly connection: TestConnection,
  ) {}

  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Tries the profile: gets a token, or looks at the certificate, and calls the register' })
  @ApiOkResponse({ type: ConnectionAnswer })
  @ApiNotFoundResponse({ description: 'No such profile' })
  async test(@Param('id', ParseUUIDPipe) id: string, @Body() { address }: WhereToTest): Promise<ConnectionAnswer> {
    const profile = await this.store.findById(id);
    if (profile === undefined) throw new Problem(404, 'No such profile', { code: 'no-such-profile' });
    const { kind, name, configurationTypes, facts } = profile;
    return this.connection.test({ id, kind, name, configurationTypes, facts }, address === '' ? undefined : address);
  }
}
