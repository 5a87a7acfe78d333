import { inTransaction } from '@contact-sync/database';
import { mendMessage } from '@contact-sync/messaging';
import { Access, Caller, type Principal, Problem } from '@contact-sync/service';
import { Body, Controller, Headers, HttpCode, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { purposeOf } from '../contacts/contact-request';
import { NOW } from '../now';
import { QueueRowAnswer } from '../queue/queue-answer';
import { STRUCTURED } from './cloud-event-bodies';
import { EVENT_SCHEMA, PURPOSE_HEADER } from './events-request';
import { readCorrected } from './read-events';
import { namesPerson, swapPersons } from './swap-persons';

/** Correcting what another system sent and could not be used. */
@ApiTags('service queue')
@ApiBearerAuth()
@Access('QUEUEDESK')
@Controller('contact-desk/queue/messages')
export class MendController {
  constructor(
    private readonly pool: Pool,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @ApiConflictResponse({ description: 'The message cannot be mended as it is, or another has that source and id.' })
  @ApiUnprocessableEntityResponse({ description: 'The person named is no contact.' })
  @Post(':id/mend')
  @HttpCode(200)
  @ApiOperation({
    summary: 'The corrected event in the place of a parked or held message of another system, back to work',
  })
  @ApiConsumes(STRUCTURED, 'application/json')
  @ApiHeader(PURPOSE_HEADER)
  @ApiBody({ schema: EVENT_SCHEMA })
  @ApiOkResponse({ type: QueueRowAnswer })
  async mend(
    @Param('id', ParseUUIDPipe) id: string,
    @Headers('x-purpose') reason: string | undefined,
    @Body() body: unknown,
    @Caller() { id: who }: Principal,
  ): Promise<QueueRowAnswer> {
    const corrected = readCorrected(body);
    const purpose = namesPerson(corrected) ? purposeOf(reason) : '';
    const { messages } = await inTransaction(this.pool, (tx) =>
      swapPersons(tx, { who, purpose }, [corrected], this.now()),
    );
    const [message] = messages;
    if (message === undefined) throw new Problem(422, 'The person named is no contact', { code: 'unknown-contact' });
    const outcome = await mendMessage(this.pool, { id, message, by: who });
    switch (outcome.kind) {
      case 'done':
        return outcome.row;
      case 'unknown':
        throw new Problem(404, 'There is no such message', { code: 'unknown-message' });
      case 'known':
        throw new Problem(409, 'An event with this source and id came before: it needs an id of its own', {
          code: 'known-event',
        });
      case 'refused': {
        const { kind, state } = outcome.row;
        throw new Problem(
          409,
          `Only a message of another system can be mended, and only while it is parked or held: this is ${kind === 'task' ? 'a' : 'an'} ${kind}, ${state}`,
          { code: 'action-does-not-apply' },
        );
      }
    }
  }
}
