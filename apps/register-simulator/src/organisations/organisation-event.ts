/** Something that happens to a health organisation. It is registered on the world's day and stands in the next day's file. */
export type OrganisationEvent =
  /** A new unit, valid from `on`; the next day where absent, also a later one. */
  | { kind: 'opened'; parent?: string; name?: string; on?: string }
  | { kind: 'renamed'; sorId: string; name?: string }
  | { kind: 'moved'; sorId: string }
  /** `value`: null for none at all. */
  | { kind: 'telephone'; sorId: string; value?: string | null }
  | { kind: 'email'; sorId: string; value?: string | null }
  /** Another name and address from a later day: until then the file has two rows for the unit. */
  | { kind: 'changes-later'; sorId: string; on?: string }
  /** `on` is the last valid day, still to come. */
  | { kind: 'closing-planned'; sorId: string; on?: string }
  /** A planned closing is given up: ToDate is empty again. */
  | { kind: 'closing-given-up'; sorId: string }
  /** Today is the last valid day: the unit is in no file any more, and no daily file ever tells why. */
  | { kind: 'closed'; sorId: string }
  | { kind: 'reopened'; sorId: string }
  /** Closed, and replaced by another. */
  | { kind: 'merged'; sorId: string; into?: string };

export type OrganisationEventKind = OrganisationEvent['kind'];

export const ORGANISATION_EVENT_KINDS = [
  'opened',
  'renamed',
  'moved',
  'telephone',
  'email',
  'changes-later',
  'closing-planned',
  'closing-given-up',
  'closed',
  'reopened',
  'merged',
] as const satisfies readonly OrganisationEventKind[];

export interface AppliedOrganisationEvent {
  readonly kind: OrganisationEventKind;
  /** The unit it happened to; the new one where one was opened. */
  readonly sorId: string;
  /** The day it was registered on; the file of the day after is the first to tell of it. */
  readonly day: string;
}
