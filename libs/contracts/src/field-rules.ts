import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsISO8601, IsObject, IsString, Matches, MaxLength, ValidateIf, ValidateNested } from 'class-validator';

/** Longest text of a contact: its columns are varchar(150). */
export const TEXT = 150;

/** Longest attribute of an envelope, and so of an id that another system gives to a case or a contact. */
export const MAX_ATTRIBUTE = 300;

// PostgreSQL stores neither a NUL nor half a surrogate pair; no control character belongs in a line of text.
const LINE = /^[^\p{Cc}\p{Cs}]*$/u;

function all(...rules: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => rules.forEach((rule) => rule(target, property));
}

/** The field may be left out. A null is not the same: it is refused, so that nobody takes it for "make it empty". */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

/** One line of text, as it can be stored: no control characters, at most so many characters. */
export function IsLine(longest = TEXT): PropertyDecorator {
  return all(IsString(), MaxLength(longest), Matches(LINE, { message: '$property must hold no control characters' }));
}

/** As `IsLine`, and not empty. */
export function IsFilledLine(longest = TEXT): PropertyDecorator {
  return all(
    IsString(),
    MaxLength(longest),
    Matches(/^[^\p{Cc}\p{Cs}]+$/u, { message: '$property must not be empty and hold no control characters' }),
  );
}

/** An id of ours, as the API shows it: digits. */
export function IsOurId(): PropertyDecorator {
  return Matches(/^[1-9]\d{0,17}$/, { message: '$property must be an id of ours: digits' });
}

/** A day of the calendar, YYYY-MM-DD. */
export function IsDay(): PropertyDecorator {
  return all(
    Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '$property must be a date YYYY-MM-DD' }),
    IsISO8601({ strict: true }, { message: '$property must be a day of the calendar' }),
  );
}

/** What `IsPart` leaves with its rule. */
export interface PartContext {
  readonly part: () => new () => object;
}

/** An object of its own class, never an array of them. */
export function IsPart(part: () => new () => object): PropertyDecorator {
  // The description of the messages asks for the class where class-transformer keeps it to itself.
  return all(IsObject(), ValidateNested({ context: { part } satisfies PartContext }), Type(part));
}
