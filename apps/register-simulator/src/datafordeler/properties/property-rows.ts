import type { CompanyWorld } from '../../companies/company-world';
import { nobodyOf, personOf } from '../../properties/owners';
import type { PropertyWorld } from '../../properties/property-world';
import {
  PROPERTY_ENTITIES,
  PROPERTY_REGISTERS,
  type PropertyEntity,
  type PropertyRow,
  type Value,
} from '../../properties/rows';
import { cvrRows } from '../cvr/cvr-rows';
import { type Condition, namedValues, type Row } from '../queries/conditions';
import type { RegisterRows } from '../queries/register-queries';

const EVENTS_AT_ONCE = 1000;

/** Under which name the owners' rows stand in the world. */
const ENTITY_OF_ROOT = new Map<string, PropertyEntity>([
  ...PROPERTY_ENTITIES.map((entity): [string, PropertyEntity] => [entity, entity]),
  ['EJFCustom_EjerskabBegraenset', 'EJF_Ejerskab'],
  ['EJFCustom_EjendomsadministratorBegraenset', 'EJF_Ejendomsadministrator'],
]);

/** The rows of one register of properties, or of the service that joins them. */
export function propertyRows(world: PropertyWorld, companies: CompanyWorld, service: string): RegisterRows {
  const register = PROPERTY_REGISTERS.find((each) => each === service);
  const ofCompanies = cvrRows(companies);
  return {
    rows: (root, conditions) => {
      const entity = ENTITY_OF_ROOT.get(root);
      return entity === undefined ? [] : asRows(candidates(world, entity, conditions));
    },
    events: (afterId) => (register === undefined ? [] : eventsBehind(world, register, afterId)),
    importStatus: () => (register === undefined ? {} : { ...world.importStatus(register) }),
    joined: (_entity, field, row) => JOINS[field]?.(row, world, ofCompanies) ?? [],
  };
}

function candidates(
  world: PropertyWorld,
  entity: PropertyEntity,
  conditions: readonly Condition[],
): Iterable<PropertyRow> {
  for (const condition of conditions) {
    const { field, operators } = condition;
    const values = namedValues(condition);
    const found = values && world.rowsBy(entity, field, values as readonly Value[]);
    if (found !== undefined) return found;
    const text = values?.length === 1 ? values[0] : operators['startsWith'];
    if (typeof text === 'string' && TEXT_OF[entity] === field) {
      return world.rowsBeginning(entity as 'DAR_Adresse' | 'DAR_Husnummer', text);
    }
  }
  return world.allRows(entity);
}

/** The texts that are searched by their beginnings. */
const TEXT_OF: Readonly<Partial<Record<PropertyEntity, string>>> = {
  DAR_Adresse: 'adressebetegnelse',
  DAR_Husnummer: 'adgangsadressebetegnelse',
};

type JoinedBy = (row: Row, world: PropertyWorld, companies: RegisterRows) => readonly Row[];

/** Rows of an entity whose id stands in a field. */
const byId =
  (entity: PropertyEntity, field: string): JoinedBy =>
  (row, world) => {
    const id = row[field];
    if (typeof id !== 'string') return [];
    return asRows((world.rowsBy(entity, 'id_lokalId', [id]) ?? []).filter(({ id_lokalId }) => id_lokalId === id));
  };

const byCompany =
  (field: string): JoinedBy =>
  (row, _world, companies) => {
    const number = row[field];
    if (typeof number !== 'number') return [];
    const found = companies.rows('CVR_Virksomhed', [{ field: 'CVRNummer', operators: { eq: number } }]);
    return [...found].filter(({ CVRNummer }) => CVRNummer === number);
  };

/** People are no rows: they have no times of their own here. */
const person: JoinedBy = ({ ejer, ejerBeskyttet }) =>
  typeof ejer === 'number' ? asRows([personOf(ejer, ejerBeskyttet === true)]) : [];

const nobody: JoinedBy = ({ oplysninger }) => (typeof oplysninger === 'number' ? asRows([nobodyOf(oplysninger)]) : []);

const PROPERTY = 'ejendomsbeliggenhedKnytterAdresseTilBestemtFastEjendom';

const JOINS: Readonly<Record<string, JoinedBy>> = {
  ejendomsbeliggenhedHarSomBeliggenhedsadresseAdresse: byId('DAR_Adresse', 'adresseLokalId'),
  ejendomsbeliggenhedHarSomBeliggenhedsadresseHusnummer: byId('DAR_Husnummer', 'husnummerLokalId'),
  ejendomsbeliggenhedVaretagesAdministrativtAfKommuneinddeling: byId(
    'MAT_MatrikelKommune',
    'kommuneinddelingKommunekode',
  ),
  [`${PROPERTY}SFE`]: byId('MAT_SamletFastEjendom', 'bestemtFastEjendomBFENr'),
  [`${PROPERTY}EJL`]: byId('MAT_Ejerlejlighed', 'bestemtFastEjendomBFENr'),
  [`${PROPERTY}BPFGF`]: byId('MAT_BygningPaaFremmedGrundFlade', 'bestemtFastEjendomBFENr'),
  [`${PROPERTY}BPFGP`]: byId('MAT_BygningPaaFremmedGrundPunkt', 'bestemtFastEjendomBFENr'),
  ejendeVirksomhedCVRNr_20_Virksomhed_CVRNummer_ref: byCompany('ejendeVirksomhedCVRNr'),
  administrerendeVirksomhedCVRNr_20_Virksomhed_CVRNummer_ref: byCompany('administrerendeVirksomhedCVRNr'),
  virksomhedCVRNr_20_Virksomhed_CVRNummer_ref: byCompany('virksomhedCVRNr'),
  ejendePersonBegraenset: person,
  personBegraenset: person,
  oplysningerEjesAfEjerskab: nobody,
};

function* eventsBehind(
  world: PropertyWorld,
  register: (typeof PROPERTY_REGISTERS)[number],
  afterId: number,
): Iterable<Row> {
  let last = afterId;
  for (;;) {
    const events = world.events(register, last, EVENTS_AT_ONCE);
    yield* asRows(events);
    last = events.at(-1)?.eventid ?? last;
    if (events.length < EVENTS_AT_ONCE) return;
  }
}

/** The world's rows have the schema's fields; here they are read by their names. */
const asRows = <T extends object>(rows: Iterable<T>) => rows as unknown as readonly Row[];
