import type { EventMark } from '../population/events/scene';
import type { PersonState } from '../population/person-state';
import type { AppliedPersonLifeEvent, PersonLifeEvent } from './person-life-event';

export interface PersonWorldOptions {
  seed: number | string;
  /** How many person numbers the register holds on the first day, void ones among them. */
  persons: number;
  /** The first day, `YYYY-MM-DD`. */
  start: string;
  now: () => Date;
  /** The share of all persons, about, to whom or to whose family something happens on a weekday by itself; 0 for none. */
  changed?: number;
  /** Hears of everything that was asked for, to be able to let it happen again. */
  happened?: (entry: PersonJournalEntry) => void;
}

/** Something that was asked for, and when it was registered (ISO 8601). Everyday life is not written down. */
export type PersonJournalEntry = { at: string; event: PersonLifeEvent } | { at: string; played: number; seed: string };

/** A number's set changed, or was concerned by what happened to a relative. */
export interface PersonChange {
  /** When it was registered, milliseconds; never before that of an earlier change. */
  readonly at: number;
  readonly number: string;
  readonly events: readonly EventMark[];
}

/**
 * The invented persons, living: everyday life of each weekday is registered at 16:00 in Denmark, what is asked for at
 * once. Time is the clock's that it was given; days that passed are made up for when somebody asks.
 */
export interface PersonWorld {
  /** The first day, `YYYY-MM-DD`. */
  readonly start: string;
  readonly now: () => Date;
  /** How many numbers there are now. */
  readonly size: number;
  /** As registered at the end of a day (YYYY-MM-DD); now where absent. Undefined where the number was not there (yet). */
  find(number: string, day?: string): PersonState | undefined;
  /** As registered at a moment, milliseconds. */
  findAt(number: string, moment: number): PersonState | undefined;
  /** Every number of the same human being, the one in force first; none where nobody has it. */
  numbersOf(number: string): readonly string[];
  /** Every number, void ones among them, in the order in which they were given out. */
  numbers(): Iterable<string>;
  /** What is registered at once. Throws RangeError on what cannot happen; its text holds no person number. */
  apply(event: PersonLifeEvent, at?: Date): AppliedPersonLifeEvent;
  /** So many of everyday's events by lot, the same for the same seed. */
  play(count: number, seed: string | number, at?: Date): AppliedPersonLifeEvent[];
  /** What changed, in order, from this place on (0: from the first day on) and up to a moment (now where absent). */
  changes(from?: number, upTo?: number): readonly PersonChange[];
}
