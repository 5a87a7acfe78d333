import type {
  CompanyRows,
  ProductionUnitRows,
  ProduktionsenhedRow,
  UnitFacts,
  VirksomhedRow,
} from '@contact-sync/contacts-datafordeler';
import { cvrNumberOf, pNumberOf } from '@contact-sync/contacts-datafordeler';
import type { CvrGraphql, FactName } from '@contact-sync/registers-datafordeler';
import type { CvrUnit } from '../cvr-register';

/** The units' rows by their own number. */
export interface UnitRowsByNumber {
  readonly companies: ReadonlyMap<string, readonly VirksomhedRow[]>;
  readonly productionUnits: ReadonlyMap<string, readonly ProduktionsenhedRow[]>;
}

/** One call for up to a hundred companies and one for up to a hundred production units; none where there are none. */
export async function readUnitRows(
  cvr: CvrGraphql,
  units: readonly CvrUnit[],
  signal?: AbortSignal,
): Promise<UnitRowsByNumber> {
  const numbersOf = (kind: CvrUnit['kind']): string[] =>
    units.filter((unit) => unit.kind === kind).map(({ number }) => number);
  const [companies, productionUnits] = await Promise.all([
    cvr.companiesByNumbers(numbersOf('company'), signal),
    cvr.unitsByNumbers(numbersOf('production-unit'), signal),
  ]);
  return {
    companies: groupedBy(companies, (row) => cvrNumberOf(row.CVRNummer)),
    productionUnits: groupedBy(productionUnits, (row) => pNumberOf(row.pNummer)),
  };
}

/** Rows of a unit with its facts. A number may have been given to more than one unit: the latest registered is meant. */
export class RowsWithFacts {
  private constructor(
    private readonly rows: UnitRowsByNumber,
    private readonly facts: ReadonlyMap<string, UnitFacts>,
  ) {}

  /** One call for each kind of fact for up to a hundred units. */
  static async read(
    cvr: CvrGraphql,
    rows: UnitRowsByNumber,
    names?: readonly FactName[],
    signal?: AbortSignal,
  ): Promise<RowsWithFacts> {
    const { company, 'production-unit': unit } = idsByNumber(rows);
    const ids = [...company.values(), ...unit.values()];
    const facts = await cvr.facts(ids, names, signal);
    return new RowsWithFacts(rows, facts);
  }

  company(number: string): CompanyRows | undefined {
    const rows = latestUnit(this.rows.companies.get(number) ?? []);
    const facts = this.factsOf(rows);
    return facts && { ...facts, CVR_Virksomhed: rows };
  }

  productionUnit(number: string): ProductionUnitRows | undefined {
    const rows = latestUnit(this.rows.productionUnits.get(number) ?? []);
    const facts = this.factsOf(rows);
    return facts && { ...facts, CVR_Produktionsenhed: rows };
  }

  private factsOf(rows: readonly { readonly id: string }[]): UnitFacts | undefined {
    const id = rows[0]?.id;
    return id === undefined ? undefined : this.facts.get(id);
  }
}

/** The id of each unit by its own number. */
export function idsByNumber(rows: UnitRowsByNumber): Record<CvrUnit['kind'], ReadonlyMap<string, string>> {
  return { company: idsOf(rows.companies), 'production-unit': idsOf(rows.productionUnits) };
}

function idsOf<R extends Identified>(rows: ReadonlyMap<string, readonly R[]>): ReadonlyMap<string, string> {
  return new Map([...rows].flatMap(([number, own]) => latestUnit(own).map(({ id }) => [number, id] as const)));
}

interface Identified {
  readonly id: string;
  readonly registreringFra?: string | null;
}

function latestUnit<R extends Identified>(rows: readonly R[]): readonly R[] {
  const ids = new Set(rows.map(({ id }) => id));
  if (ids.size < 2) return rows;
  const rank = ({ registreringFra, id }: R): string => `${registreringFra ?? ''} ${id}`;
  const latest = rows.reduce((best, row) => (rank(row) > rank(best) ? row : best));
  return rows.filter(({ id }) => id === latest.id);
}

function groupedBy<R>(rows: readonly R[], keyOf: (row: R) => string | undefined): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
