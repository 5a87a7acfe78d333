import { Access, Caller, type Principal, Problem, Settings } from '@contact-sync/service';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { InterimDirectory } from '../deliveries/interim-directory';
import type { cprSettings, CprSettings } from '../settings';
import { FileAccess } from './file-access';
import { filesProblem } from './files-problem';
import { inputProblem } from './input-problem';
import { findRemoteFiles } from './remote-file-store';
import { shownFiles } from './shown-files';
import { Transfer } from './transfer';
import { FetchBegun, FetchWish, RemoteFilesPage } from './transfer-api';

const NOT_SET_UP = 'CPR integration is switched off (`cpr-integration-off`), or no profile is chosen (`no-profile`).';

/** Stage 1 by hand: *Connect*, *Get file*, *Get all files* of the guide (CPR-7). */
@ApiTags('file transfer')
@Access('DATAADM')
@Controller('cpr-sync/remote-files')
export class RemoteFilesController {
  constructor(
    private readonly access: FileAccess,
    private readonly transfer: Transfer,
    private readonly directory: InterimDirectory,
    @Inject(Settings) private readonly settings: Settings<typeof cprSettings>,
    @Inject(Pool) private readonly pool: Pool,
  ) {}

  @Get()
  @ApiOperation({ summary: "Lists what CPR's file server shows, and what piles up on both sides" })
  @ApiOkResponse({ type: RemoteFilesPage })
  @ApiConflictResponse({ description: NOT_SET_UP })
  @ApiServiceUnavailableResponse({ description: 'The file server does not answer, or does not let us in.' })
  async list(): Promise<RemoteFilesPage> {
    const settings = await this.settingsInUse();
    const { piledUp } = await this.directory.list(settings);
    const listing = await this.access.use(settings, { by: 'person' }, (files) => files.list()).catch(tellFailure);
    const names = listing.files.map(({ name }) => name);
    return { ...shownFiles(listing, await findRemoteFiles(this.pool, names), settings), here: piledUp };
  }

  @Post('fetch')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Fetches files into the interim directory and renames them on the server: those named, or all',
  })
  @ApiAcceptedResponse({ type: FetchBegun })
  @ApiConflictResponse({ description: `${NOT_SET_UP} Or another transfer is under way (\`transfer-under-way\`).` })
  async fetch(@Body() { names }: FetchWish, @Caller() caller: Principal): Promise<FetchBegun> {
    const settings = await this.settingsInUse();
    const wish = { by: 'person', requestedBy: caller.id, ...(names !== undefined && { only: names }) } as const;
    const runId = await this.transfer.begin(settings, wish);
    if (runId === undefined)
      throw new Problem(409, 'Another transfer of files is under way', { code: 'transfer-under-way' });
    return { runId };
  }

  private async settingsInUse(): Promise<CprSettings> {
    const settings = await this.settings.read(this.pool);
    if (!settings.cprIntegration) throw inputProblem('cpr-integration-off');
    if (settings.fileServerProfile === '') throw inputProblem('no-profile');
    return settings;
  }
}

function tellFailure(error: unknown): never {
  throw filesProblem(error) ?? error;
}
