import type { CprOffice, OfficeOptions } from '../cpr-office/cpr-office';
import { createCprOffice } from '../cpr-office/create-cpr-office';
import { createPersonWorld } from '../persons/create-person-world';
import type { PersonWorld } from '../persons/person-world';
import type { SimulatorFolder } from './folder';

/** The persons, with everything that was asked for before. */
export function rememberedPersons(
  options: { seed: string | number; persons: number; personsChanged: number; start: string; now: () => Date },
  folder: SimulatorFolder | undefined,
): PersonWorld {
  let remembering = true;
  const persons = createPersonWorld({
    ...options,
    changed: options.personsChanged,
    happened: (entry) => (remembering ? undefined : folder?.personEvents.add(entry)),
  });
  for (const entry of folder?.personEvents.read() ?? []) {
    const at = new Date(entry.at);
    if ('event' in entry) persons.apply(entry.event, at);
    else persons.play(entry.played, entry.seed, at);
  }
  remembering = false;
  return persons;
}

/** Their office, with its subscriptions and every file it has made. `wanted` holds from its first day on, else from now. */
export function rememberedOffice(
  world: PersonWorld,
  wanted: Partial<OfficeOptions>,
  folder: SimulatorFolder | undefined,
): CprOffice {
  const office = createCprOffice(
    { world, happened: (entry) => folder?.officeEvents.add(entry), agreed: wanted },
    folder?.officeEvents.read(),
  );
  const known: Partial<Record<string, unknown>> = { ...office.options };
  const news = Object.entries(wanted).filter(([name, value]) => JSON.stringify(known[name]) !== JSON.stringify(value));
  if (news.length > 0) office.configure(Object.fromEntries(news));
  return office;
}
