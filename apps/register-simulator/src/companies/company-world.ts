import type { AppliedLifeEvent, LifeEvent, Telling } from './life-event';
import type { EntityName, Rows } from './rows';
import type { UnitState } from './unit-state';

export interface CompanyWorldOptions {
  seed: string | number;
  companies: number;
  /** The day up to which it was laid out, YYYY-MM-DD. */
  start: string;
  now: () => Date;
  /** Hears of what happens, to write it down: the same told again to a new world makes it the same. */
  happened?: (entry: JournalEntry) => void;
}

/** A life event, or the end of an import package, and when. */
export type JournalEntry = { at: string; event: LifeEvent; telling: Telling } | { at: string; completed: true };

/** Who a unit is; what is known of it stands in its rows. */
export interface UnitIdentity {
  /** CVREnhedsId. */
  readonly id: string;
  readonly kind: 'company' | 'production-unit';
  /** CVR number (8 digits) or P-number (10 digits). */
  readonly number: string;
}

/** A row of a register's events, under the service's own names. */
export interface RegisterEvent<Entity extends string = EntityName> {
  eventid: number;
  eventaction: 'i' | 'u' | 'd';
  entityname: Entity;
  fromfailedimport: boolean;
  object_id: string;
  object_status: string | null;
  object_datafordelerRowId: string;
  object_datafordelerRowVersion: number;
  object_registreringfra: string | null;
  object_registreringtil: string | null;
  object_virkningfra: string | null;
  object_virkningtil: string | null;
  datafordelerRegisterImportSequenceNumber: number;
  datafordelerOpdateringstid: string;
}

export interface ImportStatus {
  lastEventId: number;
  lastSequenceNumber: number;
  /** Danish local time marked as Z, as the service has it. */
  lastUpdated: string;
}

/** A change as a subscriber to units hears of it. */
export interface ChangeNotice {
  id: string;
  objectType: string;
  action: 'Oprettet' | 'Aendret' | 'Ophoert';
  /** When it happened, milliseconds. */
  at: number;
  /** When it can be heard of first. */
  told: number;
}

/** The invented companies with their production units, and what happens to them. */
export interface CompanyWorld {
  readonly now: () => Date;
  company(cvr: string | number): UnitIdentity | undefined;
  unit(pNumber: string | number): UnitIdentity | undefined;
  /** By CVR number or P-number. */
  byNumber(number: string | number): UnitIdentity | undefined;
  byId(id: string): UnitIdentity | undefined;
  /** Every unit, companies before their production units. */
  identities(): IterableIterator<UnitIdentity>;
  /** How many companies and production units there are. */
  readonly size: { companies: number; units: number };
  /** Production units that belong to the company or once did; their rows tell which. */
  unitsOf(cvr: string | number): UnitIdentity[];
  /** All rows of the units, of every period, in no order to rely on. The rows belong to the world: only read them. */
  rowsOf<E extends EntityName>(entity: E, ids: readonly string[]): Rows[E][];
  rowsByRowId<E extends EntityName>(entity: E, rowIds: readonly string[]): Rows[E][];
  /** Units that have or had exactly this name. */
  findByName(name: string): UnitIdentity[];
  /** Events with a greater id, in their order; from 1 on. Those of an open package among them. */
  events(after: number, limit: number): RegisterEvent[];
  importStatus(): ImportStatus;
  /** Changes told by now, in the order in which they happened. */
  notices(): readonly ChangeNotice[];
  /** Throws a RangeError on what cannot happen. `at`: when it is registered; now where absent. */
  apply(event: LifeEvent, telling?: Telling, at?: Date): AppliedLifeEvent;
  /** So many life events by lot, the same for the same seed; `kinds` limits what may happen. */
  play(count: number, seed: string | number, kinds?: readonly LifeEvent['kind'][]): AppliedLifeEvent[];
  /** Closes the open import package: what it holds is below `lastEventId` now. */
  completeImport(at?: Date): void;
  /** By CVR number or P-number; today where no day is given. */
  stateOf(number: string | number, day?: string): UnitState | undefined;
}
