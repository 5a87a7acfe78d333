import { findHold, listHolds, releaseHold } from '@contact-sync/contact-register';
import type { RegisterName } from '@contact-sync/contacts-model';
import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { Access, Caller, type Principal, Problem } from '@contact-sync/service';
import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Pool } from 'pg';
import { CursorSeal } from '../cursors/cursor-seal';
import { openCursor } from '../cursors/open-cursor';
import { NOW } from '../now';
import { HoldPage } from './hold-answer';

const REGISTERS: readonly RegisterName[] = ['cpr', 'cvr', 'sor', 'bfe'];
const LIST = 'holds';
const HOLD_ID = /^\d{1,18}$/;
/** Tasks of those who read files again. */
const RETRIED_BY = {
  cpr: 'cpr-sync.hold.retry.v1',
  sor: 'sor-import.hold.retry.v1',
  cvr: undefined,
  bfe: undefined,
} as const;

class HoldQuery {
  @ApiPropertyOptional({ enum: REGISTERS })
  @IsOptional()
  @IsIn(REGISTERS)
  readonly register?: RegisterName;

  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 500 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly cursor?: string;
}

/** Subjects whose last change could not be applied. */
@ApiTags('holds')
@ApiBearerAuth()
@Access('QUEUEDESK')
@Controller('contact-desk/holds')
export class HoldsController {
  constructor(
    private readonly pool: Pool,
    private readonly seal: CursorSeal,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Open holds, the oldest first. Contacts are named by id' })
  @ApiOkResponse({ type: HoldPage })
  async list(@Query() { register, limit, cursor }: HoldQuery): Promise<HoldPage> {
    const place = openCursor<{ after: string }>(this.seal, cursor, LIST);
    const holds = await listHolds(this.pool, {
      limit,
      ...(register === undefined ? {} : { register }),
      ...(place === undefined ? {} : { after: place.after }),
    });
    const last = holds.length === limit ? holds.at(-1) : undefined;
    return { holds, ...(last === undefined ? {} : { next: this.seal.seal({ after: last.id }, LIST) }) };
  }

  @ApiConflictResponse({ description: 'Only what stands in a file, from CPR or SOR, can be read again.' })
  @ApiAcceptedResponse({ description: 'A task will read it again.' })
  @Post(':id/retry')
  @HttpCode(202)
  @ApiOperation({
    summary:
      'Has a held person read again in the file the hold names, a held SOR unit in the file imported last. The hold is gone once what stands there now is applied',
  })
  async retry(@Param('id') id: string): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      const held = HOLD_ID.test(id) ? await findHold(tx, id) : undefined;
      if (held === undefined) throw noSuchHold();
      const type = held.origin.road === 'file' ? RETRIED_BY[held.register] : undefined;
      if (type === undefined) {
        throw new Problem(409, 'Only what stands in a file can be read again', { code: 'not-in-a-file' });
      }
      await enqueueTasks(tx, [{ type, subject: id, data: { holdId: id } }]);
    });
  }

  @Post(':id/release')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Releases a hold: what the register says next of the subject is applied as if nothing had been',
  })
  async release(@Param('id') id: string, @Caller() caller: Principal): Promise<void> {
    const released =
      HOLD_ID.test(id) && (await inTransaction(this.pool, (tx) => releaseHold(tx, id, caller.id, this.now())));
    if (!released) throw noSuchHold();
  }
}

const noSuchHold = (): Problem => new Problem(404, 'There is no such open hold', { code: 'unknown-hold' });
