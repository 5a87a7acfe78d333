import { GROUP_NAMES, type GroupName, type RegisterName } from '@contact-sync/contacts-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { MAX_PAGE, WithPurpose } from './contact-request';

// What may stand in a group, a label or a code is checked by the register of contacts, which says what is wrong with it.

const MAX_CODE = 50;
const MAX_VALUES = 100;
/** A day, or a month or year where no more is known. */
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const DATE_FORM = { message: '$property is YYYY-MM-DD, or YYYY-MM or YYYY where no more is known' };
const REGISTERS: readonly RegisterName[] = ['cpr', 'cvr', 'sor', 'bfe'];

/** What every change by hand says beside the change itself. */
export class ChangeByHand extends WithPurpose {
  @ApiPropertyOptional({
    description: 'The version that was looked at: where the contact has moved on since, nothing is changed (409)',
    example: 7,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number;
}

/** The version, where a request has no body. */
export class VersionQuery {
  @ApiPropertyOptional({ description: 'As `version` in a body' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly version?: number;
}

export class EditGroup extends ChangeByHand {
  @ApiProperty({
    description:
      'What the group holds from now on, in the form in which `typed` shows it; what is left out becomes empty',
    type: 'object',
    additionalProperties: true,
    example: { address: { address1: 'Skovvej 1, baghuset', postcode: '2100', city: 'København Ø' } },
  })
  @IsObject()
  readonly content!: object;
}

export class CreateContact extends WithPurpose {
  @ApiProperty({ description: 'The type of the contact', example: 'P' })
  @IsString()
  @Length(1, 1)
  readonly nameType!: string;

  @ApiPropertyOptional({ description: 'Its code; left out where the type gives one of its own', example: '12345674' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_CODE)
  readonly nameCode?: string;

  @ApiProperty({
    description: 'What is typed, by group',
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: true },
    example: { name: { fields: { name1: 'Rigmor', name2: 'Madsen' } } },
  })
  @IsObject()
  readonly content!: object;
}

class TypedValue {
  @ApiProperty({ example: 'dansk tegnsprog' })
  @IsString()
  readonly value!: string;

  @ApiPropertyOptional({ description: 'Since when', example: '2026-03-01' })
  @IsOptional()
  @Matches(DATE, DATE_FORM)
  readonly since?: string;
}

/** Values of an info label, or the date of a date label. */
export class EditLabel extends ChangeByHand {
  @ApiPropertyOptional({ type: [TypedValue], description: 'Of an info label; the first is the main value' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_VALUES)
  @ValidateNested({ each: true })
  @Type(() => TypedValue)
  readonly values?: readonly TypedValue[];

  @ApiPropertyOptional({ description: 'Of a date label', example: '2026-03-01' })
  @IsOptional()
  @Matches(DATE, DATE_FORM)
  readonly date?: string;
}

export class EditReference extends ChangeByHand {
  @ApiPropertyOptional({ description: 'Since when', example: '2026-03-01' })
  @IsOptional()
  @Matches(DATE, DATE_FORM)
  readonly start?: string;

  @ApiPropertyOptional({ description: 'Until when; the reference stays, with its end', example: '2026-10-31' })
  @IsOptional()
  @Matches(DATE, DATE_FORM)
  readonly end?: string;
}

export class EndContact extends ChangeByHand {
  @ApiProperty({ description: 'The end date', example: '2026-03-01' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'end is YYYY-MM-DD' })
  readonly end!: string;
}

/** Which contacts with a manual difference to show. */
export class FindEdited extends WithPurpose {
  @ApiPropertyOptional({ enum: REGISTERS, description: 'Only contacts that this register maintains' })
  @IsOptional()
  @IsIn(REGISTERS)
  readonly register?: RegisterName;

  @ApiPropertyOptional({ enum: GROUP_NAMES, description: 'Only where this group differs' })
  @IsOptional()
  @IsIn(GROUP_NAMES)
  readonly group?: GroupName;

  @ApiPropertyOptional({ description: 'How many at most', default: 20, minimum: 1, maximum: MAX_PAGE })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  readonly limit: number = 20;

  @ApiPropertyOptional({ description: '`next` of the page before, with the same search' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly cursor?: string;
}
