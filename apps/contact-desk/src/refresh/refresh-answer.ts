import type { RefreshWish } from '@contact-sync/contact-register';
import { ApiProperty } from '@nestjs/swagger';

/** A wish that waits for the register's next statement. */
export class RefreshAnswer implements RefreshWish {
  @ApiProperty({ example: '5012' })
  readonly contactId!: string;

  @ApiProperty({ example: '2026-03-20T05:30:00.000Z' })
  readonly wantedAt!: Date;

  @ApiProperty({ description: 'Who asked last' })
  readonly wantedBy!: string;
}
