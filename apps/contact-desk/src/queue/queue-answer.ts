import type { PausedLane, QueueCount, QueueRow, RowState } from '@contact-sync/messaging';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ROW_STATES } from './queue-request';

/** A row of the service queue. Its data are not shown: what it is about stands in type and subject. */
export class QueueRowAnswer implements QueueRow {
  @ApiProperty({ example: '01938f6e-7a3c-7b1a-9c3d-2f51aa01234f' })
  readonly id!: string;

  @ApiProperty({ enum: ['event', 'task', 'inbound'] })
  readonly kind!: QueueRow['kind'];

  @ApiProperty({ example: 'contact.changed.v1' })
  readonly type!: string;

  @ApiProperty({ description: 'What it is about: our id of a contact, delivery or run', example: '4711' })
  readonly subject!: string;

  @ApiProperty({ example: '/contact-sync/contact-register' })
  readonly source!: string;

  @ApiPropertyOptional({
    description: 'Of a message of another system: its id there; a fingerprint of one that could not be read',
    example: '8a1f0c1e-1',
  })
  readonly originId?: string;

  @ApiProperty({ enum: ROW_STATES })
  readonly state!: RowState;

  @ApiProperty({ description: 'How often it was tried', example: 3 })
  readonly attempts!: number;

  @ApiProperty({ example: '2026-11-21T05:30:01.000Z' })
  readonly createdAt!: Date;

  @ApiPropertyOptional({ description: 'When it is published or tried next' })
  readonly dueAt?: Date;

  @ApiPropertyOptional({ description: 'The register whose absence it waits for', example: 'cpr' })
  readonly lane?: string;

  @ApiPropertyOptional({ description: 'Code of the last failure' })
  readonly errorCode?: string;

  @ApiPropertyOptional({ description: 'The last failure in words, without personal data' })
  readonly errorText?: string;

  @ApiPropertyOptional({ description: 'Who last corrected it' })
  readonly mendedBy?: string;

  @ApiPropertyOptional({ description: 'When it was last corrected' })
  readonly mendedAt?: Date;
}

/** What a message says. */
export class MessageBody {
  @ApiProperty({ description: 'As on the wire, person numbers masked where it could not be read', example: '{"id":' })
  readonly body!: string;
}

export class QueuePage {
  @ApiProperty({ type: [QueueRowAnswer] })
  readonly messages!: readonly QueueRowAnswer[];

  @ApiPropertyOptional({ description: 'The cursor of the next page; absent on the last' })
  readonly next?: string;
}

class QueueCountAnswer implements QueueCount {
  @ApiProperty({ enum: ['event', 'task', 'inbound'] })
  readonly kind!: QueueRow['kind'];

  @ApiProperty({ example: 'contact.changed.v1' })
  readonly type!: string;

  @ApiProperty({ enum: ROW_STATES })
  readonly state!: RowState;

  @ApiProperty({ example: 12 })
  readonly count!: number;

  @ApiProperty({ description: 'Since when the oldest of them waits', example: '2026-11-21T05:30:01.000Z' })
  readonly oldest!: Date;
}

class PausedLaneAnswer implements PausedLane {
  @ApiProperty({ description: 'The register that is away', example: 'cpr' })
  readonly lane!: string;

  @ApiProperty({ example: '2026-11-21T05:30:01.000Z' })
  readonly pausedAt!: Date;

  @ApiProperty({ description: 'When it is tried next', example: '2026-11-21T05:31:01.000Z' })
  readonly nextProbe!: Date;

  @ApiProperty({ description: 'How often it was tried since', example: 2 })
  readonly probes!: number;

  @ApiProperty({ example: 'ECONNREFUSED' })
  readonly errorCode!: string;

  @ApiProperty()
  readonly errorText!: string;
}

export class QueueSummary {
  @ApiProperty({ type: [QueueCountAnswer], description: 'Rows that are not finished' })
  readonly counts!: readonly QueueCountAnswer[];

  @ApiProperty({ type: [PausedLaneAnswer] })
  readonly pausedLanes!: readonly PausedLaneAnswer[];
}
