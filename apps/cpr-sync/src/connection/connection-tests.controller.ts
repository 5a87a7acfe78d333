import { Access, Problem, Settings } from '@contact-sync/service';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Pool } from 'pg';
import type { ProfileSetting } from '../profiles/chosen-profiles';
import type { cprSettings } from '../settings';
import { ConnectionFinding } from './connection-finding';
import { ConnectionTests, TESTED_ROADS, type TestedRoad } from './connection-tests';

class RoadToTest {
  @ApiProperty({ enum: TESTED_ROADS })
  @IsIn(TESTED_ROADS)
  readonly road!: TestedRoad;
}

const PROFILES: Readonly<Record<TestedRoad, ProfileSetting>> = {
  direkte: 'direkteProfile',
  datafordeler: 'authProfile',
  files: 'fileServerProfile',
};

/** *Test connection* of the page. */
@ApiTags('connection')
@ApiBearerAuth()
@Access('DATAADM')
@Controller('cpr-sync')
export class ConnectionTestsController {
  constructor(
    private readonly tests: ConnectionTests,
    private readonly settings: Settings<typeof cprSettings>,
    private readonly pool: Pool,
  ) {}

  @Post('connection-tests')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Calls CPR by one road with the profile that is chosen, once, and tells what came of it',
    description:
      'CPR Direkte: one logon, also where an earlier one was refused. Test again only with another password: CPR locks a user who goes on with a wrong one.',
  })
  @ApiOkResponse({ type: ConnectionFinding })
  @ApiConflictResponse({ description: 'No profile is chosen for this road (`no-profile`).' })
  async test(@Body() { road }: RoadToTest): Promise<ConnectionFinding> {
    const settings = await this.settings.read(this.pool);
    if (settings[PROFILES[road]] === '')
      throw new Problem(409, 'No authentication profile is chosen for this road', { code: 'no-profile' });
    return this.tests.test(road, settings);
  }
}
