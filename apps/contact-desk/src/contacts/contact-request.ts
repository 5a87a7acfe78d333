import { LONGEST_REASON, Problem, Reason, Trimmed } from '@contact-sync/service';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

const MAX_CODE = 50;
export const MAX_PAGE = 100;

/** Codes are typed with blanks and hyphens. */
const PlainCode = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.replace(/[\s-]/g, '') : value));

/** What every look at a person has to say (REG-7). */
export class WithPurpose {
  @ApiProperty({ description: 'Why the caller looks. Recorded with who, when and whom.', example: 'case 2026-17' })
  @Reason('say why you look')
  readonly purpose!: string;
}

/** Either an id, or a type and a code. */
export class ReadContact extends WithPurpose {
  @ApiPropertyOptional({ description: 'The id of the contact, as events and lists show it', example: '4711' })
  @ValidateIf(({ id, nameCode }: ReadContact) => id !== undefined || nameCode === undefined)
  @Matches(/^\d{1,18}$/, { message: 'give either id, or nameType and nameCode' })
  readonly id?: string;

  @ApiPropertyOptional({ description: 'The type of the contact: C, P, J, V, H, 1', example: 'C' })
  @ValidateIf(({ nameCode }: ReadContact) => nameCode !== undefined)
  @IsString()
  @Length(1, 1)
  readonly nameType?: string;

  @ApiPropertyOptional({ description: 'Its code, or a previous one', example: '6101801234' })
  @IsOptional()
  @PlainCode()
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_CODE)
  readonly nameCode?: string;
}

/** By code (also a previous one) or by the beginning of the name. */
export class FindContacts extends WithPurpose {
  @ApiPropertyOptional({ description: 'Only contacts of this type; needed with a code', example: 'C' })
  @ValidateIf(({ nameType, nameCode }: FindContacts) => nameType !== undefined || nameCode !== undefined)
  @IsString({ message: 'codes of different types may be alike: give nameType with nameCode' })
  @Length(1, 1)
  readonly nameType?: string;

  @ApiPropertyOptional({ description: 'A code, or a previous code', example: '6101801234' })
  @IsOptional()
  @PlainCode()
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_CODE)
  readonly nameCode?: string;

  @ApiPropertyOptional({ description: 'The beginning of the whole name, or of the surname', example: 'Øster' })
  @ValidateIf(({ name, nameCode }: FindContacts) => name !== undefined || nameCode === undefined)
  @Trimmed()
  @IsString({ message: 'give nameCode or name' })
  @Length(2, 150)
  readonly name?: string;

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

/** Which changes of a contact to show. */
export class HistoryQuery {
  @ApiPropertyOptional({ description: 'How many at most', default: 50, minimum: 1, maximum: 200 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly cursor?: string;
}

/** The purpose from its header, which carries Danish letters percent-encoded. Throws `Problem` 400 where there is none. */
export function purposeOf(header: string | undefined): string {
  const purpose = decoded(header ?? '').trim();
  if (purpose === '' || purpose.length > LONGEST_REASON) {
    throw new Problem(400, 'Say in the header X-Purpose why you look', { code: 'purpose-missing' });
  }
  return purpose;
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    // A plain text with a percent sign in it.
    return header;
  }
}
