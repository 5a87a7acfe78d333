import { Access, Caller, Problem, Runs, type Principal } from '@contact-sync/service';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Req } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { READ_SETTINGS, type ReadSettings } from '../asking/read-settings';
import { findSubscriptions, readProofs } from './find-subscriptions';
import { findOverdue } from './overdue-subscriptions';
import { seedSubscriptions, type Seeding } from './seed-subscriptions';
import { readRecords } from './source-record-store';
import { SourceRecords } from './source-records';
import {
  ProvenSubscription,
  SeedingAnswer,
  SubscriptionAnswer,
  SubscriptionReportAnswer,
  SubscriptionsPage,
  TakeOverBegun,
  WishesAnswer,
} from './subscription-answer';
import { countSubscriptions, readMonths } from './subscription-report';
import { ReportQuery, SubscriptionsQuery, SubscriptionWishes } from './subscription-request';
import { SUBSCRIPTIONS_NOW } from './subscriptions-now';
import { takeOverAll, type TakeOverOptions } from './take-over';
import { uploadedList } from './uploaded-list';
import { wishSubscriptions } from './wish-subscriptions';

const TAKE_OVER = 'take-over-subscriptions';
const DAY_MS = 86_400_000;

/** Which persons CPR has subscribed for us, which it is to have, and why (CPR-8). */
@ApiTags('subscriptions')
@ApiBearerAuth()
@Access('DATAADM')
@Controller('cpr-sync/subscriptions')
export class SubscriptionsController {
  private readonly parts: TakeOverOptions;

  constructor(
    @Inject(Pool) private readonly pool: Pool,
    private readonly records: SourceRecords,
    private readonly runs: Runs,
    @Inject(READ_SETTINGS) private readonly readSettings: ReadSettings,
    @Inject(SUBSCRIPTIONS_NOW) private readonly now: () => Date,
  ) {
    this.parts = { pool, records, now };
  }

  @Get()
  @ApiOperation({ summary: 'Source records page by page. Contacts are named by id' })
  @ApiOkResponse({ type: SubscriptionsPage })
  async list(@Query() query: SubscriptionsQuery): Promise<SubscriptionsPage> {
    const found = await findSubscriptions(this.pool, query);
    const next = found.length === query.limit ? found.at(-1)?.contactId : undefined;
    return { subscriptions: found.map((one) => SubscriptionAnswer.of(one)), next: next ?? null };
  }

  @Get('report')
  @ApiOperation({
    summary: 'Subscriptions begun and ended by month, and those without an open case: none after the night',
  })
  @ApiOkResponse({ type: SubscriptionReportAnswer })
  async report(@Query() { months }: ReportQuery): Promise<SubscriptionReportAnswer> {
    const now = this.now();
    const { count, oldestSince } = await findOverdue(this.pool, this.records, await this.readSettings(), now);
    const oldestDays = oldestSince === undefined ? 0 : Math.floor((now.getTime() - oldestSince.getTime()) / DAY_MS);
    return {
      ...(await countSubscriptions(this.pool)),
      withoutOpenCase: { count, oldestDays },
      months: await readMonths(this.pool, now, months),
    };
  }

  @Get(':contactId')
  @ApiOperation({ summary: 'The source record of one contact, with the proof of why' })
  @ApiOkResponse({ type: ProvenSubscription })
  @ApiNotFoundResponse({ description: 'Nothing was ever wanted of CPR for such a contact (`unknown-subscription`).' })
  async get(@Param('contactId') contactId: string): Promise<ProvenSubscription> {
    const record = /^\d{1,18}$/.test(contactId)
      ? (await readRecords(this.pool, [contactId])).get(contactId)
      : undefined;
    if (record === undefined)
      throw new Problem(404, 'Nothing was ever wanted of CPR for such a contact', { code: 'unknown-subscription' });
    return { ...SubscriptionAnswer.of(record), proof: await readProofs(this.pool, [contactId]) };
  }

  @Put('wishes')
  @ApiOperation({
    summary: "Sets SUBSCRIBED of contacts, as a customer's own rule does where the nightly job is paused",
  })
  @ApiOkResponse({ type: WishesAnswer, description: 'One contact that is refused does not stop the others.' })
  async wish(@Body() wishes: SubscriptionWishes, @Caller() { id: by }: Principal): Promise<WishesAnswer> {
    return wishSubscriptions(this.parts, wishes, { by, settings: await this.readSettings() });
  }

  @Post('take-over')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Begins to take it that CPR has everybody subscribed whom it told of: SRC_SUBSCRIBED Y, SUBSCRIBED null',
  })
  @ApiAcceptedResponse({ type: TakeOverBegun })
  @ApiConflictResponse({ description: 'It is under way (`already-running`).' })
  async takeOver(@Caller() { id: by }: Principal): Promise<TakeOverBegun> {
    const start = await this.runs.begin({ name: TAKE_OVER, requestedBy: by }, (run) =>
      takeOverAll(this.parts, run, by),
    );
    if (!start.began) throw underWay();
    // Its record tells how it went.
    start.ended.catch(() => undefined);
    return { runId: start.id };
  }

  @Post('seed')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sets SRC_SUBSCRIBED from a list of all numbers that CPR has subscribed: Y in it, N outside',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: {
        file: { type: 'string', format: 'binary', description: 'A number a line, or lines of type 06; ISO-8859-1' },
      },
      required: ['file'],
    },
  })
  @ApiOkResponse({ type: SeedingAnswer })
  @ApiConflictResponse({ description: 'Another list is being read, or a take-over is under way (`already-running`).' })
  async seed(@Req() request: FastifyRequest, @Caller() { id: by }: Principal): Promise<SeedingAnswer> {
    const list = await uploadedList(request);
    let seeding: Seeding | undefined;
    const { ran } = await this.runs.run({ name: TAKE_OVER, requestedBy: by }, async (run) => {
      seeding = await seedSubscriptions(this.parts, list, by);
      const { badLines: _, badLinesBeyond, ...counts } = seeding;
      for (const [name, count] of Object.entries(counts)) run.count(name, count);
      run.count('bad-lines', seeding.badLines.length + badLinesBeyond);
    });
    if (!ran || seeding === undefined) throw underWay();
    return seeding;
  }
}

const underWay = (): Problem => new Problem(409, 'A take-over is under way', { code: 'already-running' });
