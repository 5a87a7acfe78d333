import type { CvrUnit } from '@contact-sync/registers-cvr';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const OUTCOMES = ['created', 'changed', 'unchanged', 'stale', 'held'] as const;

/** What became of one company or production unit. */
export class ImportedUnitAnswer {
  @ApiProperty({ enum: ['company', 'production-unit'] })
  readonly kind!: CvrUnit['kind'];

  @ApiProperty({ example: '1003387453' })
  readonly number!: string;

  @ApiProperty({ description: 'The contact that it is in our register', example: '4711' })
  readonly contactId!: string;

  @ApiProperty({
    enum: OUTCOMES,
    description: 'stale: something newer was known; held: what CVR said could not be stored',
  })
  readonly outcome!: (typeof OUTCOMES)[number];

  @ApiPropertyOptional({ description: 'Why it is held' })
  readonly reason?: string;

  @ApiProperty({ type: [String], description: 'What was cut or looked odd' })
  readonly remarks!: readonly string[];
}

export class MainCompanyAnswer {
  @ApiProperty({ description: 'CVR number', example: '26911745' })
  readonly number!: string;

  @ApiProperty()
  readonly contactId!: string;

  @ApiProperty({ description: 'It is only referred to, and not imported yet' })
  readonly placeholder!: boolean;
}

export class ImportAnswer {
  @ApiProperty({
    type: [ImportedUnitAnswer],
    description: 'The unit that was asked for, then its company where that was imported too',
  })
  readonly imported!: readonly ImportedUnitAnswer[];

  @ApiPropertyOptional({ description: 'The company that a production unit belongs to' })
  readonly company?: MainCompanyAnswer;
}
