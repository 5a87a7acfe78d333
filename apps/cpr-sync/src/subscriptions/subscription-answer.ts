import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ProofRow } from './find-subscriptions';
import type { Reason } from './reasons';
import type { SourceRecord } from './source-record';

const REASONS = [
  'import',
  'open-case',
  'wish',
  'take-over',
  'number-changed',
  'no-open-case',
  'blocked',
  'receipt',
] as const satisfies readonly Reason['kind'][];

export class ReasonAnswer {
  @ApiProperty({ enum: REASONS }) readonly kind!: Reason['kind'];
  @ApiPropertyOptional({ description: 'Who asked for it' }) readonly by?: string;
  @ApiPropertyOptional({ description: 'In the words of who asked; person numbers are masked' })
  readonly purpose?: string;
  @ApiPropertyOptional({ description: 'The system that the case is in' }) readonly caseSource?: string;
  @ApiPropertyOptional({ description: 'The case on which the person is a party' }) readonly caseId?: string;

  static of(reason: Reason | null): ReasonAnswer | null {
    if (reason === null) return null;
    const purpose = 'purpose' in reason ? reason.purpose : 'text' in reason ? reason.text : undefined;
    return {
      kind: reason.kind,
      ...('by' in reason && { by: reason.by }),
      ...(purpose !== undefined && { purpose }),
      ...('caseId' in reason && { caseSource: reason.source, caseId: reason.caseId }),
    };
  }
}

export class RecordProblemAnswer {
  @ApiProperty({
    example: 'not-in-register',
    description: '`rejected-NNNN`: record 910 with that error; `number-unknown`: delete it at the CPR office',
  })
  readonly code!: string;
  @ApiProperty() readonly text!: string;
  @ApiProperty({ type: String, format: 'date-time' }) readonly at!: Date;
}

/** The source record of a contact. */
export class SubscriptionAnswer {
  @ApiProperty({ example: '4711' }) readonly contactId!: string;
  @ApiProperty({ enum: ['Y', 'N'], description: 'SRC_SUBSCRIBED: what CPR has confirmed' })
  readonly srcSubscribed!: 'Y' | 'N';
  @ApiProperty({ enum: ['Y', 'N'], nullable: true, description: 'SUBSCRIBED: what is wanted and not confirmed yet' })
  readonly subscribed!: 'Y' | 'N' | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Of the subscription in force, or the last',
  })
  readonly subscribedAt!: Date | null;
  @ApiProperty({ enum: ['online', 'file', 'take-over'], nullable: true, description: 'How CPR confirmed it' })
  readonly confirmedBy!: 'online' | 'file' | 'take-over' | null;
  @ApiProperty({ type: ReasonAnswer, nullable: true, description: 'Why it is subscribed' })
  readonly reason!: ReasonAnswer | null;
  @ApiProperty({ type: ReasonAnswer, nullable: true, description: 'Why it is wanted' })
  readonly wishReason!: ReasonAnswer | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly wishedAt!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it went off in an input file' })
  readonly sentAt!: Date | null;
  @ApiProperty({ type: String, nullable: true }) readonly sentFile!: string | null;
  @ApiProperty({ description: 'Replaced numbers of the person whose subscription is yet to be deleted' })
  readonly replacedNumbers!: number;
  @ApiProperty({ type: RecordProblemAnswer, nullable: true, description: 'What CPR, or a rule, said against the wish' })
  readonly problem!: RecordProblemAnswer | null;

  static of(record: SourceRecord): SubscriptionAnswer {
    const { contactId, srcSubscribed, subscribed, subscribedAt, road, wishedAt, sent, otherHashes, problem } = record;
    return {
      contactId,
      srcSubscribed,
      subscribed,
      subscribedAt,
      confirmedBy: road,
      reason: ReasonAnswer.of(record.reason),
      wishReason: ReasonAnswer.of(record.wishReason),
      wishedAt,
      sentAt: sent?.at ?? null,
      sentFile: sent?.file ?? null,
      replacedNumbers: otherHashes.length,
      problem: problem && { code: problem.code, text: problem.text, at: problem.at },
    };
  }
}

