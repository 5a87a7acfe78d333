import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** A date as a register gave it. */
export class DateAnswer {
  @ApiProperty({
    description: 'YYYY-MM-DD, or YYYY-MM or YYYY where the register does not know more',
    example: '1980-01-31',
  })
  readonly date!: string;

  @ApiPropertyOptional({ description: 'The register marks the date as doubtful' })
  readonly uncertain?: boolean;
}

/** Name and address protection (REG-8). */
export class ProtectionAnswer {
  @ApiPropertyOptional()
  readonly since?: DateAnswer;

  @ApiProperty({ description: 'Name and address are left out, since the caller lacks the access code PROTECTED' })
  readonly withheld!: boolean;
}

/** A contact as lists show it. Members without a value are left out. */
export class ContactSummary {
  @ApiProperty({ example: '4711' })
  readonly id!: string;

  @ApiProperty({ example: 'C' })
  readonly nameType!: string;

  @ApiProperty({ example: '6101801234' })
  readonly nameCode!: string;

  @ApiPropertyOptional({ example: 'Åse' })
  readonly name1?: string;

  @ApiPropertyOptional({ example: 'Øster' })
  readonly name2?: string;

  @ApiPropertyOptional()
  readonly endDate?: DateAnswer;

  @ApiProperty({ description: 'A relative that was never imported' })
  readonly placeholder!: boolean;

  @ApiPropertyOptional()
  readonly protection?: ProtectionAnswer;
}

export class AddressAnswer {
  @ApiProperty({ description: 'HA main address, CPRADR former address', example: 'HA' })
  readonly addressType!: string;

  @ApiPropertyOptional({ example: 'Prøvevej 1' })
  readonly address1?: string;

  @ApiPropertyOptional()
  readonly address2?: string;

  @ApiPropertyOptional()
  readonly address3?: string;

  @ApiPropertyOptional({ description: 'Municipality code, four digits', example: '0101' })
  readonly municipality?: string;

  @ApiPropertyOptional({ example: '1000' })
  readonly postcode?: string;

  @ApiPropertyOptional({ example: 'København K' })
  readonly city?: string;

  @ApiPropertyOptional({ example: 'DK' })
  readonly countryCode?: string;

  @ApiPropertyOptional()
  readonly startDate?: DateAnswer;

  @ApiPropertyOptional()
  readonly endDate?: DateAnswer;

  @ApiPropertyOptional()
  readonly phoneNo?: string;

  @ApiPropertyOptional()
  readonly fax?: string;

  @ApiPropertyOptional()
  readonly email?: string;
}

export class InfoAnswer {
  @ApiProperty({ description: 'Custom label', example: 'Civilstand' })
  readonly label!: string;

  @ApiProperty({ description: '1 is the first or main value of the label', example: 1 })
  readonly priority!: number;

  @ApiProperty({ example: 'G' })
  readonly value!: string;

  @ApiPropertyOptional()
  readonly since?: DateAnswer;
}

export class LabelledDateAnswer {
  @ApiProperty({ description: 'Custom label', example: 'Fødselsdag' })
  readonly label!: string;

  @ApiProperty()
  readonly date!: DateAnswer;
}

export class ReferenceAnswer {
  @ApiProperty({ description: 'Custom label', example: 'Ægtefælle' })
  readonly label!: string;

  @ApiProperty({ description: 'Place the other holds', example: 'spouse' })
  readonly slot!: string;

  @ApiProperty({ description: 'The contact the other is now', example: '4712' })
  readonly contactId!: string;

  @ApiProperty({ example: 'C' })
  readonly nameType!: string;

  @ApiPropertyOptional({ example: '6102801235' })
  readonly nameCode?: string;

  @ApiPropertyOptional()
  readonly name1?: string;

  @ApiPropertyOptional()
  readonly name2?: string;

  @ApiPropertyOptional()
  readonly startDate?: DateAnswer;

  @ApiPropertyOptional({ description: 'An ended reference stays, with its end' })
  readonly endDate?: DateAnswer;
}

/** How fresh one register's word is (REG-3). */
export class FreshnessAnswer {
  @ApiProperty({ example: 'cpr' })
  readonly register!: string;

  @ApiProperty({ description: 'Day the statement is of', example: '2026-11-20' })
  readonly asOf!: string;

  @ApiProperty({ example: '2026-11-21T05:30:01.000Z' })
  readonly fetchedAt!: string;

  @ApiProperty({ example: '2026-10-01T05:30:01.000Z' })
  readonly changedAt!: string;

  @ApiProperty({ description: 'The road it came by', example: 'file' })
  readonly road!: string;

  @ApiProperty({ description: 'File, event or look-up', example: 'd261120.l110901' })
  readonly source!: string;
}

/** One contact with all that is known of it. */
export class ContactAnswer extends ContactSummary {
  @ApiProperty({ description: 'Grows with every change; `sequence` of the events', example: 7 })
  readonly version!: number;

  @ApiPropertyOptional({ description: 'Person: the name as the register writes it on letters' })
  readonly text?: string;

  @ApiPropertyOptional()
  readonly position?: string;

  @ApiPropertyOptional()
  readonly startDate?: DateAnswer;

  @ApiPropertyOptional({ description: 'The contact that lives on in its place (CPR-4)' })
  readonly supersededBy?: string;

  @ApiProperty({ type: [AddressAnswer] })
  readonly addresses!: readonly AddressAnswer[];

  @ApiProperty({ type: [InfoAnswer] })
  readonly info!: readonly InfoAnswer[];

  @ApiProperty({ type: [LabelledDateAnswer] })
  readonly dates!: readonly LabelledDateAnswer[];

  @ApiProperty({ type: [ReferenceAnswer] })
  readonly references!: readonly ReferenceAnswer[];

  @ApiProperty({ type: [String], description: 'Codes the contact was known by before', example: ['6201801230'] })
  readonly previousCodes!: readonly string[];

  @ApiProperty({ type: [FreshnessAnswer] })
  readonly freshness!: readonly FreshnessAnswer[];

  @ApiProperty({ example: '2026-10-01T05:30:01.000Z' })
  readonly updatedAt!: string;
}

export class ContactPage {
  @ApiProperty({ type: [ContactSummary] })
  readonly contacts!: readonly ContactSummary[];

  @ApiPropertyOptional({ description: 'The cursor of the next page; absent on the last' })
  readonly next?: string;
}
