import { Reason } from '@contact-sync/service';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

const CONTACT_ID = { pattern: /^[1-9]\d{0,17}$/, message: '$property must be an id of ours: digits' };
const MOST_WISHES = 1000;
const MOST_MONTHS = 60;
const MAX_PAGE = 500;

/** The guide writes J for Y. */
const Yes = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => (value === 'J' ? 'Y' : value));

/** Which page of a list to show. */
export class PageQuery {
  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: MAX_PAGE })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  readonly limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @Matches(CONTACT_ID.pattern, { message: CONTACT_ID.message })
  readonly after?: string;
}

/** Which source records to show. */
export class SubscriptionsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['Y', 'N'], description: 'SRC_SUBSCRIBED: whether CPR has them subscribed' })
  @IsOptional()
  @Yes()
  @IsIn(['Y', 'N'])
  readonly srcSubscribed?: 'Y' | 'N';

  @ApiPropertyOptional({
    enum: ['Y', 'N', 'any', 'none'],
    description: 'SUBSCRIBED: what is wanted and not confirmed yet; any: Y or N',
  })
  @IsOptional()
  @Yes()
  @IsIn(['Y', 'N', 'any', 'none'])
  readonly subscribed?: 'Y' | 'N' | 'any' | 'none';

  @ApiPropertyOptional({ description: 'Only those with a problem, or without one' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly problem?: boolean;
}

export class ReportQuery {
  @ApiPropertyOptional({
    description: 'How many months, this one included',
    default: 12,
    minimum: 1,
    maximum: MOST_MONTHS,
  })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_MONTHS)
  readonly months: number = 12;
}

export class WishedSubscription {
  @ApiProperty({ example: '4711' })
  @Matches(CONTACT_ID.pattern, { message: CONTACT_ID.message })
  readonly contactId!: string;

  @ApiProperty({ enum: ['Y', 'N'], nullable: true, description: 'SUBSCRIBED; null takes a wish back. J means Y' })
  @ValidateIf(({ subscribed }: WishedSubscription) => subscribed !== null)
  @Yes()
  @IsIn(['Y', 'N'])
  readonly subscribed!: 'Y' | 'N' | null;
}

/** What a customer's own rule, or a person, wants of CPR. */
export class SubscriptionWishes {
  @ApiProperty({ description: 'Why; kept as the proof of it', example: 'debt recovery, case 2026-17', maxLength: 300 })
  @Reason()
  readonly reason!: string;

  @ApiProperty({ type: [WishedSubscription], minItems: 1, maxItems: MOST_WISHES })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_WISHES)
  @ValidateNested({ each: true })
  @Type(() => WishedSubscription)
  readonly wishes!: readonly WishedSubscription[];
}

/** Who must not be subscribed, and why. */
export class BlockWish {
  @ApiPropertyOptional({ description: 'The contact; or give `personNumber`', example: '4711' })
  @ValidateIf(({ personNumber }: BlockWish) => personNumber === undefined)
  @Matches(CONTACT_ID.pattern, { message: 'give contactId or personNumber' })
  readonly contactId?: string;

  @ApiPropertyOptional({ description: 'Ten digits; for a person who is no contact', example: '610180-1234' })
  @IsOptional()
  @IsString()
  @MaxLength(30)
  readonly personNumber?: string;

  @ApiProperty({ description: 'Why; person numbers in it are masked', example: 'erased on request', maxLength: 300 })
  @Reason()
  readonly why!: string;
}
