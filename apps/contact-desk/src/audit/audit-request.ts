import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { WithPurpose } from '../contacts/contact-request';

const MOST_ROOTS = 400;
const MAX_PAGE = 500;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** A root that was kept where nobody could change it together with the database. */
export class KeptRootBody {
  @ApiProperty({ example: '2026-11-20', description: 'The day of the root, in UTC' })
  @Matches(DAY, { message: 'day must be a day, as 2026-11-20' })
  readonly day!: string;

  @ApiProperty({ example: '9f2c'.repeat(16), description: 'Its hash, 64 hexadecimal digits' })
  @Matches(/^[0-9a-f]{64}$/i, { message: 'hash must have 64 hexadecimal digits' })
  readonly hash!: string;
}

export class VerifyAudit {
  @ApiPropertyOptional({ type: [KeptRootBody], description: 'Roots that the chain must contain' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_ROOTS)
  @ValidateNested({ each: true })
  @Type(() => KeptRootBody)
  readonly roots: readonly KeptRootBody[] = [];
}

/** Looks at one contact, by one user, or both. */
export class FindAudit extends WithPurpose {
  @ApiPropertyOptional({ description: 'Who was looked at: the id of a contact', example: '4711' })
  @ValidateIf(({ contactId, who }: FindAudit) => contactId !== undefined || who === undefined)
  @Matches(/^\d{1,18}$/, { message: 'give contactId or who' })
  readonly contactId?: string;

  @ApiPropertyOptional({ description: 'Who looked: the id of a user as it is recorded', example: 'local' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  readonly who?: string;

  @ApiPropertyOptional({ description: 'The first day, in UTC', example: '2026-11-01' })
  @IsOptional()
  @Matches(DAY, { message: 'from must be a day, as 2026-11-01' })
  readonly from?: string;

  @ApiPropertyOptional({ description: 'The last day, in UTC', example: '2026-11-30' })
  @IsOptional()
  @Matches(DAY, { message: 'to must be a day, as 2026-11-30' })
  readonly to?: string;

  @ApiPropertyOptional({ description: 'How many at most', default: 50, minimum: 1, maximum: MAX_PAGE })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  readonly limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the page before, with the same search' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly cursor?: string;
}

/** Which roots to show. */
export class RootQuery {
  @ApiPropertyOptional({ description: 'How many at most', default: 30, minimum: 1, maximum: MOST_ROOTS })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_ROOTS)
  readonly limit: number = 30;

  @ApiPropertyOptional({ description: 'Only roots of days before this one', example: '2026-11-20' })
  @IsOptional()
  @Matches(DAY, { message: 'before must be a day, as 2026-11-20' })
  readonly before?: string;
}
