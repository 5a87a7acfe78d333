import type { Observation } from '@contact-sync/contacts-model';

/** What a register said of one subject, and can be stored. */
export interface FoundReading {
  readonly outcome: 'found';
  readonly observation: Observation;
  /** What the same reading told of other subjects and belongs to this one, as the number that is valid instead; stored with it. */
  readonly further?: readonly Observation[];
  /** The first day on which something that is registered already will be otherwise, `YYYY-MM-DD`: it is read again then. */
  readonly nextChange?: string;
  /** Texts of what was cut or looked odd; no personal data. */
  readonly remarks: readonly string[];
}

export type UnfoundReading =
  /** The register knows no such subject. Its contact is left as it is. */
  | { readonly outcome: 'not-found' }
  /** It answered, and what it said of this one cannot be used. */
  | { readonly outcome: 'unusable'; readonly code: string; readonly reason: string };

/** A register that tells of several subjects by one reading. */
export interface AskedRegister<Subject, Context, Reading> {
  /** The largest number of subjects one `read` takes. */
  readonly batch: number;
  /** Their current state, in their order. */
  read(subjects: readonly Subject[], context: Context): Promise<Reading[]>;
}
