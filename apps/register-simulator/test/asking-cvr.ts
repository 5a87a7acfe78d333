import { createCompanyWorld } from '../src/companies/create-company-world';
import { cvrRows } from '../src/datafordeler/cvr/cvr-rows';
import { CVR } from '../src/datafordeler/cvr/cvr-service';
import { RegisterQueries } from '../src/datafordeler/queries/register-queries';

/** The moment at which the world stands still. */
export const NOW = '2026-11-21T09:00:00.000000Z';

/** A page of an answer. */
export interface Connection<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

/** A world of companies, and who asks it on GraphQL; `ask` expects an answer without errors. */
export function openedWorld() {
  const world = createCompanyWorld({ seed: 5, companies: 300, start: '2026-11-01', now: () => new Date(NOW) });
  const queries = new RegisterQueries(CVR, cvrRows(world));
  function ask<Node>(query: string, variables: Record<string, unknown> = {}): Connection<Node> {
    const answer = queries.answer({ query, variables }) as { errors?: unknown; data: Record<string, Connection<Node>> };
    expect(answer.errors).toBeUndefined();
    return Object.values(answer.data)[0] as Connection<Node>;
  }
  return { world, ask, queries };
}

/** A query of one root with one filter field. */
export const by = (root: string, field: string, type: string, wanted: string, at = false) =>
  `query ($value: ${type}!${at ? ', $at: DafDateTime!' : ''}, $first: Int, $after: String) {
     ${root}(first: $first, after: $after, ${at ? 'virkningstid: $at, ' : ''}where: { ${field}: { ${type.startsWith('[') ? 'in' : 'eq'}: $value } }) {
       pageInfo { hasNextPage endCursor }
       nodes { ${wanted} }
     }
   }`;
