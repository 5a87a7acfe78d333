import type { PropertyKind } from '@contact-sync/contacts-bfe';
import type { Observation } from '@contact-sync/contacts-model';

/** Registers whose events may concern a property. */
export type PropertyRegister = OpenRegister | 'EJF';

/** Those whose events everybody may read. Those of EJF, on owners, need approved access. */
export type OpenRegister = 'MAT' | 'EBR' | 'DAR' | 'BBR';

/** An object of a register that a property is told by: an event that names it may be about the property. */
export interface PropertyObject {
  readonly register: PropertyRegister;
  /** `id_lokalId`. Within one register ids of two kinds of object may be equal: then a property is read once too often. */
  readonly objectId: string;
}

/** What events may name of a property; in a fixed order, each once. */
export type PropertyIds = readonly PropertyObject[];

/** How what is read becomes an observation. */
export interface ReadContext {
  /** Database time when the call began, as `callClock` takes it: ISO 8601, UTC, microseconds. */
  readonly calledAt: string;
  /** Contact type letter of real property. */
  readonly contactType: string;
  /** Contact type letter of companies, for the owner to write to. */
  readonly companyType: string;
  /** Whether owners to write to are read and carried. Access that is refused is a remark, and then they are not carried. */
  readonly owners: boolean;
  /** Whether the name of the municipality is wanted as well; nothing of a contact holds it. */
  readonly municipalityName?: boolean;
  readonly signal?: AbortSignal;
}

/** What the registers said of one property. */
export type PropertyReading =
  | {
      readonly outcome: 'found';
      readonly observation: Observation;
      /** What events may name of it. */
      readonly ids: PropertyIds;
      readonly kind: PropertyKind;
      /** As MAT words it: `Gældende`, `Foreløbig`, `Historisk`; absent where the road does not tell it. */
      readonly status?: string;
      readonly municipalityName?: string;
      /** The first day on which something that is registered already will be otherwise: read again then. */
      readonly nextChange?: string;
      /** Texts of what was cut, missing or odd; no personal data. */
      readonly remarks: readonly string[];
    }
  /** The register knows no such property, now or ever. Its contact is left as it is. */
  | { readonly outcome: 'not-found' }
  /** It answered, and what it said of this one cannot be used. */
  | { readonly outcome: 'unusable'; readonly code: string; readonly reason: string };

/** A property found by where it lies: enough to choose from. */
export interface FoundProperty {
  readonly bfeNumber: string;
  readonly address?: string;
  /** Code of four digits. */
  readonly municipality?: string;
}

/** Somebody who owns or administers a property. Persons are shown to who may see them, and stored nowhere. */
export type Holder =
  | { readonly kind: 'company'; readonly cvrNumber: string }
  | {
      readonly kind: 'person';
      /** Name and address are protected: for callers with that right only, and marked. */
      readonly isProtected: boolean;
      readonly name?: string;
      readonly address?: string;
    }
  /** Without a number: abroad, or unknown to the registers of persons and companies. May be a person. */
  | { readonly kind: 'in-words'; readonly name?: string; readonly address?: string };

export interface Ownership {
  readonly holder: Holder;
  /** Whether authorities write to this one. */
  readonly isPrimaryContact: boolean;
  /** The register's code: 10-19 persons, 20-39 companies and the like. */
  readonly code?: string;
  /** As `1/2`. */
  readonly share?: string;
  /** `YYYY-MM-DD`. */
  readonly since?: string;
}

export interface PropertyOwners {
  readonly bfeNumber: string;
  readonly owners: readonly Ownership[];
  readonly administrators: readonly Holder[];
}

/** How far each register's events were read; stored as it is. */
export type EventMarks = Readonly<Partial<Record<PropertyRegister, string>>>;

/** What a change stream says: this object changed. Never what it is now. */
export interface PropertyEvent {
  /** As `Jordstykke`, `Ejendomsbeliggenhed`. */
  readonly entity: string;
  /** `id_lokalId`: the BFE number for properties in MAT only. May belong to nobody we know. */
  readonly objectId: string;
  /** Key by which a repeated event is known, within its register. */
  readonly key: string;
  /** The change takes effect on this later day. */
  readonly effective?: string;
}

export interface EventPage {
  readonly register: PropertyRegister;
  readonly events: readonly PropertyEvent[];
  /** Where to go on in this register once these are dealt with. */
  readonly mark: string;
}

/**
 * Real property at Datafordeler, by whichever road the profile opens. Failures that concern the register are `CallFailed`;
 * those of one property are in its reading. Numbers are without leading zeros.
 */
export interface BfeRegister {
  /** The largest number of properties one `read` takes. */
  readonly batch: number;
  /** The current state of the properties, in their order. Makes as few calls as the road allows. */
  read(numbers: readonly string[], context: ReadContext): Promise<PropertyReading[]>;
  /** Properties whose address begins with the text, as the register matches: letter by letter. `CallFailed` `no-address-search` by REST. */
  findByAddress(text: string, limit: number, signal?: AbortSignal): Promise<FoundProperty[]>;
  /** Properties at addresses or house numbers of DAR, by their ids. */
  numbersAt(at: AddressIds, signal?: AbortSignal): Promise<FoundProperty[]>;
  /** Owners and administrators, in the order of the numbers. `CallFailed` `refused` without approved access. */
  owners(numbers: readonly string[], signal?: AbortSignal): Promise<PropertyOwners[]>;
  /**
   * Where a subscriber who has read everything up to now starts. Taken before the first full pass. A register may tell its
   * mark to those whom it refuses its events.
   */
  currentMarks(of: readonly PropertyRegister[], signal?: AbortSignal): Promise<EventMarks>;
  /** Events after the marks, register by register, page by page up to what is complete now. A register without a mark is not read. */
  eventsSince(marks: EventMarks, signal?: AbortSignal): AsyncIterable<EventPage>;
  /** BFE numbers by ids of EBR rows (`Ejendomsbeliggenhed`): an event on a new one names nobody else. */
  numbersOfLocations(ebrIds: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** BFE numbers of the land that parcels (`Jordstykke`) belong to now, by the parcels' ids: a parcel may come from elsewhere. */
  numbersOfParcels(parcelIds: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** BFE numbers by ids of relations in BBR (`Ejendomsrelation`): a new one is known to nobody. */
  numbersOfRelations(relationIds: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** BFE numbers by ids of ownerships (`Ejerskab`) of now. `CallFailed` `refused` without approved access. */
  numbersOfOwnerships(ownershipIds: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** The cheapest calls that prove that credentials and services work. */
  testConnection(signal?: AbortSignal): Promise<void>;
}

/** Ids of DAR; a hundred in all at most. */
export interface AddressIds {
  readonly addressIds?: readonly string[];
  readonly houseNumberIds?: readonly string[];
}
