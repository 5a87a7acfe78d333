/**
 * How fresh a statement of a register is. Clocks are totally ordered texts: the greater one is the newer statement,
 * whatever order they arrive in (REG-3). Compare them with `isAfter` only.
 */
export type Clock = string;

/** True when `a` is newer than `b`; anything is newer than nothing. */
export function isAfter(a: Clock, b: Clock | undefined): boolean {
  return b === undefined || a > b;
}

/** The road by which CPR told us. On one date the delivery file beats a look-up: a look-up can be repeated. */
export type CprRoad = 'file' | 'online' | 'datafordeler';

const CPR_ROAD_RANK: Record<CprRoad, string> = { datafordeler: '1', online: '2', file: '3' };

export interface CprClockParts {
  /** Day the register's statement is of, `YYYY-MM-DD`: production date of the file, day of the look-up. */
  readonly date: string;
  /** Latest event time of the person's 099 records, `HHMM`; undefined where there is none. */
  readonly eventTime?: string;
  readonly road: CprRoad;
  /** File name, or the name of the look-up road; decides between two statements of one moment. */
  readonly source: string;
  /** Hash of the content, the last resort, so that two different statements never have one clock. */
  readonly contentHash: string;
}

const HASH_LENGTH = 8;

/** The clock of a CPR statement: date, 099 event time, road, file name, content hash (architecture, *Clocks*). */
export function cprClock(parts: CprClockParts): Clock {
  const day = parts.date.replaceAll('-', '');
  const hash = parts.contentHash.slice(0, HASH_LENGTH);
  // Lower case: receivers keep the same delivery under names of different case (D… and d…).
  return `${day}${parts.eventTime ?? '0000'}${CPR_ROAD_RANK[parts.road]} ${parts.source.toLowerCase()} ${hash}`;
}

/**
 * The clock of what a register answered to a call: database time when the call began, ISO 8601 in UTC with microseconds,
 * and the road. One call per subject is in flight at a time, so that the call that began later read the later state. The
 * registers' own times do not rise when a row is deleted, so they are no clock (architecture, *Clocks*).
 */
export function callClock(calledAt: string, road: string): Clock {
  return `${calledAt.replaceAll(/\D/g, '').padEnd(20, '0')} ${road}`;
}

export interface SorClockParts {
  /** Day whose state the file is, `YYYY-MM-DD`. */
  readonly day: string;
  /** When the unit was last changed, as SOR says; absent where it does not, and for a unit that is gone from the file. */
  readonly updatedAt?: string;
  /** When the file was made, ISO 8601 in UTC: decides between two files of one day. */
  readonly madeAt: string;
  /** Hash of the content, the last resort, so that two different statements never have one clock. */
  readonly contentHash: string;
}

const STAMP_LENGTH = 14;

/** The clock of a statement of SOR: the file's day, UpdatedAt, the file's time, content hash (architecture, *Clocks*). */
export function sorClock({ day, updatedAt = '', madeAt, contentHash }: SorClockParts): Clock {
  const stamp = (text: string): string => text.replaceAll(/\D/g, '').slice(0, STAMP_LENGTH).padEnd(STAMP_LENGTH, '0');
  return `${day.replaceAll('-', '')} ${stamp(updatedAt)} ${stamp(madeAt)} ${contentHash.slice(0, HASH_LENGTH)}`;
}

/**
 * A clock without the hash of its content: when and where it was said. Two statements that differ in nothing else are
 * two tellings of one delivery, of which neither came later; its texts compare as clocks do.
 */
export function momentOf(clock: Clock): string {
  const end = clock.lastIndexOf(' ');
  return end < 0 ? clock : clock.slice(0, end);
}

/** The day a clock of CPR or SOR stands for, `YYYY-MM-DD`. */
export function dayOfClock(clock: Clock): string {
  return `${clock.slice(0, 4)}-${clock.slice(4, 6)}-${clock.slice(6, 8)}`;
}
