import { recordAudit } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import {
  actOnRow,
  countRows,
  type DeskAction,
  findPausedLanes,
  findRows,
  readBody,
  UNREADABLE,
} from '@contact-sync/messaging';
import { Access, Caller, type Principal, Problem } from '@contact-sync/service';
import { Controller, Get, Headers, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { CursorSeal } from '../cursors/cursor-seal';
import { openCursor } from '../cursors/open-cursor';
import { purposeOf } from '../contacts/contact-request';
import { NOW } from '../now';
import { MessageBody, QueuePage, QueueRowAnswer, QueueSummary } from './queue-answer';
import { QueueQuery } from './queue-request';

const ACTIONS: readonly DeskAction[] = ['retry', 'park', 'release', 'obsolete'];

/** The service-queue desk (MSG-1): what there is, and what a person decides about it. */
@ApiTags('service queue')
@ApiBearerAuth()
@Access('QUEUEDESK')
@Controller('contact-desk/queue')
export class QueueController {
  constructor(
    private readonly pool: Pool,
    private readonly seal: CursorSeal,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Get('messages')
  @ApiOperation({ summary: 'Rows of the service queue, the newest first' })
  @ApiOkResponse({ type: QueuePage })
  async list(@Query() { state, type, limit, cursor }: QueueQuery): Promise<QueuePage> {
    const list = JSON.stringify(['queue', state, type]);
    const place = openCursor<{ after: string }>(this.seal, cursor, list);
    const messages = await findRows(this.pool, {
      limit,
      ...(state === undefined ? {} : { state }),
      ...(type === undefined ? {} : { type }),
      ...place,
    });
    const last = messages.length === limit ? messages.at(-1) : undefined;
    return { messages, ...(last === undefined ? {} : { next: this.seal.seal({ after: last.id }, list) }) };
  }

  @Get('messages/:id/body')
  @ApiOperation({
    summary: 'The body of a message, to see what is to be mended. What another system told may name a person: recorded',
  })
  @ApiHeader({
    name: 'X-Purpose',
    required: true,
    description: 'Why the caller looks; percent-encoded where not plain ASCII',
  })
  @ApiOkResponse({ type: MessageBody })
  async body(
    @Param('id', ParseUUIDPipe) id: string,
    @Headers('x-purpose') reason: string | undefined,
    @Caller() { id: who }: Principal,
  ): Promise<MessageBody> {
    const purpose = purposeOf(reason);
    const body = await inTransaction(this.pool, async (tx) => {
      await recordAudit(
        tx,
        { who, purpose },
        [{ action: 'read-message', register: 'contacts', fields: [id] }],
        this.now(),
      );
      return readBody(tx, id);
    });
    if (body === undefined) throw new Problem(404, 'There is no such message', { code: 'unknown-message' });
    return { body };
  }

  @Get('summary')
  @ApiOperation({ summary: 'How many rows there are by kind, type and state, and which registers are away' })
  @ApiOkResponse({ type: QueueSummary })
  async summary(): Promise<QueueSummary> {
    const [counts, pausedLanes] = await Promise.all([countRows(this.pool), findPausedLanes(this.pool)]);
    return { counts, pausedLanes };
  }

  @ApiConflictResponse({ description: 'The action does not apply to the message as it is.' })
  @Post('messages/:id/:action')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'retry: due now, attempts forgotten; release: back to work; park: out of the work until a person decides; obsolete: ended without effect',
  })
  @ApiParam({ name: 'action', enum: ACTIONS })
  @ApiOkResponse({ type: QueueRowAnswer })
  async act(@Param('id', ParseUUIDPipe) id: string, @Param('action') name: string): Promise<QueueRowAnswer> {
    const action = ACTIONS.find((each) => each === name);
    if (action === undefined) throw new Problem(404, 'There is no such action');
    const outcome = await actOnRow(this.pool, action, id);
    switch (outcome.kind) {
      case 'done':
        return outcome.row;
      case 'unknown':
        throw new Problem(404, 'There is no such message', { code: 'unknown-message' });
      case 'refused': {
        const { kind, state, errorCode } = outcome.row;
        if (kind === 'inbound' && outcome.row.type === UNREADABLE && state !== 'obsolete') {
          throw new Problem(409, `Nobody could read this message (${errorCode}): mend it, or make it obsolete`, {
            code: 'action-does-not-apply',
          });
        }
        throw new Problem(
          409,
          `The message is ${kind === 'event' ? 'an' : 'a'} ${kind} in state ${state}: ${action} does not apply`,
          {
            code: 'action-does-not-apply',
          },
        );
      }
    }
  }
}
