import { BY_ROW, type Entity, type Fields, type Filters, STORED } from '../schema/entity';

/** So many fields of one type. */
export const all = (type: string, ...names: string[]): Fields => Object.fromEntries(names.map((name) => [name, type]));

/** So many filters of one kind. */
export const filtersOf = (
  kind: 'String' | 'StringIdentifier' | 'LongIdentifier' | 'Long' | 'Boolean',
  ...names: string[]
) => Object.fromEntries(names.map((name) => [name, kind])) as Filters;

export const BUSINESS: Fields = all('String!', 'forretningshaendelse', 'forretningsomraade', 'forretningsproces');

/** Times and identity as most registers give them. */
export const IN_TIME: Fields = {
  ...all('String!', 'id_lokalId', 'id_namespace', 'registreringsaktoer', 'virkningsaktoer', 'status'),
  ...all('DafDateTime!', 'registreringFra', 'virkningFra'),
  ...all('DafDateTime', 'registreringTil', 'virkningTil'),
};

export const BY_TIME: Filters = {
  datafordelerOpdateringstid: 'DateTime',
  registreringFra: 'DateTime',
  registreringTil: 'DateTime',
  virkningFra: 'DateTime',
  virkningTil: 'DateTime',
};

const BOTH_TIMES = ['registreringstid', 'virkningstid'] as const;

/** An entity with two times that may be asked for by anything. */
export function bitemporal(name: string, fields: Fields, filters: Filters): Entity {
  return {
    name,
    fields: { ...fields, ...STORED },
    filters: { ...filters, ...BY_TIME, ...BY_ROW },
    requires: [],
    times: BOTH_TIMES,
  };
}

/** One that asks for an id or for one of the times. */
export const idOrTime = (entity: Entity): Entity => ({
  ...entity,
  requires: ['datafordelerRowId', 'id_lokalId'],
  requiresTime: BOTH_TIMES,
});
