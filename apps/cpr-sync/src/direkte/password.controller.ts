import { CallFailed } from '@contact-sync/outbound';
import { Access, Problem, Settings } from '@contact-sync/service';
import { registerProblem } from '@contact-sync/subject-updates';
import { Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import type { cprSettings } from '../settings';
import { DirekteClient } from './direkte-client';

class PasswordRenewed {
  @ApiProperty({ description: 'CPR has the new password, and the profile keeps it' })
  readonly renewed!: boolean;
}

/** A new password of CPR Direkte when somebody wants one; else it is renewed when CPR says that it has expired. */
@ApiTags('connection')
@ApiBearerAuth()
@Access('DATAADM')
@Controller('cpr-sync/direkte')
export class DirektePasswordController {
  constructor(
    private readonly direkte: DirekteClient,
    private readonly settings: Settings<typeof cprSettings>,
    private readonly pool: Pool,
  ) {}

  @Post('password')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Makes a new password of CPR Direkte and sets it; nobody is shown it',
    description: 'auth-profile makes it and keeps it before it is sent, so that no crash can lose it.',
  })
  @ApiOkResponse({ type: PasswordRenewed })
  @ApiConflictResponse({
    description:
      'No profile is chosen (`no-profile`), or its server is a local proxy, which has the password (`local-proxy`).',
  })
  @ApiServiceUnavailableResponse({
    description:
      'CPR Direkte does not let us in (`cpr-refuses`) or does not answer (`cpr-away`). Whether CPR has the new password, the next logon finds out.',
  })
  async renew(): Promise<PasswordRenewed> {
    try {
      await this.direkte.renewPassword(await this.settings.read(this.pool));
      return { renewed: true };
    } catch (error) {
      if (error instanceof CallFailed && error.code === 'local-proxy')
        throw new Problem(409, 'A local proxy logs on by itself: its password is set there', { code: error.code });
      throw registerProblem(error, { name: 'CPR Direkte', profileFor: 'CPR' }) ?? error;
    }
  }
}
