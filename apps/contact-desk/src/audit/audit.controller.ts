import { findAudit, listAuditRoots } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { Access, Caller, type Principal, Problem, Runs } from '@contact-sync/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { CursorSeal } from '../cursors/cursor-seal';
import { openCursor } from '../cursors/open-cursor';
import { NOW } from '../now';
import { AuditPage, AuditRootsAnswer, VerificationBegun } from './audit-answer';
import { AuditChain, VERIFY_AUDIT } from './audit-chain';
import { FindAudit, RootQuery, VerifyAudit } from './audit-request';

const DAY_MS = 86_400_000;

/** The record of who saw whom (REG-7): reading it, and proving that it is as it was written. */
@ApiTags('audit')
@ApiBearerAuth()
@Access('AUDIT')
@Controller('contact-desk/audit')
export class AuditController {
  constructor(
    private readonly pool: Pool,
    private readonly seal: CursorSeal,
    private readonly runs: Runs,
    private readonly chain: AuditChain,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Post('find')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Who saw a contact, or whom a user saw: when, why and what. Reading this is recorded too',
  })
  @ApiOkResponse({ type: AuditPage })
  async find(
    @Body() { contactId, who, from, to, limit, cursor, purpose }: FindAudit,
    @Caller() caller: Principal,
  ): Promise<AuditPage> {
    const list = JSON.stringify(['audit', contactId, who, from, to]);
    const place = openCursor<{ below: string }>(this.seal, cursor, list);
    const query = {
      limit,
      ...place,
      ...(contactId !== undefined && { contactId }),
      ...(who !== undefined && { who }),
      ...(from !== undefined && { from: startOf(from) }),
      ...(to !== undefined && { until: new Date(startOf(to).getTime() + DAY_MS) }),
    };
    const entries = await inTransaction(this.pool, (tx) =>
      findAudit(tx, { who: caller.id, purpose }, query, this.now()),
    );
    const last = entries.length === limit ? entries.at(-1) : undefined;
    return { entries, ...(last === undefined ? {} : { next: this.seal.seal({ below: last.id }, list) }) };
  }

  @Get('roots')
  @ApiOperation({ summary: 'Daily roots of the chain over the record of who saw whom' })
  @ApiOkResponse({ type: AuditRootsAnswer })
  async roots(@Query() query: RootQuery): Promise<AuditRootsAnswer> {
    return { roots: await listAuditRoots(this.pool, query) };
  }

  @ApiConflictResponse({ description: 'A verification is under way.' })
  @Post('verifications')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Begins to compare the whole record with its chain, and the chain with roots that were kept elsewhere',
  })
  @ApiAcceptedResponse({ type: VerificationBegun })
  async verify(@Body() { roots }: VerifyAudit, @Caller() caller: Principal): Promise<VerificationBegun> {
    const start = await this.runs.begin({ name: VERIFY_AUDIT, requestedBy: caller.id }, (run) =>
      this.chain.verify(run, roots),
    );
    if (!start.began) throw new Problem(409, 'A verification is under way', { code: 'already-running' });
    // Its record tells how it went.
    start.ended.catch(() => undefined);
    return { runId: start.id };
  }
}

/** The beginning of a day that was written as one; throws `Problem` 400 for the 31st of a short month. */
function startOf(day: string): Date {
  const start = new Date(day);
  if (Number.isNaN(start.getTime()) || !start.toISOString().startsWith(day)) {
    throw new Problem(400, 'There is no such day', { code: 'no-such-day' });
  }
  return start;
}
