/** A statement of another system. Within one source a later one wins: by sequence, then time, then id. */
export interface Told {
  /** The system that says it, as in CloudEvents. */
  readonly source: string;
  /** Counts the statements of the source, from 0; one without comes before all that have one. */
  readonly sequence?: number;
  /** When it happened there. Counts to the millisecond. */
  readonly time: Date;
  /** Id of the statement, unique within its source. */
  readonly id: string;
}

/** How another system names a contact: by our id, by its own id registered with us, or by a code. */
export type ContactRef =
  | { readonly contactId: string }
  | { readonly externalId: string }
  | { readonly nameType: string; readonly nameCode: string };

/** What became of one statement of another system. */
export interface TellOutcome {
  /**
   * - `applied`: it is the newest, and stored.
   * - `stale`: a newer one is known, or this very one; nothing changed.
   * - `flagged`: stored, and announced: it makes a party of a contact that has an end date (CPR-3).
   * - `awaiting-external-id`: stored; it counts when its external id is registered.
   * - `unknown-contact`: not stored; the contact it names is not there (yet).
   * - `ended`: not stored; the contact has an end date, and the caller wanted that refused.
   * - `refused`: not stored; the contact cannot be made or changed like this, see `fault`.
   */
  readonly outcome: 'applied' | 'stale' | 'flagged' | 'awaiting-external-id' | 'unknown-contact' | 'ended' | 'refused';
  /** The contact that lives on, where one was found or made. */
  readonly contactId?: string;
  /** Why it was refused: names field and rule, never a value. */
  readonly fault?: { readonly field: string; readonly rule: string };
}

const SEQUENCE_DIGITS = 16;

/** The statement's place among all of its source, as text that sorts by byte (domain `contacts.place`). */
export function placeOf({ sequence, time, id }: Told): string {
  // A hyphen sorts before every digit.
  const number = sequence === undefined ? '-' : String(sequence).padStart(SEQUENCE_DIGITS, '0');
  return `${number} ${time.toISOString()} ${id}`;
}

/** Whether a place comes after another, or after none at all; by byte, as the database compares them. */
export function isLater(place: string, known: string | undefined): boolean {
  return known === undefined || Buffer.compare(Buffer.from(place), Buffer.from(known)) > 0;
}
