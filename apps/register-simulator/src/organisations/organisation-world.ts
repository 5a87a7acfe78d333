import type { AppliedOrganisationEvent, OrganisationEvent, OrganisationEventKind } from './organisation-event';
import type { OrganisationState } from './organisation-state';
import type { SorRow } from './columns';

export interface OrganisationWorldOptions {
  seed: string | number;
  /** How many units on the first day, closed ones among them. */
  organisations: number;
  /** The first day, YYYY-MM-DD. */
  start: string;
  /** CVR numbers of institution owners, taken in turn; invented ones where absent. */
  owners?: readonly string[];
  /** About how many of all units something happens to each day; 0.01 where absent. */
  changed?: number;
  /** Hears of what happens, to write it down: the same told again to a new world makes it the same. */
  happened?: (entry: OrganisationJournalEntry) => void;
}

/** An event that was asked for, events by lot, or the turn of a day with the events that its lot drew. */
export type OrganisationJournalEntry =
  | { day: string; event: OrganisationEvent }
  | { day: string; played: number; seed: string | number; kinds?: readonly OrganisationEventKind[] }
  | { day: string; turned: true };

/**
 * The invented health organisations and what happens to them. What is registered on a day stands in the file of the day
 * after, as in the register; every question takes a day up to `day`, and answers as that day's file does.
 */
export interface OrganisationWorld {
  /** The first day, YYYY-MM-DD. */
  readonly start: string;
  /** The present day, YYYY-MM-DD. */
  readonly day: string;
  /** How many units there are, closed and future ones among them. */
  readonly size: number;
  /** Lets days pass, with what their lot brings. */
  turn(days?: number): AppliedOrganisationEvent[];
  /** Days pass until this one; nothing where it is past. */
  turnTo(day: string): AppliedOrganisationEvent[];
  /** Registered today. Throws a RangeError on what cannot happen. */
  apply(event: OrganisationEvent): AppliedOrganisationEvent;
  /** So many events by lot, registered today; the same for the same seed. `kinds` limits what may happen. */
  play(count: number, seed: string | number, kinds?: readonly OrganisationEventKind[]): AppliedOrganisationEvent[];
  stateOf(sorId: string, day?: string): OrganisationState | undefined;
  /** Every unit that the register knows on the day, closed and future ones among them, in the order of their ids. */
  units(day?: string): IterableIterator<OrganisationState>;
  /** The rows of the daily file: what holds on the day, and what is to come. */
  rows(day?: string): IterableIterator<SorRow>;
  /** The rows of the history file: every version of every unit. */
  history(day?: string): IterableIterator<SorRow>;
  /** Which units were replaced by which, and since when. */
  replaced(day?: string): IterableIterator<{ sorId: string; by: string; from: string }>;
}
