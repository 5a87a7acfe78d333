import type { ImportStatus, RegisterEvent } from '../companies/company-world';
import type { Telling } from '../companies/life-event';
import type { AppliedPropertyLifeEvent, PropertyLifeEvent, PropertyLifeEventKind } from './life-event';
import type { PropertyIdentity, PropertyState } from './property-state';
import type { PropertyEntity, PropertyRegister, PropertyRow, Value } from './rows';

export interface PropertyWorldOptions {
  seed: string | number;
  /** How many properties; the samples are always among them. */
  properties: number;
  /** The day up to which it was laid out, YYYY-MM-DD. */
  start: string;
  now: () => Date;
  /** CVR numbers of companies that may own something; invented ones where absent. */
  companies?: readonly number[];
  /** Hears of what happens, to write it down: the same told again to a new world makes it the same. */
  happened?: (entry: PropertyJournalEntry) => void;
}

/** A life event, or the end of the import packages, and when. */
export type PropertyJournalEntry =
  { at: string; event: PropertyLifeEvent; telling: Telling } | { at: string; completed: true };

/** The invented properties with their addresses and owners, and what happens to them. */
export interface PropertyWorld {
  readonly now: () => Date;
  readonly size: { properties: number };
  find(bfe: number | string): PropertyIdentity | undefined;
  /** Every property in the order of the numbers. */
  identities(): IterableIterator<PropertyIdentity>;
  /**
   * Rows of an entity, of every period and registration, among which are all whose field has one of the values; undefined
   * where the field leads nowhere. The rows belong to the world: only read them.
   */
  rowsBy(entity: PropertyEntity, field: string, values: readonly Value[]): PropertyRow[] | undefined;
  /** Among them all whose address text begins so. */
  rowsBeginning(entity: 'DAR_Adresse' | 'DAR_Husnummer', text: string): Iterable<PropertyRow>;
  allRows(entity: PropertyEntity): Iterable<PropertyRow>;
  /** Events of one register with a greater id, in their order. Those of an open package among them. */
  events(register: PropertyRegister, after: number, limit: number): RegisterEvent<string>[];
  importStatus(register: PropertyRegister): ImportStatus;
  /** Throws a RangeError on what cannot happen. `at`: when it is registered; now where absent. */
  apply(event: PropertyLifeEvent, telling?: Telling, at?: Date): AppliedPropertyLifeEvent;
  /** So many by lot, the same for the same seed; `kinds` limits what may happen. */
  play(count: number, seed: string | number, kinds?: readonly PropertyLifeEventKind[]): AppliedPropertyLifeEvent[];
  /** Closes the open import packages of all registers. */
  completeImport(at?: Date): void;
  /** What holds at a moment; now where none is given. */
  stateOf(bfe: number | string, at?: Date): PropertyState | undefined;
}
