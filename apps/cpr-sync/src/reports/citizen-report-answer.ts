import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type {
  CitizenReport,
  ReportedChange,
  ReportedLook,
  ReportedSource,
  ReportedStep,
  ReportedSubscription,
} from './citizen-report';
import type { StoredFact } from './stored-facts';
import type { SubscribedUntil } from './subscribed-until';

class StoredFactAnswer implements StoredFact {
  @ApiProperty({
    description: 'Column or custom label; HA and CPRADR are the main and a former address',
    example: 'HA',
  })
  readonly what!: string;
  @ApiProperty({ example: 'Skovvej 1, 2100 København Ø, DK' })
  readonly value!: string;
  @ApiPropertyOptional({ description: 'A * after it: the register marks it as doubtful', example: '2026-10-01' })
  readonly since?: string;
  @ApiPropertyOptional()
  readonly until?: string;
}

class ReportedSourceAnswer implements ReportedSource {
  @ApiProperty({ example: 'cpr' })
  readonly register!: string;
  @ApiProperty({ example: 'file' })
  readonly road!: string;
  @ApiProperty({ description: 'File, event or look-up', example: 'd261120.l110901' })
  readonly source!: string;
  @ApiProperty({ example: '2026-11-20' })
  readonly asOf!: string;
  @ApiProperty()
  readonly fetchedAt!: Date;
  @ApiProperty()
  readonly changedAt!: Date;
}

class ReportedChangeAnswer implements ReportedChange {
  @ApiProperty()
  readonly at!: Date;
  @ApiProperty({ enum: ['created', 'changed', 'superseded', 'restored', 'edited'] })
  readonly kind!: string;
  @ApiPropertyOptional()
  readonly register?: string;
  @ApiPropertyOptional()
  readonly road?: string;
  @ApiPropertyOptional()
  readonly source?: string;
  @ApiProperty({ type: [String], description: 'Groups of facts that changed', example: ['main_address'] })
  readonly groups!: readonly string[];
  @ApiProperty()
  readonly byHand!: boolean;
  @ApiPropertyOptional({ description: 'Who typed it; only with `withStaff`' })
  readonly by?: string;
}

class ReportedLookAnswer implements ReportedLook {
  @ApiProperty()
  readonly at!: Date;
  @ApiProperty({ example: 'lookup' })
  readonly action!: string;
  @ApiProperty({ description: 'contacts for our own register, else the one that was asked', example: 'cpr' })
  readonly register!: string;
  @ApiProperty({ example: 'case 2026-17' })
  readonly purpose!: string;
  @ApiProperty({ type: [String], description: 'What was shown' })
  readonly fields!: readonly string[];
  @ApiPropertyOptional({ description: 'Who looked; only with `withStaff`' })
  readonly who?: string;
}

class ReportedCaseAnswer {
  @ApiProperty({ description: 'The system that told of the case', example: '/sag' })
  readonly source!: string;
  @ApiProperty({ example: '2026-1042' })
  readonly caseId!: string;
  @ApiPropertyOptional({ enum: ['open', 'closed'] })
  readonly state?: 'open' | 'closed';
}

class ReportedHoldAnswer {
  @ApiProperty()
  readonly heldAt!: Date;
  @ApiProperty({ example: 'cpr' })
  readonly register!: string;
  @ApiProperty({ example: 'd261120.l110901' })
  readonly source!: string;
  @ApiProperty({ example: 'bad-record' })
  readonly reason!: string;
}

class ReportedStepAnswer implements ReportedStep {
  @ApiProperty()
  readonly at!: Date;
  @ApiProperty({ enum: ['subscribed', 'unsubscribed', 'wanted', 'not-wanted', 'withdrawn', 'refused'] })
  readonly what!: string;
  @ApiProperty({ example: 'open-case' })
  readonly reason!: string;
  @ApiPropertyOptional({ description: 'In the words of who asked for it' })
  readonly purpose?: string;
  @ApiPropertyOptional()
  readonly caseSource?: string;
  @ApiPropertyOptional()
  readonly caseId?: string;
  @ApiPropertyOptional({ example: 'online' })
  readonly road?: string;
  @ApiPropertyOptional({ description: 'What CPR answered' })
  readonly result?: string;
  @ApiPropertyOptional({ description: 'Who asked for it; only with `withStaff`' })
  readonly who?: string;
}

class ReportedSubscriptionAnswer implements ReportedSubscription {
  @ApiProperty({ description: 'SRC_SUBSCRIBED: CPR has confirmed that it tells us of changes of this person' })
  readonly subscribed!: boolean;
  @ApiPropertyOptional()
  readonly since?: Date;
  @ApiProperty({
    type: 'object',
    description:
      'Until when: `not-subscribed`; `open-case` while a case is open; `day` with the first nightly decision on that day or later; `ending` when CPR has only to confirm',
    properties: {
      kind: { type: 'string', enum: ['not-subscribed', 'open-case', 'day', 'ending'] },
      day: { type: 'string', format: 'date' },
    },
    required: ['kind'],
    additionalProperties: false,
  })
  readonly until!: SubscribedUntil;
  @ApiProperty({ type: [ReportedStepAnswer], description: 'The newest first' })
  readonly steps!: readonly ReportedStepAnswer[];
}

/** Everything there is to tell a citizen (REG-7). Members without a value are left out. */
export class CitizenReportAnswer implements CitizenReport {
  @ApiProperty({ example: '4711' })
  readonly contactId!: string;
  @ApiProperty()
  readonly madeAt!: Date;
  @ApiProperty({ description: 'Name and address are left out, since the caller lacks the access code PROTECTED' })
  readonly withheld!: boolean;
  @ApiProperty()
  readonly storedSince!: Date;
  @ApiProperty({ type: [StoredFactAnswer] })
  readonly stored!: readonly StoredFactAnswer[];
  @ApiProperty({ type: [ReportedSourceAnswer] })
  readonly sources!: readonly ReportedSourceAnswer[];
  @ApiProperty({ type: [ReportedChangeAnswer], description: 'The newest first' })
  readonly changes!: readonly ReportedChangeAnswer[];
  @ApiProperty({
    type: [ReportedLookAnswer],
    description: 'Who looked, the newest first',
  })
  readonly looks!: readonly ReportedLookAnswer[];
  @ApiProperty({ type: [ReportedCaseAnswer] })
  readonly cases!: readonly ReportedCaseAnswer[];
  @ApiProperty({ type: [ReportedHoldAnswer], description: 'Changes that could not be taken over yet' })
  readonly held!: readonly ReportedHoldAnswer[];
  @ApiProperty()
  readonly subscription!: ReportedSubscriptionAnswer;
  @ApiProperty({ type: [String], enum: ['changes', 'looks'], description: 'Lists whose oldest entries are left out' })
  readonly cut!: readonly ('changes' | 'looks')[];
}