export class SubscriptionsPage {
  @ApiProperty({ type: [SubscriptionAnswer] }) readonly subscriptions!: SubscriptionAnswer[];
  @ApiProperty({ type: String, nullable: true, description: '`after` of the next page' }) readonly next!: string | null;
}

export class ProofAnswer implements ProofRow {
  @ApiProperty() readonly id!: string;
  @ApiProperty({ type: String, format: 'date-time' }) readonly at!: Date;
  @ApiProperty({ enum: ['subscribed', 'unsubscribed', 'wanted', 'not-wanted', 'withdrawn', 'refused'] })
  readonly what!: string;
  @ApiProperty({ enum: REASONS }) readonly reason!: string;
  @ApiProperty({ type: String, nullable: true }) readonly who!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly purpose!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly caseSource!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly caseId!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly road!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What CPR answered' }) readonly result!: string | null;
}

export class ProvenSubscription extends SubscriptionAnswer {
  @ApiProperty({ type: [ProofAnswer], description: 'Oldest first; kept `proofYears` after the end' })
  readonly proof!: ProofAnswer[];
}

export class RefusedWish {
  @ApiProperty() readonly contactId!: string;
  @ApiProperty({ enum: ['unknown-contact', 'not-a-person', 'blocked', 'substitute-number'] })
  readonly code!: 'unknown-contact' | 'not-a-person' | 'blocked' | 'substitute-number';
}

export class WishesAnswer {
  @ApiProperty({ description: 'How many wishes stand on their records now' }) readonly taken!: number;
  @ApiProperty({ type: [RefusedWish] }) readonly refused!: RefusedWish[];
}

export class TakeOverBegun {
  @ApiProperty({ format: 'uuid', description: 'Its record tells how it went: /cpr-sync/runs' }) readonly runId!: string;
}

export class SeedingAnswer {
  @ApiProperty() readonly lines!: number;
  @ApiProperty({ description: 'Numbers that lead to contacts' }) readonly subscribed!: number;
  @ApiProperty({ description: 'Numbers that are no contacts of ours; CPR has them subscribed all the same' })
  readonly unknown!: number;
  @ApiPropertyOptional({
    description: 'Contacts that were Y and are not in the list; absent for a list that is empty or has bad lines',
  })
  readonly ended?: number;
  @ApiProperty({ type: [Number], description: 'Numbers of lines that hold no person number; the first hundred' })
  readonly badLines!: readonly number[];
  @ApiProperty() readonly badLinesBeyond!: number;
}

export class MonthAnswer {
  @ApiProperty({ example: '2026-11' }) readonly month!: string;
  @ApiProperty() readonly opened!: number;
  @ApiProperty() readonly closed!: number;
}

export class OverdueAnswer {
  @ApiProperty({ description: 'Subscriptions without an open case whose days of grace are over; 0 after the night' })
  readonly count!: number;
  @ApiProperty({ description: 'For how many days the oldest of them has been subscribed; 0 where there is none' })
  readonly oldestDays!: number;
}

/** What an authority must be able to show of its subscriptions. */
export class SubscriptionReportAnswer {
  @ApiProperty() readonly subscribed!: number;
  @ApiProperty() readonly toSubscribe!: number;
  @ApiProperty() readonly toEnd!: number;
  @ApiProperty() readonly problems!: number;
  @ApiProperty({ description: 'Numbers on the block list' }) readonly blocked!: number;
  @ApiProperty({ type: OverdueAnswer }) readonly withoutOpenCase!: OverdueAnswer;
  @ApiProperty({ type: [MonthAnswer], description: 'Newest first, by Danish time' }) readonly months!: MonthAnswer[];
}

/** An entry of the block list. The number is not told. */
export class BlockAnswer {
  @ApiProperty() readonly id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The contact at that time, where there was one' })
  readonly contactId!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) readonly blockedAt!: Date;
  @ApiProperty() readonly blockedBy!: string;
  @ApiProperty() readonly why!: string;
}

export class BlocksPage {
  @ApiProperty({ type: [BlockAnswer] }) readonly blocks!: BlockAnswer[];
  @ApiProperty({ type: String, nullable: true, description: '`after` of the next page' }) readonly next!: string | null;
}
