import type { Tx } from '@contact-sync/database';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import { Access } from '@contact-sync/service';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { NOW, READ_SETTINGS } from '../injected';
import { CvrLane } from '../register/cvr-lane';
import { readStatus } from './read-status';
import { StatusAnswer } from './status-answer';

@ApiTags('subscriptions')
@ApiBearerAuth()
@Access()
@Controller('cvr-subscription/status')
export class StatusController {
  constructor(
    private readonly pool: Pool,
    private readonly lane: CvrLane,
    @Inject(READ_SETTINGS) private readonly readSettings: (db: Pool | Tx) => Promise<CvrSettings>,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'How companies are kept up to date: subscriptions by state, progress, how far events were read, tasks',
  })
  @ApiOkResponse({ type: StatusAnswer })
  get(): Promise<StatusAnswer> {
    const { pool, lane, readSettings, now } = this;
    return readStatus({ pool, lane, readSettings, now });
  }
}
