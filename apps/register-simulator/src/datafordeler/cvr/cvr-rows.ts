import type { CompanyWorld, UnitIdentity } from '../../companies/company-world';
import { ENTITY_NAMES, type EntityName } from '../../companies/rows';
import { type Condition, namedValues, type Row, type Value } from '../queries/conditions';
import type { RegisterRows } from '../queries/register-queries';

const EVENTS_AT_ONCE = 1000;
const UNITS_AT_ONCE = 1000;

/** Roots are named after the entity; a name in the language has no hyphen. */
const ENTITY_OF_ROOT = new Map(ENTITY_NAMES.map((name) => [`CVR_${name.replace('-', '_')}`, name]));

/** Finds units by the fields that an index helps with. Their rows still have to fit. */
const UNITS_BY_FIELD: Readonly<Record<string, (world: CompanyWorld, value: Value) => readonly UnitIdentity[]>> = {
  id: (world, id) => one(world.byId(String(id))),
  CVREnhedsId: (world, id) => one(world.byId(String(id))),
  CVRNummer: (world, number) => one(world.company(Number(number))),
  pNummer: (world, number) => one(world.unit(Number(number))),
  tilknyttetVirksomhedsCVRNummer: (world, number) => world.unitsOf(Number(number)),
};

const one = (unit: UnitIdentity | undefined) => (unit === undefined ? [] : [unit]);

/** The companies' rows and events, found by what a query names. */
export function cvrRows(world: CompanyWorld): RegisterRows {
  return {
    rows: (root, conditions) => {
      const entity = ENTITY_OF_ROOT.get(root);
      // Of what the companies do not have, such as credit information, there are no rows.
      return entity === undefined ? [] : candidates(world, entity, conditions);
    },
    events: (afterId) => eventsBehind(world, afterId),
    importStatus: () => ({ ...world.importStatus() }),
  };
}

function candidates(world: CompanyWorld, entity: EntityName, conditions: readonly Condition[]): Iterable<Row> {
  for (const condition of conditions) {
    const values = namedValues(condition);
    if (values === undefined) continue;
    if (condition.field === 'datafordelerRowId')
      return asRows(world.rowsByRowId(entity, [...new Set(values)].map(String)));
    const units = UNITS_BY_FIELD[condition.field] ?? byName(entity, condition.field);
    if (units !== undefined) return rowsOf(world, entity, new Set(values.flatMap((value) => units(world, value))));
  }
  return rowsOf(world, entity, world.identities());
}

const byName = (entity: EntityName, field: string) =>
  entity === 'Navn' && field === 'vaerdi'
    ? (world: CompanyWorld, name: Value) => world.findByName(String(name))
    : undefined;

/** Asked for in portions, as a search over all units would else hold all their rows at once. */
function* rowsOf(world: CompanyWorld, entity: EntityName, units: Iterable<UnitIdentity>): Iterable<Row> {
  let ids: string[] = [];
  for (const { id } of units) {
    ids.push(id);
    if (ids.length < UNITS_AT_ONCE) continue;
    yield* asRows(world.rowsOf(entity, ids));
    ids = [];
  }
  yield* asRows(world.rowsOf(entity, ids));
}

function* eventsBehind(world: CompanyWorld, afterId: number): Iterable<Row> {
  let last = afterId;
  for (;;) {
    const events = world.events(last, EVENTS_AT_ONCE);
    yield* asRows(events);
    last = events.at(-1)?.eventid ?? last;
    if (events.length < EVENTS_AT_ONCE) return;
  }
}

/** The world's rows have the schema's fields; here they are read by their names. */
const asRows = (rows: readonly object[]) => rows as readonly Row[];
