/** The three kinds of real property (bfe.md, 1). */
export type PropertyKind = 'land' | 'flat' | 'building-on-foreign-land';

/** As the label `Ejendomstype` says it. */
export const KIND_IN_WORDS: Readonly<Record<PropertyKind, string>> = {
  land: 'Samlet fast ejendom',
  flat: 'Ejerlejlighed',
  'building-on-foreign-land': 'Bygning på fremmed grund',
};
