import type { ContactFields } from './contact';

/**
 * Groups are the units of freshness (REG-3): each has its own clock, is replaced as a whole, and is compared and
 * edited as a whole. Every column and custom label that registers write belongs to exactly one group. Stored clocks
 * count on the order: the list grows at its end only.
 */
export const GROUP_NAMES = [
  'protection',
  'numbers',
  'identity',
  'status',
  'name',
  'addressing_name',
  'main_address',
  'birth_registration',
  'civil_status',
  'separation',
  'emigration',
  'disappearance',
  'children',
  'parents',
  'custody',
  'guardianship',
  'guardian',
  'contact_lines',
  'lifetime',
  'industry',
  'advertisement',
  'main_unit',
  'property',
  'parcels',
  'property_number',
  'owner',
] as const;

export type GroupName = (typeof GROUP_NAMES)[number];

/** What a group owns: columns of the contact, and custom labels by kind. */
export interface GroupShape {
  readonly fields?: readonly (keyof ContactFields)[];
  readonly info?: readonly string[];
  readonly dates?: readonly string[];
  readonly references?: readonly string[];
}

/** Guide, chapters *OFF4 mapping information from CPR* and *Mapping CVR information*, with the additions of CPR-2, CVR-2 and BFE-2. */
export const GROUPS: Readonly<Record<GroupName, GroupShape>> = {
  protection: { info: ['Beskyttelsestype'] },
  numbers: {},
  identity: { fields: ['position'], info: ['GældendePNR', 'Køn'], dates: ['Fødselsdag'] },
  status: { info: ['Status'], dates: ['Statusfra'] },
  name: { fields: ['name1', 'name2'] },
  addressing_name: { fields: ['text'] },
  main_address: { info: ['Bynavn', 'Postdist'] },
  birth_registration: { info: ['Fødregkode', 'Fødreg.myn.'] },
  civil_status: { info: ['Civilstand'], dates: ['Civst.fra'], references: ['Ægtefælle'] },
  separation: { dates: ['Separeret'] },
  emigration: { dates: ['Udrejst'] },
  disappearance: { dates: ['Forsvundet'] },
  children: { references: ['Barn'] },
  parents: { references: ['Forældre'] },
  custody: { info: ['Forældremyndighedstype'], references: ['Forældremyndighed'] },
  guardianship: { dates: ['Umyndig'] },
  guardian: { info: ['Værgemålstype'], references: ['Værge'] },
  contact_lines: {},
  lifetime: {},
  industry: { info: ['Branche'] },
  advertisement: {},
  main_unit: { references: ['Hovedvirksomhed'] },
  property: { info: ['Ejendomstype', 'Notering'] },
  parcels: { info: ['Areal', 'Matrikel'] },
  property_number: { info: ['Ejendomsnummer'] },
  owner: { references: ['Ejer'] },
};

function ownersOf(kind: 'info' | 'dates' | 'references'): ReadonlyMap<string, GroupName> {
  return new Map(GROUP_NAMES.flatMap((group) => (GROUPS[group][kind] ?? []).map((label) => [label, group] as const)));
}

/** Which group owns a custom label of a kind. Labels that no register writes are in none of the maps. */
export const GROUP_OF_INFO = ownersOf('info');
export const GROUP_OF_DATE = ownersOf('dates');
export const GROUP_OF_REFERENCE = ownersOf('references');
