import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ImportedPerson, SubscriptionOutcome } from './import-persons';

const OUTCOMES = [
  'created',
  'changed',
  'unchanged',
  'stale',
  'held',
  'not-in-register',
  'unusable',
  'subject-busy',
] as const;
const SUBSCRIPTIONS: readonly SubscriptionOutcome[] = ['subscribed', 'wanted', 'blocked', 'not-wanted'];

/** What became of one person. */
export class PersonImportAnswer {
  @ApiProperty({ description: 'As it was asked for', example: '6101801234' })
  readonly personNumber!: string;

  @ApiPropertyOptional({ description: 'The contact that the person is in our register', example: '4711' })
  readonly contactId?: string;

  @ApiProperty({
    enum: OUTCOMES,
    description:
      'stale: something newer was known; held: what CPR said could not be stored; unusable: it cannot be used, and the contact is held; subject-busy: the person is being read for somebody else',
  })
  readonly outcome!: (typeof OUTCOMES)[number];

  @ApiProperty({
    enum: SUBSCRIPTIONS,
    description:
      'subscribed: CPR has confirmed it; wanted: CPR will be told; blocked: the block list keeps the person from being subscribed',
  })
  readonly subscription!: SubscriptionOutcome;

  @ApiPropertyOptional({ description: 'Why the person is held, or cannot be used' })
  readonly reason?: string;

  @ApiProperty({ type: [String], description: 'What was cut or looked odd' })
  readonly remarks!: readonly string[];
}

export class ImportAnswer {
  @ApiProperty({ type: [PersonImportAnswer], description: 'One for each number, in their order' })
  readonly imported!: readonly PersonImportAnswer[];
}

export function importAnswerOf({ result, subscription }: ImportedPerson): PersonImportAnswer {
  const common = { personNumber: result.key.nameCode, subscription };
  switch (result.kind) {
    case 'applied': {
      const { outcome, contactId, reason } = result.applied;
      return {
        ...common,
        ...(contactId !== undefined && { contactId }),
        outcome,
        ...(reason !== undefined && { reason }),
        remarks: result.remarks,
      };
    }
    case 'not-in-register':
      return { ...common, outcome: 'not-in-register', remarks: [] };
    case 'unusable':
      return { ...common, outcome: 'unusable', reason: result.reason, remarks: [] };
    case 'busy':
      return { ...common, outcome: 'subject-busy', remarks: [] };
  }
}
