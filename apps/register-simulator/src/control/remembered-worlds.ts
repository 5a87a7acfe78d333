import type { CompanyWorld } from '../companies/company-world';
import { createCompanyWorld } from '../companies/create-company-world';
import { type Subscription, Subscriptions } from '../kmd-logic/subscriptions';
import { createOrganisationWorld } from '../organisations/create-organisation-world';
import type { OrganisationWorld } from '../organisations/organisation-world';
import { createPropertyWorld } from '../properties/create-property-world';
import type { PropertyWorld } from '../properties/property-world';
import type { SimulatorFolder } from './folder';

/** So many companies own institutions and properties. */
const MOST_OWNERS = 200;

/** The companies, with everything that happened to them before. */
export function rememberedCompanies(
  options: { seed: string | number; companies: number; start: string; now: () => Date },
  folder: SimulatorFolder | undefined,
): CompanyWorld {
  let remembering = true;
  const world = createCompanyWorld({
    ...options,
    happened: (entry) => (remembering ? undefined : folder?.lifeEvents.add(entry)),
  });
  for (const entry of folder?.lifeEvents.read() ?? []) {
    const at = new Date(entry.at);
    if ('event' in entry) world.apply(entry.event, entry.telling, at);
    else world.completeImport(at);
  }
  remembering = false;
  return world;
}

/** What was subscribed at KMD Logic. */
export function rememberedSubscriptions(folder: SimulatorFolder | undefined): Subscriptions {
  const last = new Map<string, Subscription | null>();
  for (const { objectId, subscription } of folder?.subscriptions.read() ?? []) last.set(objectId, subscription);
  const subscriptions = new Subscriptions((objectId, subscription) =>
    folder?.subscriptions.add({ objectId, subscription: subscription ?? null }),
  );
  for (const subscription of last.values()) if (subscription) subscriptions.restore(subscription);
  return subscriptions;
}

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
