import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, type Type } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { Type as As } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import type { Pool } from 'pg';
import { Access } from '../access/access-guard';
import { Problem } from '../problems/problem';
import { RunAnswer, RunList } from './run-answer';
import { askToStop, findRun, listRuns } from './run-record';

class RunQuery {
  @ApiPropertyOptional({ description: 'Only runs of this name' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ description: 'The id of the last run of the page before' })
  @IsOptional()
  @IsUUID()
  before?: string;

  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 200 })
  @As(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}

/** A controller for a service's runs: `GET /<service>/runs`, one of them, and `POST …/stop`. */
export function runsController(service: string, schema: string, pool: Pool): Type<unknown> {
  @ApiTags('runs')
  @Access()
  @Controller(`${service}/runs`)
  class RunsController {
    @Get()
    @ApiOperation({ summary: 'Runs, the newest first' })
    @ApiOkResponse({ type: RunList })
    async list(@Query() query: RunQuery): Promise<RunList> {
      return { runs: await listRuns(pool, schema, query) };
    }

    @Get(':id')
    @ApiOperation({ summary: 'One run, with its progress while it runs' })
    @ApiOkResponse({ type: RunAnswer })
    async get(@Param('id', ParseUUIDPipe) id: string): Promise<RunAnswer> {
      const run = await findRun(pool, schema, id);
      if (run === undefined) throw new Problem(404, 'There is no such run');
      return run;
    }

    @Post(':id/stop')
    @HttpCode(202)
    @Access('DATAADM')
    @ApiOperation({ summary: 'Asks a run to stop; it ends when it has left nothing half done' })
    @ApiAcceptedResponse({ description: 'It was asked' })
    @ApiConflictResponse({ description: 'That run is not running.' })
    async stop(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
      if (!(await askToStop(pool, schema, id))) throw new Problem(409, 'That run is not running');
    }
  }
  return RunsController;
}
