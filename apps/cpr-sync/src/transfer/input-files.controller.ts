import { Access, Caller, type Principal, Problem } from '@contact-sync/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { PageQuery } from '../deliveries/deliveries-api';
import { filesProblem } from './files-problem';
import { listInputFiles } from './input-file-store';
import { InputFiles } from './input-files';
import { inputFileAnswer, InputFilesPage, InputFileWish, OrderedInputAnswer } from './transfer-api';

/** Input files for the CPR office: subscriptions and requisitions by file (CPR-8). */
@ApiTags('file transfer')
@Access('DATAADM')
@Controller('cpr-sync/input-files')
export class InputFilesController {
  constructor(
    private readonly inputFiles: InputFiles,
    @Inject(Pool) private readonly pool: Pool,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The input files for CPR, and which of them are on its server' })
  @ApiOkResponse({ type: InputFilesPage })
  async list(@Query() { limit, after }: PageQuery): Promise<InputFilesPage> {
    const files = await listInputFiles(this.pool, { limit, ...(after !== undefined && { after }) });
    const next = files.length === limit ? files.at(-1)?.id : undefined;
    return { files: files.map(inputFileAnswer), next: next ?? null };
  }

  @Post()
  @HttpCode(202)
  @Access('DATAADM', 'LOOKUP')
  @ApiOperation({
    summary: "Writes an input file about contacts and puts it on CPR's server; it waits where that is away",
  })
  @ApiAcceptedResponse({ type: OrderedInputAnswer })
  @ApiBadRequestResponse({ description: 'The purpose is missing (`invalid-request`).' })
  @ApiConflictResponse({
    description:
      'CPR integration is switched off (`cpr-integration-off`), no profile is chosen (`no-profile`), it names no task number (`no-task-number`), or no code for deletion is set (`no-deletion-code`).',
  })
  @ApiUnprocessableEntityResponse({ description: 'None of the contacts can be sent (`nobody-to-send`).' })
  @ApiServiceUnavailableResponse({ description: 'The profile of the file server cannot be had now.' })
  async order(
    @Body() { type, contactIds, action, purpose }: InputFileWish,
    @Caller() { id: who }: Principal,
  ): Promise<OrderedInputAnswer> {
    const wish = { type, contactIds, ...(action !== undefined && { action }) };
    const { file, refused } = await this.inputFiles
      .order([wish], { who, purpose, by: 'person' })
      .catch((error: unknown) => {
        throw filesProblem(error) ?? error;
      });
    if (file === undefined)
      throw new Problem(422, 'None of the contacts can be sent to CPR', {
        code: 'nobody-to-send',
        errors: refused.map(({ contactId, code }) => ({ field: 'contactIds', message: `${contactId}: ${code}` })),
      });
    return { file: inputFileAnswer(file), refused };
  }
}
