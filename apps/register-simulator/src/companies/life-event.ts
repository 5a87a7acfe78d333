/** Something that happens to a company or a production unit; `number` is its CVR number or P-number. */
export type LifeEvent =
  | { kind: 'new-company'; name?: string }
  /** `on` is the day it takes effect, YYYY-MM-DD; today where absent, a later day is known beforehand. */
  | { kind: 'name'; number: string; name?: string; on?: string }
  | { kind: 'address'; number: string; on?: string }
  /** New main and secondary industries. */
  | { kind: 'industry'; number: string; on?: string }
  /** `value` null: the unit has none any more. */
  | { kind: 'phone' | 'email' | 'fax'; number: string; value?: string | null; on?: string }
  | { kind: 'advertising'; number: string; protected?: boolean }
  | { kind: 'unit-opened'; number: string }
  /** The unit belongs to another company from now on. */
  | { kind: 'unit-moved'; number: string; company: string }
  | { kind: 'unit-closed'; number: string; on?: string }
  /** A company ceases, and its production units with it. */
  | { kind: 'ceased'; number: string; on?: string }
  | { kind: 'reopened'; number: string };

export type LifeEventKind = LifeEvent['kind'];

export const LIFE_EVENT_KINDS: readonly LifeEventKind[] = [
  'new-company',
  'name',
  'address',
  'industry',
  'phone',
  'email',
  'fax',
  'advertising',
  'unit-opened',
  'unit-moved',
  'unit-closed',
  'ceased',
  'reopened',
];

/** How the register tells of it. */
export interface Telling {
  /** The import package stays open: what it holds is not below `lastEventId` before `completeImport`. */
  open?: boolean;
  /** It is told again so many times, with new event ids. */
  repeats?: number;
  /** It is told so many milliseconds after it happened; the data are there at once. */
  lateByMs?: number;
  /** It is told first as part of a failed import, with rows that never were, and then again rightly. */
  failedImport?: boolean;
}

export interface AppliedLifeEvent {
  kind: LifeEventKind;
  /** CVR numbers and P-numbers of the units that changed; a new unit's among them. */
  numbers: string[];
  /** Their ids, in the same order. */
  ids: string[];
  /** When it happened, ISO 8601. */
  at: string;
}
