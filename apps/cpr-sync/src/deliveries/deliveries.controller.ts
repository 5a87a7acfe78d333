import { Access, Caller, type Principal, Problem, Settings } from '@contact-sync/service';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { BatchRun, BatchRunReport } from './batch-run';
import { Deliveries, type RequestedDelivery } from './deliveries';
import {
  DeliveriesPage,
  ImportWish,
  JournalLines,
  JournalQuery,
  PageQuery,
  PersonsPage,
  PersonsQuery,
  RequestedDeliveryAnswer,
} from './deliveries-api';
import { DeliveryReport, reportOf, summaryOf } from './delivery-report';
import { listDeliveries, listMissing } from './delivery-store';
import { readPersons } from './imported-persons';
import { InterimDirectory } from './interim-directory';
import { readJournal } from './journal';
import type { cprSettings } from '../settings';
import { asTheyStand } from './stranded';
import { readUpload } from './upload';

/** Files from the CPR office: upload, import, what became of them (CPR-7). */
@ApiTags('deliveries')
@Access('DATAADM')
@Controller('cpr-sync')
export class DeliveriesController {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly directory: InterimDirectory,
    @Inject(Settings) private readonly settings: Settings<typeof cprSettings>,
    private readonly batchRun: BatchRun,
    @Inject(Pool) private readonly pool: Pool,
  ) {}

  @ApiConflictResponse({
    description: 'Another file waits under a name that was sent; or CPR integration is switched off.',
  })
  @ApiUnprocessableEntityResponse({ description: 'The name of a file does not fit the settings.' })
  @Post('deliveries')
  @HttpCode(202)
  @ApiOperation({ summary: 'Uploads files and has them imported, in the order they are sent' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: {
        persons: { type: 'string', enum: ['known', 'all'], description: 'Default: the setting filePersons' },
        again: { type: 'string', enum: ['true'], description: 'Also when the same bytes were imported before' },
        preview: { type: 'string', enum: ['true'], description: 'Change nothing, tell what would change' },
        then: { type: 'string', enum: ['import', 'keep'], default: 'import' },
        file: { type: 'array', items: { type: 'string', format: 'binary' }, description: 'After the other fields' },
      },
      required: ['file'],
    },
  })
  @ApiAcceptedResponse({ type: [RequestedDeliveryAnswer] })
  async upload(@Req() request: FastifyRequest): Promise<RequestedDelivery[]> {
    const { filePersons } = this.settings.current();
    const { files, options, then } = await readUpload(request, filePersons, this.deliveries);
    return this.deliveries.request(files, options, then);
  }

  @Get('deliveries')
  @ApiOperation({ summary: 'What stands in the interim directory, what is missing, and the newest imports' })
  @ApiOkResponse({ type: DeliveriesPage })
  async list(@Query() { limit, after }: PageQuery): Promise<DeliveriesPage> {
    const listing = await this.directory.list(this.settings.current());
    const found = await listDeliveries(this.pool, { limit, ...(after !== undefined && { after }) });
    const deliveries = await asTheyStand(this.pool, found);
    const next = found.length === limit ? found.at(-1)?.id : undefined;
    return {
      ...listing,
      missing: await listMissing(this.pool),
      deliveries: deliveries.map(summaryOf),
      next: next ?? null,
    };
  }

  @ApiConflictResponse({ description: 'CPR integration is switched off.' })
  @Post('deliveries/import')
  @HttpCode(202)
  @ApiOperation({ summary: 'Imports files that wait in the interim directory: those named, or all' })
  @ApiAcceptedResponse({ type: [RequestedDeliveryAnswer] })
  async importWaiting(@Body() { files, persons, again, preview }: ImportWish): Promise<RequestedDelivery[]> {
    const options = { persons: persons ?? this.settings.current().filePersons, again, preview };
    return this.deliveries.importWaiting(files, options);
  }

  @Get('deliveries/:id')
  @ApiOperation({ summary: 'What became of one import, with its problems and its progress' })
  @ApiOkResponse({ type: DeliveryReport })
  async report(@Param('id', ParseUUIDPipe) id: string): Promise<DeliveryReport> {
    const report = await reportOf(this.pool, id);
    if (report === undefined) throw new Problem(404, 'There is no such delivery');
    return report;
  }

  @Get('deliveries/:id/persons')
  @ApiOperation({ summary: 'The persons an import created, changed, found stale or holds, in the order of the file' })
  @ApiOkResponse({ type: PersonsPage })
  async persons(@Param('id', ParseUUIDPipe) id: string, @Query() { limit, after }: PersonsQuery): Promise<PersonsPage> {
    const persons = await readPersons(this.pool, id, { limit, after });
    return { persons, next: persons.length === limit ? (persons.at(-1)?.line ?? null) : null };
  }

  @Post('batch-runs')
  @HttpCode(202)
  @ApiOperation({ summary: 'Runs the batch now: both stages, with effect. Tells what each of the four steps did' })
  @ApiAcceptedResponse({ type: BatchRunReport })
  run(@Caller() caller: Principal): Promise<BatchRunReport> {
    return this.batchRun.run({ requestedBy: caller.id });
  }

  @Get('journal')
  @ApiOperation({ summary: 'The last lines of cprbatch.log' })
  @ApiOkResponse({ type: JournalLines })
  async journal(@Query() { limit }: JournalQuery): Promise<JournalLines> {
    return { lines: await readJournal(this.directory.journalPath, limit) };
  }
}
