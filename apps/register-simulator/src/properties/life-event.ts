/** Something that happens to a property; `bfe` is its number. */
export type PropertyLifeEvent =
  /** One of its parcels goes to another piece of land; to any where absent. */
  | { kind: 'parcel-moved'; bfe: number; to?: number }
  /** The area of a parcel, or of the flat, is put right. */
  | { kind: 'area'; bfe: number; area?: number }
  /** It gets another address on its road. */
  | { kind: 'address'; bfe: number }
  /** The road on which it lies is called something else. */
  | { kind: 'road-renamed'; bfe: number; name?: string }
  /** The road on which it lies comes under another postcode. */
  | { kind: 'postcode-moved'; bfe: number; postcode?: string }
  /** Its municipality becomes another one; four digits. */
  | { kind: 'municipality'; bfe: number; municipality?: string }
  /** A flat of its own is split off from the land. */
  | { kind: 'split-off'; bfe: number }
  /** It ceases: a last row says so, or there is none at the present any more. */
  | { kind: 'ceased'; bfe: number; way?: 'status' | 'no-row' }
  /** To a company, or to somebody by lot. */
  | { kind: 'sold'; bfe: number; company?: string }
  /** A note on the land is set; one that it has is taken away. */
  | { kind: 'note'; bfe: number; note?: PropertyNote };

export type PropertyLifeEventKind = PropertyLifeEvent['kind'];

/** Notes, under MAT's own names. */
export type PropertyNote = 'landbrugsnotering' | 'arbejderbolig' | 'erFaelleslod' | 'udskiltVej';

export const PROPERTY_NOTES: readonly PropertyNote[] = [
  'landbrugsnotering',
  'arbejderbolig',
  'erFaelleslod',
  'udskiltVej',
];

export const PROPERTY_LIFE_EVENT_KINDS: readonly PropertyLifeEventKind[] = [
  'parcel-moved',
  'area',
  'address',
  'road-renamed',
  'postcode-moved',
  'municipality',
  'split-off',
  'ceased',
  'sold',
  'note',
];

export interface AppliedPropertyLifeEvent {
  kind: PropertyLifeEventKind;
  /** Of which something can be seen to have changed; a new one's number among them. */
  bfes: number[];
  /** When it happened, ISO 8601. */
  at: string;
}
