import type { RowState } from '@contact-sync/messaging';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

export const ROW_STATES: readonly RowState[] = ['open', 'claimed', 'waiting', 'held', 'parked', 'done', 'obsolete'];

const MAX_PAGE = 500;

/** Which rows of the service queue to show. */
export class QueueQuery {
  @ApiPropertyOptional({
    enum: ROW_STATES,
    description: 'Only rows in this state; without it all but done and obsolete ones',
  })
  @IsOptional()
  @IsIn(ROW_STATES)
  readonly state?: RowState;

  @ApiPropertyOptional({ description: 'Only rows of this type', example: 'contact.changed.v1' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly type?: string;

  @ApiPropertyOptional({ description: 'How many at most', default: 50, minimum: 1, maximum: MAX_PAGE })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  readonly limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the page before, with the same state and type' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly cursor?: string;
}
