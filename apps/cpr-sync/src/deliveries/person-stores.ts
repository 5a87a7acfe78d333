import type { Applied, ContactRegister, Hold, Sighting } from '@contact-sync/contact-register';
import type { Observation } from '@contact-sync/contacts-model';
import { inTransaction, isStoreBusy, type Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import { refreshChangedByFile, refreshOutdoneFile } from '../asking/same-day';
import type { ImportedPerson } from './delivery';
import { recordPersons } from './imported-persons';
import type { FileSubscriptions } from '../subscriptions/file-subscriptions';
import type { HeldPerson, PersonStore } from './person-store';

interface StoreOptions {
  readonly pool: Pool;
  readonly register: ContactRegister;
}

export interface RegisterStoreOptions extends StoreOptions {
  readonly deliveryId: string;
  /** The run that history shows; absent where there is none. */
  readonly runId?: string;
  /** What the file tells of subscriptions; absent where that was taken in before. */
  readonly subscriptions?: FileSubscriptions;
  /** Done in each transaction, with what became of its persons. */
  readonly also?: (tx: Tx, outcomes: readonly Applied['outcome'][]) => Promise<void>;
}

/** Puts persons into the register, and writes with each change what the delivery did (`imported_person`). */
export class RegisterStore implements PersonStore {
  constructor(private readonly options: RegisterStoreOptions) {}

  recognise(sightings: readonly Sighting[]): Promise<ReadonlySet<string>> {
    const { pool, register, subscriptions } = this.options;
    return whileBusy(() =>
      inTransaction(pool, async (tx) => {
        const recognised = await register.recognise(tx, sightings);
        subscriptions?.met([...recognised]);
        return recognised;
      }),
    );
  }

  /** Those whom an input file of ours asked for are ours too, also where they were only referred to until now. */
  async knownNumbers(numbers: readonly string[]): Promise<ReadonlySet<string>> {
    const { pool, register, subscriptions } = this.options;
    const known = await register.knownNumbers(pool, numbers);
    return new Set(numbers.filter((number) => known.has(number) || subscriptions?.isAwaited(number) === true));
  }

  async apply(observations: readonly Observation[]): Promise<void> {
    const { pool, register, deliveryId, runId, subscriptions, also } = this.options;
    const personOf = personsOf(observations);
    await register.applyBatch(pool, observations, {
      ...(runId !== undefined && { runId }),
      also: async (tx, applied) => {
        await recordPersons(tx, deliveryId, applied.flatMap(personOf));
        const day = observations[0]?.asOf ?? '';
        await refreshChangedByFile(tx, applied.flatMap(changedContact), day);
        await refreshOutdoneFile(tx, applied.flatMap(knownContact), day);
        subscriptions?.met(applied.map(({ subject }) => subject.nameCode));
        await also?.(
          tx,
          applied.map(({ outcome }) => outcome),
        );
      },
    });
  }

  async hold(held: readonly HeldPerson[]): Promise<void> {
    const { pool, register, deliveryId, subscriptions, also } = this.options;
    await whileBusy(() =>
      inTransaction(pool, async (tx) => {
        const contactIds = await register.hold(tx, held.map(holdOf));
        await recordPersons(
          tx,
          deliveryId,
          held.map(({ sighting }, at) => heldPerson(sighting, contactIds[at])),
        );
        subscriptions?.met(held.map(({ sighting }) => sighting.nameCode));
        await also?.(
          tx,
          held.map(() => 'held'),
        );
      }),
    );
  }
}

/** Goes the same road and stores nothing: every transaction is rolled back. Counts what would have become of the persons. */
export class PreviewStore implements PersonStore {
  private readonly persons: ImportedPerson[] = [];

  constructor(private readonly options: StoreOptions) {}

  /** Counts by outcome, and of the events. */
  get tally(): {
    readonly created: number;
    readonly changed: number;
    readonly stale: number;
    readonly held: number;
    readonly events: number;
  } {
    const of = (outcome: ImportedPerson['outcome']): number =>
      this.persons.filter((one) => one.outcome === outcome).length;
    const events = this.persons.reduce((sum, one) => sum + one.events, 0);
    return { created: of('created'), changed: of('changed'), stale: of('stale'), held: of('held'), events };
  }

  recognise(sightings: readonly Sighting[]): Promise<ReadonlySet<string>> {
    const { pool, register } = this.options;
    return whileBusy(() => rolledBack(pool, (tx) => register.recognise(tx, sightings)));
  }

  knownNumbers(numbers: readonly string[]): Promise<ReadonlySet<string>> {
    return this.options.register.knownNumbers(this.options.pool, numbers);
  }

  async apply(observations: readonly Observation[]): Promise<void> {
    const { pool, register } = this.options;
    const applied = await register.applyBatch(pool, observations, { preview: true });
    this.persons.push(...applied.flatMap(personsOf(observations)));
  }

  hold(held: readonly HeldPerson[]): Promise<void> {
    this.persons.push(...held.map(({ sighting }) => heldPerson(sighting, undefined)));
    return Promise.resolve();
  }
}

const MOST_ATTEMPTS = 10;

async function whileBusy<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isStoreBusy(error) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** What `work` gives, of a transaction that is never committed. */
async function rolledBack<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const end = new NotToBeStored();
  let result: T | undefined;
  try {
    await inTransaction(pool, async (tx) => {
      result = await work(tx);
      throw end;
    });
  } catch (error) {
    if (error !== end) throw error;
  }
  return result as T;
}

/** Rolls a preview's transaction back; never leaves this file. */
class NotToBeStored extends Error {
  constructor() {
    super('previewed, not stored');
    this.name = 'NotToBeStored';
  }
}

/** The row of a person, found by the number it was applied under; the unchanged have none. */
function personsOf(observations: readonly Observation[]): (applied: Applied) => ImportedPerson[] {
  const lines = new Map(observations.map(({ subject, origin }) => [subject.nameCode, firstLine(origin)]));
  return ({ subject, outcome, contactId, events, repeated }) => {
    const line = lines.get(subject.nameCode);
    if (line === undefined || outcome === 'unchanged' || (outcome === 'stale' && repeated)) return [];
    return [{ line, outcome, events, ...(contactId !== undefined && { contactId }) }];
  };
}

const changedContact = ({ outcome, contactId }: Applied): string[] =>
  outcome === 'changed' && contactId !== undefined ? [contactId] : [];

/** Who was known before the file told of them. */
const knownContact = ({ outcome, contactId }: Applied): string[] =>
  outcome !== 'created' && outcome !== 'held' && contactId !== undefined ? [contactId] : [];

const HELD_EVENTS = 1;

function heldPerson({ origin }: Sighting, contactId: string | undefined): ImportedPerson {
  return {
    line: firstLine(origin),
    outcome: 'held',
    events: HELD_EVENTS,
    ...(contactId !== undefined && { contactId }),
  };
}

const firstLine = ({ lines = [] }: Sighting['origin']): number => lines[0] ?? 0;

const holdOf = ({ sighting: { register, nameType, nameCode, clock, origin }, reason }: HeldPerson): Hold => ({
  register,
  subject: { nameType, nameCode },
  clock,
  origin,
  reason,
});
