import type { CprSettings } from '../settings';

/** What CPR Direkte says of a person: the records 000 to 999, ISO-8859-1, whole; or that CPR has no such number. */
export type DirekteFinding =
  { readonly outcome: 'found'; readonly data: Uint8Array } | { readonly outcome: 'not-found' };

/**
 * CPR Direkte, by the profile that the settings name at the moment. Everything throws `CallFailed` where no usable answer
 * came, and a `RangeError` for what may not be sent as a person number; after `signal` its reason is thrown.
 */
export interface Direkte {
  /** Reads a person; `subscribe` also sets the authority's subscription, at once. Asked twice it does what it does once. */
  lookUp(
    settings: CprSettings,
    pnr: string,
    how: { readonly subscribe: boolean; readonly signal?: AbortSignal },
  ): Promise<DirekteFinding>;
  /** Deletes the authority's subscription, at once; one that is not there is deleted too. */
  deleteSubscription(
    settings: CprSettings,
    pnr: string,
    how: { readonly signal?: AbortSignal },
  ): Promise<'deleted' | 'not-found'>;
}
