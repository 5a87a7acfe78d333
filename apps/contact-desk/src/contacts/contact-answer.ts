import type {
  AddressView,
  ContactSummary,
  ContactView,
  FreshnessView,
  ManualEditView,
  ReferenceView,
} from '@contact-sync/contact-register';
import type { Dated, Difference, GroupName } from '@contact-sync/contacts-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { HoldAnswer } from '../holds/hold-answer';

// These classes say in the API's description what the register of contacts hands out; they change nothing of it.

/** A date as a register gave it. */
export class DateAnswer implements Dated {
  @ApiProperty({
    description: 'YYYY-MM-DD, or YYYY-MM or YYYY where the register does not know more',
    example: '1980-01-21',
  })
  readonly date!: string;

  @ApiPropertyOptional({ description: 'The register marks the date as doubtful', enum: [true] })
  readonly uncertain?: true;
}

/** A contact as lists show it. Members without a value are left out. */
export class ContactSummaryAnswer implements ContactSummary {
  @ApiProperty({ example: '4711' })
  readonly id!: string;

  @ApiProperty({ example: 'C' })
  readonly nameType!: string;

  @ApiProperty({ example: '6101801234' })
  readonly nameCode!: string;

  @ApiPropertyOptional({ description: 'Person: first and middle names', example: 'Anna' })
  readonly name1?: string;

  @ApiPropertyOptional({ description: 'Person: surname', example: 'Holm' })
  readonly name2?: string;

  @ApiPropertyOptional({ description: 'Person: the name as the register writes it on letters', example: 'Holm,Anna' })
  readonly text?: string;

  @ApiPropertyOptional()
  readonly position?: string;

  @ApiPropertyOptional()
  readonly start?: DateAnswer;

  @ApiPropertyOptional()
  readonly end?: DateAnswer;

  @ApiPropertyOptional({ enum: ['register', 'hand'] })
  readonly endedBy?: 'register' | 'hand';

  @ApiPropertyOptional({ description: 'Protected against advertising' })
  readonly advertisement?: boolean;

  @ApiPropertyOptional()
  readonly accessCode?: string;

  @ApiPropertyOptional({ description: 'Name and address protection since (REG-8)' })
  readonly protection?: DateAnswer;

  @ApiProperty({ description: 'Name and address are left out, since the caller lacks the access code PROTECTED' })
  readonly withheld!: boolean;

  @ApiProperty({ description: 'A relative that was never imported' })
  readonly placeholder!: boolean;

  @ApiProperty({ description: 'Grows with every change; `sequence` of the events', example: 7 })
  readonly version!: number;

  @ApiProperty({ example: '2026-10-01T05:30:01.000Z' })
  readonly updatedAt!: Date;
}

export class ContactPage {
  @ApiProperty({ type: [ContactSummaryAnswer] })
  readonly contacts!: readonly ContactSummaryAnswer[];

  @ApiPropertyOptional({ description: 'The cursor of the next page; absent on the last' })
  readonly next?: string;
}

export class AddressAnswer implements AddressView {
  @ApiProperty({ description: 'HA main address, CPRADR former address', enum: ['HA', 'CPRADR'] })
  readonly addressType!: 'HA' | 'CPRADR';

  @ApiPropertyOptional({ example: 'Skovvej 1' })
  readonly address1?: string;

  @ApiPropertyOptional()
  readonly address2?: string;

  @ApiPropertyOptional()
  readonly address3?: string;

  @ApiPropertyOptional({ description: 'Municipality code, four digits', example: '0101' })
  readonly municipality?: string;

  @ApiPropertyOptional({ example: '2100' })
  readonly postcode?: string;

  @ApiPropertyOptional({ example: 'København Ø' })
  readonly city?: string;

  @ApiPropertyOptional({ example: 'DK' })
  readonly country_code?: string;

  @ApiPropertyOptional()
  readonly start?: DateAnswer;

  @ApiPropertyOptional()
  readonly end?: DateAnswer;

  @ApiPropertyOptional()
  readonly phoneNo?: string;

  @ApiPropertyOptional()
  readonly fax?: string;

  @ApiPropertyOptional()
  readonly email?: string;
}

class InfoAnswer {
  @ApiProperty({ description: 'Custom label', example: 'Civilstand' })
  readonly label!: string;

  @ApiProperty({ description: '1 is the first or main value of the label', example: 1 })
  readonly priority!: number;

  @ApiProperty({ example: 'G' })
  readonly value!: string;

  @ApiPropertyOptional()
  readonly since?: DateAnswer;
}

class LabelledDateAnswer {
  @ApiProperty({ description: 'Custom label', example: 'Fødselsdag' })
  readonly label!: string;

