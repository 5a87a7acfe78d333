import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Longest reason, as it is recorded. */
export const LONGEST_REASON = 300;

/** Blanks around what somebody typed are cut off before it is checked. */
export const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** Words that say why, such as a purpose: not blank, at most 300 characters. `said` is told where there are none. */
export const Reason = (said?: string): PropertyDecorator =>
  applyDecorators(
    Trimmed(),
    IsString(),
    IsNotEmpty(said === undefined ? undefined : { message: said }),
    MaxLength(LONGEST_REASON),
  );
