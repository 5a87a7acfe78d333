import type { Observation } from '@contact-sync/contacts-model';

/** The two roads to CVR (CVR-4); one per installation. */
export type CvrProvider = 'datafordeler' | 'logic';

/** A company by its CVR number (8 digits) or a production unit by its P-number (10 digits). */
export interface CvrUnit {
  readonly kind: 'company' | 'production-unit';
  readonly number: string;
  /** What the provider calls it, where that is known: CVREnhedsId, or Logic's object id. */
  readonly objectId?: string;
  /** The register's event said that the unit ceased on this day: KMD Logic's only word on the end of a production unit. */
  readonly ceased?: string;
}

/** How what is read becomes an observation. */
export interface ReadContext {
  /** Database time when the call began, as `callClock` takes it: ISO 8601, UTC, microseconds. */
  readonly calledAt: string;
  /** Contact type letters of companies and production units (`Jtype`, `Ptype`). */
  readonly companyType: string;
  readonly unitType: string;
  /** Whether start and cessation dates become start_date and end_date (CVR-2). */
  readonly lifetime: boolean;
  readonly signal?: AbortSignal;
}

/** What the register said of one unit. */
export type UnitReading =
  | {
      readonly outcome: 'found';
      readonly objectId: string;
      readonly observation: Observation;
      /** The first day on which something that is known already will be otherwise: read again then. */
      readonly nextChange?: string;
      /** Texts of what was cut or looked odd; no personal data. */
      readonly remarks: readonly string[];
    }
  /** The register knows no such unit. Its contact is left as it is. */
  | { readonly outcome: 'not-found' }
  /** It answered, and what it said of this one cannot be used. */
  | { readonly outcome: 'unusable'; readonly code: string; readonly reason: string };

/** What a change stream says: this unit changed. Never what it is now. */
export interface UnitEvent {
  /** CVREnhedsId, or Logic's object id; may belong to nobody we know. */
  readonly objectId: string;
  /** Key by which a repeated event is known. */
  readonly key: string;
  /** The register says that a production unit ceased on this day (Logic's only word on it). */
  readonly ceased?: string;
  /** The change takes effect on this later day. */
  readonly effective?: string;
}

/** How far a change stream was read. Opaque to all but the provider; stored as it is. */
export type EventMark = string;

export interface EventPage {
  readonly events: readonly UnitEvent[];
  /** Where to go on once these are dealt with. */
  readonly mark: EventMark;
}

/** A unit found by name: enough to choose from. */
export interface FoundUnit {
  readonly unit: CvrUnit;
  readonly name: string;
  readonly address?: string;
  readonly status?: string;
}

/**
 * CVR, whichever the provider. Failures that concern the register are `CallFailed`; those of one unit are in its reading.
 */
export interface CvrRegister {
  readonly provider: CvrProvider;
  /** The largest number of units one `read` takes: 100 at Datafordeler, 1 at Logic. */
  readonly batch: number;
  /** The current state of the units, in their order. Makes as few calls as the provider allows. */
  read(units: readonly CvrUnit[], context: ReadContext): Promise<UnitReading[]>;
  /** Companies and units of exactly this name, where the provider can search (CVR-1); else throws `CallFailed` with code `no-name-search`. */
  findByName(name: string, limit: number, signal?: AbortSignal): Promise<FoundUnit[]>;
  /** Object ids of the units, in their order; undefined for those the register does not know. */
  resolve(units: readonly CvrUnit[], signal?: AbortSignal): Promise<(string | undefined)[]>;
  /** May be repeated. At Datafordeler our own row is the subscription and nothing is called. */
  subscribe(objectId: string, signal?: AbortSignal): Promise<void>;
  /** May be repeated; one that is not there counts as cancelled. */
  unsubscribe(objectId: string, signal?: AbortSignal): Promise<void>;
  /** Where a subscriber who has read everything up to now starts. Taken before the first full pass. */
  currentMark(signal?: AbortSignal): Promise<EventMark>;
  /** Events after a mark, page by page up to what is complete now, with the overlap the provider needs. */
  eventsSince(mark: EventMark, signal?: AbortSignal): AsyncIterable<EventPage>;
  /** The cheapest call that proves that credentials and service work. */
  testConnection(signal?: AbortSignal): Promise<void>;
}