  @ApiProperty()
  readonly date!: DateAnswer;
}

class ReferenceAnswer implements ReferenceView {
  @ApiProperty({ description: 'Custom label', example: 'Ægtefælle' })
  readonly label!: string;

  @ApiProperty({ description: 'Place the other holds', example: 'spouse' })
  readonly slot!: string;

  @ApiProperty({ description: 'The contact the other is now', example: '4712' })
  readonly contactId!: string;

  @ApiProperty({ example: 'C' })
  readonly nameType!: string;

  @ApiPropertyOptional({ example: 'Bent' })
  readonly name1?: string;

  @ApiPropertyOptional({ example: 'Holm' })
  readonly name2?: string;

  @ApiProperty({ description: 'The other has name and address protection' })
  readonly protected!: boolean;

  @ApiPropertyOptional()
  readonly start?: DateAnswer;

  @ApiPropertyOptional({ description: 'An ended reference stays, with its end' })
  readonly end?: DateAnswer;
}

/** How fresh one register's word is (REG-3). */
class FreshnessAnswer implements FreshnessView {
  @ApiProperty({ example: 'cpr' })
  readonly register!: string;

  @ApiProperty({ description: 'Day the statement is of', example: '2026-11-20' })
  readonly asOf!: string;

  @ApiProperty({ example: '2026-11-21T05:30:01.000Z' })
  readonly fetchedAt!: Date;

  @ApiProperty({ example: '2026-10-01T05:30:01.000Z' })
  readonly changedAt!: Date;

  @ApiProperty({ description: 'The road it came by', example: 'file' })
  readonly road!: string;

  @ApiProperty({ description: 'File, event or look-up', example: 'd261120.l110901' })
  readonly source!: string;

  @ApiProperty({
    description: 'Day on which each group was last told',
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { name: '2026-11-20', main_address: '2026-11-20' },
  })
  readonly groups!: Readonly<Partial<Record<GroupName, string>>>;
}

const GROUP_CONTENT = { type: 'object', additionalProperties: true } as const;

class DifferenceAnswer implements Difference {
  @ApiProperty({ description: 'Column or custom label', example: 'address1' })
  readonly field!: string;

  @ApiPropertyOptional({ example: 'Skovvej 1, baghuset' })
  readonly typed?: string;

  @ApiPropertyOptional({ example: 'Skovvej 1' })
  readonly register?: string;
}

/** A typed value that stands over the register's (REG-4). */
export class ManualEditAnswer implements ManualEditView {
  @ApiProperty({ type: String, example: 'main_address' })
  readonly group!: GroupName;

  @ApiProperty({ example: 'local' })
  readonly editedBy!: string;

  @ApiProperty({ example: '2026-10-01T05:30:01.000Z' })
  readonly editedAt!: Date;

  @ApiProperty({ description: 'Both values are left out, since the caller lacks the access code PROTECTED' })
  readonly withheld!: boolean;

  @ApiPropertyOptional({ description: 'What was typed, and is shown', ...GROUP_CONTENT })
  readonly typed?: NonNullable<ManualEditView['typed']>;

  @ApiPropertyOptional({ description: 'What the register says there; absent where it never spoke', ...GROUP_CONTENT })
  readonly registerContent?: NonNullable<ManualEditView['registerContent']>;

  @ApiProperty({ type: [DifferenceAnswer], description: 'Where the two differ, field by field' })
  readonly differences!: readonly DifferenceAnswer[];
}

/** One contact with all that is shown of it. */
export class ContactAnswer extends ContactSummaryAnswer implements ContactView {
  @ApiProperty({ example: '2026-01-01T05:30:01.000Z' })
  readonly createdAt!: Date;

  @ApiProperty({ type: [String], description: 'Codes the contact was known by before', example: ['6201801230'] })
  readonly previousCodes!: readonly string[];

  @ApiProperty({ type: [AddressAnswer] })
  readonly addresses!: readonly AddressAnswer[];

  @ApiProperty({ type: [InfoAnswer] })
  readonly info!: readonly InfoAnswer[];

  @ApiProperty({ type: [LabelledDateAnswer] })
  readonly dates!: readonly LabelledDateAnswer[];

  @ApiProperty({ type: [ReferenceAnswer] })
  readonly references!: readonly ReferenceAnswer[];

  @ApiProperty({ type: [FreshnessAnswer] })
  readonly freshness!: readonly FreshnessAnswer[];

  @ApiProperty({ type: [HoldAnswer], description: 'Changes that could not be applied yet' })
  readonly holds!: readonly HoldAnswer[];

  @ApiProperty({ type: [ManualEditAnswer] })
  readonly manual!: readonly ManualEditAnswer[];
}
