import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** A page of a list in the order of contact ids, which tell nothing: the cursor is the last of them. */
export class PageQuery {
  @ApiPropertyOptional({ default: 50, minimum: 1, maximum: 500 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit: number = 50;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @Matches(/^\d{1,18}$/, { message: 'cursor must be the `next` of a page' })
  readonly cursor?: string;
}

/** The cursor of the next page, where this one is full. */
export function nextOf(page: readonly { readonly contactId: string }[], limit: number): { readonly next?: string } {
  const last = page.length === limit ? page.at(-1) : undefined;
  return last === undefined ? {} : { next: last.contactId };
}

/** A contact's id in an address. */
export const isContactId = (text: string): boolean => /^\d{1,18}$/.test(text);
