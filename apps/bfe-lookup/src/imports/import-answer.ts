import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

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

/** What became of one property. */
export class ImportedPropertyAnswer {
  @ApiProperty({ description: 'BFE number', example: '2154708' })
  readonly bfeNumber!: string;

  @ApiPropertyOptional({ description: 'The contact that it is in our register', example: '4711' })
  readonly contactId?: string;

  @ApiProperty({
    enum: OUTCOMES,
    description:
      'stale: something newer was known; held: what the registers said could not be stored; unusable: it cannot be used, and the contact is held; subject-busy: it is being read for somebody else',
  })
  readonly outcome!: (typeof OUTCOMES)[number];

  @ApiPropertyOptional({ description: 'Why it is held, or cannot be used' })
  readonly reason?: string;

  @ApiProperty({ type: [String], description: 'What was cut or looked odd' })
  readonly remarks!: readonly string[];
}

export class ImportAnswer {
  @ApiProperty({ type: [ImportedPropertyAnswer], description: 'One for each number, in their order' })
  readonly imported!: readonly ImportedPropertyAnswer[];
}
