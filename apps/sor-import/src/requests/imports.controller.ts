import { Access, Caller, Problem, Settings, type Principal } from '@contact-sync/service';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { SentFiles } from '../fetching/sent-files';
import { Imports } from '../imports/imports';
import { FAULT_OF_ADDRESS } from '../injected';
import { INTEGRATION_OFF, type sorSettings } from '../settings';
import { HOST_FAULTS, type FaultOfAddress } from '../settings-rules';
import { ImportReport, ImportsPage, reportOf, summaryOf, UnitsPage } from './import-report';
import { FetchWish, PageQuery, RequestedImport, UnitsQuery } from './import-wishes';
import { asTheyStand } from './stranded';
import { readUpload } from './upload';

const OFF = 'SOR integration is switched off (`sor-integration-off`).';
const FLAG = { type: 'string', enum: ['true', 'false'] };

/** Files from SOR: fetch, upload, and what became of them (SOR-1, SOR-2). */
@ApiTags('imports')
@Access('DATAADM')
@Controller('sor-import')
export class ImportsController {
  constructor(
    private readonly imports: Imports,
    private readonly sentFiles: SentFiles,
    @Inject(Settings) private readonly settings: Settings<typeof sorSettings>,
    @Inject(FAULT_OF_ADDRESS) private readonly faultOf: FaultOfAddress,
    @Inject(Pool) private readonly pool: Pool,
  ) {}

  @ApiConflictResponse({ description: OFF })
  @ApiUnprocessableEntityResponse({ description: 'The address is not one that the installation calls.' })
  @Post('imports')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Fetches a file and has it imported: from the address given, else from the one of the settings',
  })
  @ApiAcceptedResponse({ type: RequestedImport })
  async fetch(@Body() { url, ...options }: FetchWish, @Caller() caller: Principal): Promise<RequestedImport> {
    const fault = url === undefined ? undefined : this.faultOf(url);
    if (fault !== undefined) throw new Problem(422, `The address ${HOST_FAULTS[fault]}`, { code: fault });
    const source = url === undefined ? {} : { source: { kind: 'address', name: url } as const };
    return { id: await this.imports.request({ ...source, options, requestedBy: caller.id }) };
  }

  @ApiConflictResponse({ description: OFF })
  @Post('imports/upload')
  @HttpCode(202)
  @ApiOperation({ summary: 'Takes a file in and has it imported' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      properties: {
        preview: { ...FLAG, description: 'Change nothing, tell what would change' },
        full: { ...FLAG, description: 'Compare every unit, whether its row is new or not' },
        approveClosings: { ...FLAG, description: 'Close however many units left the file' },
        day: { type: 'string', format: 'date', description: 'The day whose state the file is. Default: today' },
        file: { type: 'string', format: 'binary', description: 'CSV or zip, after the other fields' },
      },
      required: ['file'],
    },
  })
  @ApiAcceptedResponse({ type: RequestedImport })
  async upload(@Req() request: FastifyRequest, @Caller() caller: Principal): Promise<RequestedImport> {
    // Before hundreds of megabytes have come in vain.
    if (!this.settings.current().sorIntegration)
      throw new Problem(409, INTEGRATION_OFF.text, { code: INTEGRATION_OFF.code });
    const { wish, name, file } = await readUpload(request, {
      receive: (bytes) => this.sentFiles.receive(bytes),
      undo: (sent) => this.sentFiles.remove(sent),
    });
    try {
      const source = { kind: 'file', name } as const;
      return { id: await this.imports.request({ id: file.importId, source, options: wish, requestedBy: caller.id }) };
    } catch (error) {
      await this.sentFiles.remove(file);
      throw error;
    }
  }

  @Get('imports')
  @ApiOperation({ summary: 'Imports, the newest first' })
  @ApiOkResponse({ type: ImportsPage })
  async list(@Query() { limit, after }: PageQuery): Promise<ImportsPage> {
    const found = await this.imports.list({ limit, ...(after !== undefined && { after }) });
    const imports = await asTheyStand(this.pool, found);
    return { imports: imports.map(summaryOf), next: found.length === limit ? (found.at(-1)?.id ?? null) : null };
  }

  @ApiNotFoundResponse({ description: 'There is no such import.' })
  @Get('imports/:id')
  @ApiOperation({ summary: 'What became of one import, with its columns, its problems and its progress' })
  @ApiOkResponse({ type: ImportReport })
  async report(@Param('id', ParseUUIDPipe) id: string): Promise<ImportReport> {
    const report = await reportOf(this.pool, this.imports, id);
    if (report === undefined) throw NO_SUCH_IMPORT();
    return report;
  }

  @ApiNotFoundResponse({ description: 'There is no such import.' })
  @Get('imports/:id/units')
  @ApiOperation({ summary: 'Units that an import closed, left open, held or could not tell, each with its reason' })
  @ApiOkResponse({ type: UnitsPage })
  async units(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { outcome, limit, after }: UnitsQuery,
  ): Promise<UnitsPage> {
    if ((await this.imports.find(id)) === undefined) throw NO_SUCH_IMPORT();
    const page = { limit, ...(outcome !== undefined && { outcome }), ...(after !== undefined && { after }) };
    const units = await this.imports.units(id, page);
    return { units, next: units.length === limit ? (units.at(-1)?.unit ?? null) : null };
  }
}

const NO_SUCH_IMPORT = (): Problem => new Problem(404, 'There is no such import');
