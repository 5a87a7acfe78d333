import { Access } from '@contact-sync/service';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { NOW } from '../injected';
import { expiringAnswer, ExpiryOverview } from './expiry-answer';
import { listExpiring } from './expiring';

/** The overview of what ends (AUTH-3), for the notice that everybody who works with the product should see. */
@ApiTags('expiry')
@Controller('auth-profile')
export class ExpiryController {
  constructor(
    @Inject(Pool) private readonly pool: Pool,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Get('expiry')
  @Access()
  @ApiOperation({ summary: 'Every certificate and secret that ends, with the days that are left' })
  @ApiOkResponse({ type: ExpiryOverview })
  async overview(): Promise<ExpiryOverview> {
    const now = this.now();
    return { expiring: (await listExpiring(this.pool)).map((each) => expiringAnswer(each, now)) };
  }
}
