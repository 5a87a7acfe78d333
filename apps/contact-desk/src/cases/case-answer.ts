import type { CaseView, TellOutcome } from '@contact-sync/contact-register';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** A case of another system; nothing more of it is stored (REG-5). */
export class CaseAnswer implements CaseView {
  @ApiProperty({ example: '/esdh' })
  readonly source!: string;

  @ApiProperty({ example: '2026-1042' })
  readonly caseId!: string;

  @ApiPropertyOptional({ enum: ['open', 'closed'], description: 'Absent: only parties of it were told' })
  readonly state?: 'open' | 'closed';

  @ApiProperty({ type: [String], description: 'Ids of the contacts that are parties', example: ['5012'] })
  readonly parties!: readonly string[];

  @ApiProperty({ type: [String], description: 'Parties named by external ids that are not registered yet' })
  readonly awaiting!: readonly string[];
}

const OUTCOMES = ['applied', 'stale', 'flagged', 'awaiting-external-id'] as const;

/** What became of what was told. */
export class ToldAnswer {
  @ApiProperty({
    enum: OUTCOMES,
    description:
      'applied: stored; stale: something newer of the same source is known, or just this; awaiting-external-id: stored, and counts when its external id is registered',
  })
  readonly outcome!: (typeof OUTCOMES)[number] | Exclude<TellOutcome['outcome'], (typeof OUTCOMES)[number]>;

  @ApiPropertyOptional({ description: 'The contact it is about, as it lives on', example: '5012' })
  readonly contactId?: string;
}
