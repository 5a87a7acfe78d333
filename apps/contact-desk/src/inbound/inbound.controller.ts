import type { Message } from '@contact-sync/contracts';
import { Access, Caller, type Principal, Problem } from '@contact-sync/service';
import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { purposeOf } from '../contacts/contact-request';
import { NOW } from '../now';
import { BATCH, STRUCTURED } from './cloud-event-bodies';
import { BINARY_SCHEMA, EVENT_SCHEMA, EVENTS_SCHEMA, EventsTaken, PURPOSE_HEADER } from './events-request';
import { QUEUE_OF_INBOUND } from './inbound-queue';
import { eventName, isBatch, readEvents } from './read-events';
import { namesPerson } from './swap-persons';
import { takeEvents } from './take-events';
import { faultText } from './unapplied';

/** Events in over HTTP (MSG-3): validated and stored at once, then applied as those that come over the broker. */
@ApiTags('events')
@ApiBearerAuth()
@Access('CONTACTEDIT')
@Controller('contact-desk/events')
export class InboundController {
  constructor(
    private readonly pool: Pool,
    @Inject(QUEUE_OF_INBOUND) private readonly queue: string,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Events of another system, all of them or none',
    description:
      'CloudEvents 1.0 in structured, batched (at most 1000) or binary mode. One that came before, by source and id over whatever road, is not taken again. A person may be named by number (nameType C), which is swapped for our contact id before anything is stored; external-contact.created.v1 makes a contact of a person who is none yet.',
  })
  @ApiConsumes(STRUCTURED, BATCH, 'application/json')
  @ApiHeader(PURPOSE_HEADER)
  @ApiBody({ schema: { anyOf: [EVENT_SCHEMA, EVENTS_SCHEMA, BINARY_SCHEMA] } })
  @ApiAcceptedResponse({ type: EventsTaken })
  async take(
    @Headers() headers: Readonly<Record<string, string | undefined>>,
    @Body() body: unknown,
    @Caller() { id: who, accessCodes }: Principal,
  ): Promise<EventsTaken> {
    const events = readEvents(headers, body);
    const purpose = events.some(namesPerson) ? purposeOf(headers['x-purpose']) : '';
    const taken = await takeEvents(events, {
      pool: this.pool,
      queue: this.queue,
      namer: { who, purpose },
      seesProtected: accessCodes.has('PROTECTED'),
      now: this.now(),
    });
    const nameOf = (at: number): string => eventName(at, isBatch(headers));
    switch (taken.kind) {
      case 'taken':
        return { events: statesOf(events, taken.stored) };
      case 'unknown':
        throw new Problem(422, 'Nothing was taken: some of the persons named are no contacts', {
          code: 'unknown-contact',
          errors: taken.places.map((at) => ({ field: nameOf(at), message: 'no contact has this number' })),
        });
      case 'refused':
        throw new Problem(422, 'Nothing was taken: a contact cannot be made like this', {
          code: 'refused',
          errors: [{ field: nameOf(taken.place), message: faultText(taken.outcome) }],
        });
    }
  }
}

type Key = Pick<Message, 'source' | 'id'>;

/** Of an event that stands twice in a request the first was stored. */
function statesOf(events: readonly Key[], stored: readonly Key[]): EventsTaken['events'] {
  const left = new Set(stored.map(({ source, id }) => `${source} ${id}`));
  return events.map(({ source, id }) => ({ source, id, state: left.delete(`${source} ${id}`) ? 'stored' : 'known' }));
}
