import { ApiProperty } from '@nestjs/swagger';
import { MOST_EVENTS } from './cloud-event-bodies';

/** What became of one event of a request. */
export class TakenEvent {
  @ApiProperty({ example: '/esdh' })
  readonly source!: string;

  @ApiProperty({ example: '8a1f0c1e-1' })
  readonly id!: string;

  @ApiProperty({
    enum: ['stored', 'known'],
    description: 'stored: it is applied from here on, as one that came over the broker; known: it came before',
  })
  readonly state!: 'stored' | 'known';
}

export class EventsTaken {
  @ApiProperty({ type: [TakenEvent], description: 'In the order of the request' })
  readonly events!: readonly TakenEvent[];
}

/** One CloudEvent as the description of the API shows it. */
export const EVENT_SCHEMA = {
  type: 'object',
  additionalProperties: true,
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'data'],
  properties: {
    specversion: { type: 'string', enum: ['1.0'] },
    id: { type: 'string', minLength: 1, maxLength: 300 },
    source: { type: 'string', minLength: 1, maxLength: 300 },
    type: { type: 'string', example: 'dk.contact-sync.party.added.v1' },
    subject: { type: 'string', minLength: 1, maxLength: 300 },
    time: { type: 'string', format: 'date-time' },
    sequence: { type: 'string', pattern: '^\\d{1,15}$', description: 'order of the events of one source' },
    data: { type: 'object', additionalProperties: true },
  },
  example: {
    specversion: '1.0',
    id: '8a1f0c1e-1',
    source: '/esdh',
    type: 'dk.contact-sync.party.added.v1',
    subject: '2026-1042',
    time: '2026-03-02T05:31:07Z',
    sequence: '2',
    datacontenttype: 'application/json',
    data: { contact: { contactId: '5012' } },
  },
};

/** Batched mode. */
export const EVENTS_SCHEMA = { type: 'array', maxItems: MOST_EVENTS, items: EVENT_SCHEMA };

/** Binary mode, as application/json. */
export const BINARY_SCHEMA = {
  type: 'object',
  additionalProperties: true,
  description: 'Binary mode: the data alone; the attributes stand in headers ce-specversion, ce-id, …',
};

/** Why a person is named by number. */
export const PURPOSE_HEADER = {
  name: 'X-Purpose',
  required: false,
  description: 'Needed where an event names a person by number: why. Percent-encoded where not plain ASCII',
};
