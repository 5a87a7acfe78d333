import type { BitemporalRow } from '../companies/rows';

/** The registers that tell of properties. */
export const PROPERTY_REGISTERS = ['MAT', 'EBR', 'DAR', 'DAGI', 'BBR', 'EJF'] as const;

export type PropertyRegister = (typeof PROPERTY_REGISTERS)[number];

/** The entities that have rows, under their names with the register's in front; the owners' under the full one of EJF. */
export const PROPERTY_ENTITIES = [
  'MAT_SamletFastEjendom',
  'MAT_Ejerlejlighed',
  'MAT_BygningPaaFremmedGrundFlade',
  'MAT_BygningPaaFremmedGrundPunkt',
  'MAT_Jordstykke',
  'MAT_Ejerlav',
  'MAT_MatrikelKommune',
  'EBR_Ejendomsbeliggenhed',
  'DAR_Adresse',
  'DAR_Husnummer',
  'DAR_NavngivenVej',
  'DAR_Postnummer',
  'DAGI_Kommuneinddeling',
  'BBR_Ejendomsrelation',
  'EJF_Ejerskab',
  'EJF_Ejendomsadministrator',
] as const;

export type PropertyEntity = (typeof PROPERTY_ENTITIES)[number];

/** The entities whose rows are properties. */
export const KINDS_OF_PROPERTY = [
  'MAT_SamletFastEjendom',
  'MAT_Ejerlejlighed',
  'MAT_BygningPaaFremmedGrundFlade',
  'MAT_BygningPaaFremmedGrundPunkt',
] as const satisfies readonly PropertyEntity[];

/** Rows that belong to no property alone: roads, postcodes, districts, municipalities. */
export const COMMON_ENTITIES: readonly PropertyEntity[] = [
  'MAT_Ejerlav',
  'MAT_MatrikelKommune',
  'DAR_NavngivenVej',
  'DAR_Postnummer',
  'DAGI_Kommuneinddeling',
];

export type Value = string | number | boolean | null;

/**
 * A row as Datafordeler serves it, under the register's own field names. Both its times are moments, UTC with six
 * decimals; the second of each pair is not included.
 */
export interface PropertyRow extends BitemporalRow {
  id_lokalId: string;
  status: string;
  [field: string]: Value;
}

export const registerOf = (entity: PropertyEntity) => entity.slice(0, entity.indexOf('_')) as PropertyRegister;

/** What events call the entity. */
export const entityName = (entity: PropertyEntity) => entity.slice(entity.indexOf('_') + 1);
