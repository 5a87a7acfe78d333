import type { AuditRoot, AuditView } from '@contact-sync/contact-register';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One look at a person. */
export class AuditEntryAnswer implements AuditView {
  @ApiProperty({ example: '90210' })
  readonly id!: string;

  @ApiProperty({ example: '2026-11-21T08:14:03.120Z' })
  readonly at!: Date;

  @ApiProperty({ description: 'Who looked', example: 'local' })
  readonly who!: string;

  @ApiProperty({ description: 'Why, as it was said', example: 'case 2026-17' })
  readonly purpose!: string;

  @ApiProperty({ description: 'read, find, history, audit, lookup, ...', example: 'read' })
  readonly action!: string;

  @ApiProperty({ description: 'contacts for our own register, else the register that was asked', example: 'contacts' })
  readonly register!: string;

  @ApiPropertyOptional({ description: 'Who was looked at; absent for a search that found nobody', example: '4711' })
  readonly contactId?: string;

  @ApiPropertyOptional({ type: [String], description: 'What was shown; empty where protection withheld it' })
  readonly fields?: readonly string[];

  @ApiPropertyOptional({ description: 'How many the search found' })
  readonly resultCount?: number;
}

export class AuditPage {
  @ApiProperty({ type: [AuditEntryAnswer], description: 'The newest first' })
  readonly entries!: readonly AuditEntryAnswer[];

  @ApiPropertyOptional({ description: 'The cursor of the next page; absent on the last' })
  readonly next?: string;
}

class AuditRootAnswer implements AuditRoot {
  @ApiProperty({ example: '2026-11-20', description: 'In UTC' })
  readonly day!: string;

  @ApiProperty({ description: 'The last link of that day', example: 90210 })
  readonly position!: number;

  @ApiProperty({ description: 'Its hash, SHA-256 in hexadecimal', example: '9f2c'.repeat(16) })
  readonly hash!: string;
}

export class AuditRootsAnswer {
  @ApiProperty({ type: [AuditRootAnswer], description: 'The newest first' })
  readonly roots!: readonly AuditRoot[];
}

export class VerificationBegun {
  @ApiProperty({ format: 'uuid', description: 'Its record is among the runs: `GET /contact-desk/runs/{id}`' })
  readonly runId!: string;
}
