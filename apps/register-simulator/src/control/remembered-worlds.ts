import type { CompanyWorld } from '../companies/company-world';
import { createOrganisationWorld } from '../organisations/create-organisation-world';
import type { OrganisationWorld } from '../organisations/organisation-world';
import { createPropertyWorld } from '../properties/create-property-world';
import type { PropertyWorld } from '../properties/property-world';
import type { SimulatorFolder } from './folder';

/** So many companies own institutions and properties. */
const MOST_OWNERS = 200;

/** The health organisations, with everything that happened to them before. */
export function rememberedOrganisations(
  options: { seed: string | number; organisations: number; start: string; owners: readonly string[] },
  folder: SimulatorFolder | undefined,
): OrganisationWorld {
  let remembering = true;
  const organisations = createOrganisationWorld({
    ...options,
    happened: (entry) => (remembering ? undefined : folder?.organisationEvents.add(entry)),
  });
  for (const entry of folder?.organisationEvents.read() ?? []) {
    if ('event' in entry) organisations.apply(entry.event);
    else if ('played' in entry) organisations.play(entry.played, entry.seed, entry.kinds);
    else organisations.turn();
  }
  remembering = false;
  return organisations;
}

/** The properties, with everything that happened to them before. */
export function rememberedProperties(
  options: { seed: string | number; properties: number; start: string; now: () => Date; companies: readonly number[] },
  folder: SimulatorFolder | undefined,
): PropertyWorld {
  let remembering = true;
  const properties = createPropertyWorld({
    ...options,
    happened: (entry) => (remembering ? undefined : folder?.propertyEvents.add(entry)),
  });
  for (const entry of folder?.propertyEvents.read() ?? []) {
    const at = new Date(entry.at);
    if ('event' in entry) properties.apply(entry.event, entry.telling, at);
    else properties.completeImport(at);
  }
  remembering = false;
  return properties;
}

/** CVR numbers of companies of the first day: those that came later must not change who owned what. */
export function firstCompanies(world: CompanyWorld, companies: number): string[] {
  const numbers: string[] = [];
  for (const { kind, number } of world.identities()) {
    if (numbers.length === Math.min(companies, MOST_OWNERS)) break;
    if (kind === 'company') numbers.push(number);
  }
  return numbers;
}
