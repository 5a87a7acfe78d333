import { createCompanyWorld } from '../src/companies/create-company-world';
import { BBR, DAGI, DAR, EBR } from '../src/datafordeler/properties/address-services';
import { MAT } from '../src/datafordeler/properties/cadastre-service';
import { EJF, FLEXIBLE_CURRENT } from '../src/datafordeler/properties/owner-services';
import { propertyRows } from '../src/datafordeler/properties/property-rows';
import { type Caller, RegisterQueries } from '../src/datafordeler/queries/register-queries';
import { createPropertyWorld } from '../src/properties/create-property-world';

/** The moment at which the world stands still. */
export const AT = '2026-11-22T09:00:00.000000Z';

const SERVICES = [MAT, EBR, DAR, DAGI, BBR, EJF, FLEXIBLE_CURRENT];

export interface Answer {
  readonly errors?: readonly { message: string; extensions: { code?: string } }[];
  readonly data?: Record<string, unknown>;
}

/** A world of properties, and who asks it on GraphQL. */
export function askingProperties(properties = 60) {
  const now = () => new Date(AT);
  const start = '2026-11-01';
  const world = createPropertyWorld({ seed: 5, properties, start, now });
  const companies = createCompanyWorld({ seed: 5, companies: 60, start, now });
  const queries = new Map(
    SERVICES.map((service) => [
      service.name,
      new RegisterQueries(service, propertyRows(world, companies, service.name)),
    ]),
  );
  const answer = (service: string, query: string, variables: Record<string, unknown> = {}) =>
    queries.get(service)?.answer({ query, variables }) as Answer;
  const reply = (service: string, query: string, caller: Caller, variables: Record<string, unknown> = {}) =>
    queries.get(service)?.reply({ query, variables }, caller) as { status: number; body: Answer };
  return { world, answer, reply };
}
