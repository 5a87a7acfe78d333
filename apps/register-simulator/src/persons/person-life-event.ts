/** Something that happens to the human being who holds `number`; any of the numbers that are his will do. */
export type PersonLifeEvent =
  /** To another address in Denmark, with the whole household unless `alone`. */
  | { kind: 'move'; number: string; alone?: boolean }
  | { kind: 'move-abroad'; number: string }
  /** From abroad, or found again. */
  | { kind: 'come-home'; number: string }
  | { kind: 'disappear'; number: string }
  | { kind: 'marriage'; number: string; to: string }
  | { kind: 'separation'; number: string }
  | { kind: 'divorce'; number: string }
  | { kind: 'death'; number: string }
  | { kind: 'undo-death'; number: string }
  | { kind: 'new-number'; number: string }
  | { kind: 'undo-number'; number: string }
  /** `to` is the guardian; where absent somebody of the family, or somebody without a number. */
  | { kind: 'guardian'; number: string; to?: string }
  | { kind: 'guardian-ends'; number: string }
  | { kind: 'protection'; number: string }
  | { kind: 'protection-ends'; number: string }
  /** Custody of a child: to somebody, or back to its parents where `to` is absent. */
  | { kind: 'custody'; number: string; to?: string }
  /** The mother's number. */
  | { kind: 'birth'; number: string }
  | { kind: 'name'; number: string; first?: string; last?: string };

export type PersonLifeEventKind = PersonLifeEvent['kind'];

export const PERSON_LIFE_EVENT_KINDS: readonly PersonLifeEventKind[] = [
  'move',
  'move-abroad',
  'come-home',
  'disappear',
  'marriage',
  'separation',
  'divorce',
  'death',
  'undo-death',
  'new-number',
  'undo-number',
  'guardian',
  'guardian-ends',
  'protection',
  'protection-ends',
  'custody',
  'birth',
  'name',
];

export interface AppliedPersonLifeEvent {
  kind: PersonLifeEventKind | 'everyday';
  /** Every number whose set changed, the one it happened to first; new numbers among them. */
  numbers: string[];
  /** When it was registered, ISO 8601. */
  at: string;
}
