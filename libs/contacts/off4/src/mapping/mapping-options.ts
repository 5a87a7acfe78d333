import type { Clock, Origin } from '@contact-sync/contacts-model';

/** What an administrator may set about the mapping, for every road. */
export interface CprMappingSettings {
  /** *Update legal guardians and parental custodians*; off: 016, 017 and 052 make and end no contact and no reference (CPR-5). Default true. */
  readonly updateGuardiansAndCustodians?: boolean;
  /** Contact type of a guardian known by name only. Default `P`. */
  readonly guardianNameType?: string;
  /** Status 90 ends the contact (CPR-3). Default true. */
  readonly endDateForStatus90?: boolean;
  /** Names of the authorities in 009, by code, for when the record has no text of its own. */
  readonly authorities?: ReadonlyMap<string, string>;
  /** ISO letters by CPR country code, added to those known. */
  readonly countries?: ReadonlyMap<string, string>;
}

/** What is said of one set of records beside the records themselves. */
export interface ObserveOptions {
  /** Day the set is of, `YYYY-MM-DD`: production date of the file, day of the look-up. */
  readonly asOf: string;
  readonly clock: Clock;
  readonly fingerprint: string;
  readonly origin: Origin;
  /**
   * Record types this road delivers: those ordered (a setting) and those the file has. Only groups whose record types are
   * all here are carried, so that what is never delivered is never ended (REG-3b).
   */
  readonly recordTypes: ReadonlySet<string>;
  readonly settings?: CprMappingSettings;
}

/** What the mapping functions are given beside the records: the settings with their defaults. */
export interface MappingContext {
  readonly asOf: string;
  readonly settings: Required<CprMappingSettings>;
}

const NOTHING_LISTED: ReadonlyMap<string, string> = new Map();

export function mappingContext({ asOf, settings }: ObserveOptions): MappingContext {
  return {
    asOf,
    settings: {
      updateGuardiansAndCustodians: settings?.updateGuardiansAndCustodians ?? true,
      guardianNameType: settings?.guardianNameType ?? 'P',
      endDateForStatus90: settings?.endDateForStatus90 ?? true,
      authorities: settings?.authorities ?? NOTHING_LISTED,
      countries: settings?.countries ?? NOTHING_LISTED,
    },
  };
}
