import type { HistoryEntry } from '@contact-sync/contact-register';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const GROUP_CONTENT = {
  type: 'object',
  additionalProperties: true,
  example: { name: { fields: { name1: 'Anna', name2: 'Holm' } } },
} as const;

/** One change of a contact (REG-7). */
class HistoryEntryAnswer implements HistoryEntry {
  @ApiProperty({ example: 7 })
  readonly version!: number;

  @ApiProperty({ example: '2026-10-01T05:30:01.000Z' })
  readonly at!: Date;

  @ApiProperty({ enum: ['created', 'changed', 'superseded', 'restored', 'edited'] })
  readonly kind!: HistoryEntry['kind'];

  @ApiPropertyOptional({ example: 'cpr' })
  readonly register?: string;

  @ApiPropertyOptional({ description: 'The road the statement came by', example: 'file' })
  readonly road?: string;

  @ApiPropertyOptional({ description: 'File, event or look-up', example: 'd261120.l110901' })
  readonly source?: string;

  @ApiPropertyOptional({ description: 'Id of the run that did it' })
  readonly runId?: string;

  @ApiPropertyOptional({ description: 'Who typed it, for a change by hand' })
  readonly byUser?: string;

  @ApiPropertyOptional({ description: 'Old content of the groups that changed', ...GROUP_CONTENT })
  readonly before?: NonNullable<HistoryEntry['before']>;

  @ApiProperty({ description: 'New content of the same groups', ...GROUP_CONTENT })
  readonly after!: HistoryEntry['after'];
}

export class HistoryPage {
  @ApiProperty({ type: [HistoryEntryAnswer], description: 'Changes, the newest first' })
  readonly changes!: readonly HistoryEntryAnswer[];

  @ApiPropertyOptional({ description: 'The cursor of the next page; absent on the last' })
  readonly next?: string;
}
