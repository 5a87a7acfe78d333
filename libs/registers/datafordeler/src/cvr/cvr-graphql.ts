import type {
  FactRow,
  NavnRow,
  ProduktionsenhedRow,
  UnitFacts,
  VirksomhedRow,
} from '@contact-sync/contacts-datafordeler';
import { RegisterEvents } from '../events/register-events';
import { GraphqlService, type GraphqlServiceOptions } from '../graphql/graphql-service';
import { dafDateTime, inLists, type ListDocument } from '../graphql/list-document';
import { together } from '../together';
import { companiesByIds, companiesByNumbers, FACTS, namesEqual, unitsByIds, unitsByNumbers } from './documents';

export type FactName = keyof UnitFacts;

const FACT_NAMES = Object.keys(FACTS) as FactName[];

/** CVR by GraphQL, in lists of up to a hundred: never one call for one unit. */
export class CvrGraphql {
  readonly events: RegisterEvents;
  private readonly service: GraphqlService;

  constructor(private readonly options: Omit<GraphqlServiceOptions, 'register'>) {
    this.service = new GraphqlService({ ...options, register: 'CVR' });
    this.events = new RegisterEvents({ ...options, register: 'CVR' });
  }

  companiesByNumbers(numbers: readonly string[], signal?: AbortSignal): Promise<VirksomhedRow[]> {
    return this.listed(companiesByNumbers, numbers.map(Number), signal);
  }

  unitsByNumbers(numbers: readonly string[], signal?: AbortSignal): Promise<ProduktionsenhedRow[]> {
    return this.listed(unitsByNumbers, numbers.map(Number), signal);
  }

  companiesByIds(ids: readonly string[], signal?: AbortSignal): Promise<VirksomhedRow[]> {
    return this.listed(companiesByIds, ids, signal);
  }

  unitsByIds(ids: readonly string[], signal?: AbortSignal): Promise<ProduktionsenhedRow[]> {
    return this.listed(unitsByIds, ids, signal);
  }

  /** The facts of the units by their ids, of all periods; only the kinds asked for are read, the others are empty. */
  async facts(
    ids: readonly string[],
    names: readonly FactName[] = FACT_NAMES,
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, UnitFacts>> {
    const kinds = await together<{ name: FactName; rows: FactRow[] }[]>(
      signal,
      ...names.map((name) => async (until: AbortSignal) => ({
        name,
        rows: await this.listed<FactRow, string>(FACTS[name], ids, until),
      })),
    );
    const byId = new Map(ids.map((id) => [id, noFacts()]));
    for (const { name, rows } of kinds) {
      for (const row of rows) byId.get(row.CVREnhedsId)?.[name].push(row);
    }
    return byId;
  }

  /** Rows of names that are exactly this one now, on the first page: who has more finds must name more. */
  async namesEqual(name: string, signal?: AbortSignal): Promise<readonly NavnRow[]> {
    const variables = { name, at: dafDateTime(this.options.now()) };
    for await (const { rows } of this.service.pages(namesEqual, variables, signal)) return rows;
    return [];
  }

  private async listed<R, V>(
    document: ListDocument<R, Listed<V>>,
    values: readonly V[],
    signal?: AbortSignal,
  ): Promise<R[]> {
    const lists = inLists([...new Set(values)]);
    const rows = await Promise.all(lists.map((list) => this.service.rows(document, { values: list }, signal)));
    return rows.flat();
  }
}

interface Listed<V> {
  readonly values: readonly V[];
}

const noFacts = (): Record<FactName, FactRow[]> => ({
  CVR_Navn: [],
  CVR_Adressering: [],
  CVR_Telefonnummer: [],
  CVR_e_mailadresse: [],
  CVR_Branche: [],
  CVR_Reklamebeskyttelse: [],
});
