import type { HoldView } from '@contact-sync/contact-register';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** A subject whose last change could not be applied: where it stands and why, never the data. */
export class HoldAnswer implements HoldView {
  @ApiProperty({ example: '12' })
  readonly id!: string;

  @ApiProperty({ example: 'cpr' })
  readonly register!: string;

  @ApiProperty({ example: 'C' })
  readonly nameType!: string;

  @ApiProperty({ description: 'The contact, or the id set aside for it', example: '4711' })
  readonly contactId!: string;

  @ApiProperty({ example: 'file' })
  readonly road!: string;

  @ApiProperty({ example: 'd261120.l110901' })
  readonly source!: string;

  @ApiPropertyOptional({ type: [Number], description: 'Lines of the file', example: [17, 18] })
  readonly lines?: readonly number[];

  @ApiProperty({ example: 'refused by the database: 22001 address1' })
  readonly reason!: string;

  @ApiProperty({ example: '2026-11-21T05:30:01.000Z' })
  readonly heldAt!: Date;

  @ApiPropertyOptional()
  readonly releasedAt?: Date;

  @ApiPropertyOptional()
  readonly releasedBy?: string;
}

export class HoldPage {
  @ApiProperty({ type: [HoldAnswer] })
  readonly holds!: readonly HoldAnswer[];

  @ApiPropertyOptional({ description: 'The cursor of the next page; absent on the last' })
  readonly next?: string;
}
