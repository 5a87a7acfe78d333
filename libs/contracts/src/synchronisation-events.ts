import { IsIn, IsNotEmpty, IsString, MaxLength, ValidateBy } from 'class-validator';

const SHORT = 64;
const MOST_COUNTS = 50;

/** A record of whole numbers, none below zero. */
function IsCounts(): PropertyDecorator {
  return ValidateBy({
    name: 'isCounts',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).length <= MOST_COUNTS &&
        Object.values(value).every((count) => Number.isSafeInteger(count) && count >= 0),
      defaultMessage: () => '$property must be a record of counts',
    },
  });
}

export class SynchronisationStarted {
  @IsString() @IsNotEmpty() @MaxLength(SHORT) readonly register!: string;
  @IsString() @IsNotEmpty() @MaxLength(SHORT) readonly job!: string;
}

export class SynchronisationFinished extends SynchronisationStarted {
  @IsIn(['succeeded', 'failed', 'stopped']) readonly outcome!: 'succeeded' | 'failed' | 'stopped';
  @IsCounts() readonly counts!: Readonly<Record<string, number>>;
}
