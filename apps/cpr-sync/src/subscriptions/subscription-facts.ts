import { findOpenCases, numbersOfPersons, type CaseName, type RegisteredPerson } from '@contact-sync/contact-register';
import { isSubstituteNumber } from '@contact-sync/contacts-model';
import type { Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { CprSettings } from '../settings';
import { listBlockedHashes } from './block-list';
import type { SubscriptionFacts } from './decide-subscription';
import type { Reason } from './reasons';
import type { SourceRecord } from './source-record';
import { readRecords } from './source-record-store';

/** A person about whom something is to be decided, and what it is decided by. */
export interface Candidate {
  readonly person: RegisteredPerson;
  /** Absent where nothing was ever wanted. */
  readonly record?: SourceRecord;
  readonly openCase?: CaseName;
  readonly facts: SubscriptionFacts;
}

export interface FactsOptions {
  readonly settings: Pick<CprSettings, 'substituteNumbers'>;
  readonly hashOf: (number: string) => string;
}

/** Those of the persons who are on an open case or have a record, with the facts of each. One reading for them all. */
export async function readCandidates(
  db: Tx | Pool,
  persons: readonly RegisteredPerson[],
  options: FactsOptions,
): Promise<Candidate[]> {
  const ids = persons.map(({ id }) => id);
  const predecessors = persons.flatMap(({ supersedes }) => supersedes);
  const records = await readRecords(db, [...ids, ...predecessors]);
  const openCases = await findOpenCases(db, ids);
  const some = persons.filter(
    ({ id, supersedes }) => openCases.has(id) || [id, ...supersedes].some((one) => records.has(one)),
  );
  const blocked = await findBlockedPersons(db, some, options.hashOf);
  return some.map((person) => {
    const record = records.get(person.id);
    const openCase = openCases.get(person.id);
    const facts = factsOf(person, {
      ...options,
      blocked: blocked.has(person.id),
      onOpenCase: openCase !== undefined,
      predecessors: person.supersedes.flatMap((id) => records.get(id) ?? []),
      ...(record !== undefined && { record }),
    });
    return { person, facts, ...(record !== undefined && { record }), ...(openCase !== undefined && { openCase }) };
  });
}

async function findBlockedPersons(
  db: Tx | Pool,
  persons: readonly RegisteredPerson[],
  hashOf: (number: string) => string,
): Promise<ReadonlySet<string>> {
  const hashes = await listBlockedHashes(db);
  if (hashes.size === 0 || persons.length === 0) return new Set();
  const numbers = await numbersOfPersons(
    db,
    persons.map(({ id }) => id),
  );
  const isBlocked = ({ id, number }: RegisteredPerson): boolean =>
    [number, ...(numbers.get(id) ?? [])].some((one) => hashes.has(hashOf(one)));
  return new Set(persons.filter(isBlocked).map(({ id }) => id));
}

export interface KnownOfPerson extends FactsOptions {
  readonly record?: SourceRecord;
  /** Records of contacts whose place the person took. */
  readonly predecessors: readonly SourceRecord[];
  readonly onOpenCase: boolean;
  readonly blocked: boolean;
}

/** What the nightly decision goes by. */
export function factsOf(person: RegisteredPerson, known: KnownOfPerson): SubscriptionFacts {
  const { record, predecessors, onOpenCase, blocked, settings, hashOf } = known;
  const { heardAt } = person;
  // A hash costs; most have no record that it could be compared with.
  const hash = record === undefined ? undefined : hashOf(person.number);
  const isSubscribed = record?.srcSubscribed === 'Y';
  const refusal = record?.problem?.hash === hash ? record?.problem : undefined;
  return {
    number: kindOf(person, settings),
    blocked,
    onOpenCase,
    subscribed: !isSubscribed ? 'no' : record.numberHash === hash ? 'yes' : 'other',
    predecessorSubscribed: predecessors.some(({ srcSubscribed }) => srcSubscribed === 'Y'),
    ...(record?.subscribed && { wish: { subscribed: record.subscribed, by: wisherOf(record.wishReason) } }),
    ...(heardAt !== undefined && { heardAt }),
    ...(isSubscribed && record.subscribedAt !== null && { subscribedAt: record.subscribedAt }),
    ...(refusal && { refusedAt: refusal.at }),
  };
}

/** Statuses under which a number is void: the person has another, or never existed under it (CPR Direkte, 5.5 and 7.4). */
const VOID = new Set(['30', '50', '60']);

function kindOf(
  { number, supersededBy, placeholder, status }: RegisteredPerson,
  { substituteNumbers }: FactsOptions['settings'],
): SubscriptionFacts['number'] {
  if (supersededBy !== undefined) return 'superseded';
  if (substituteNumbers === 'refuse' && isSubstituteNumber(number)) return 'substitute';
  if (placeholder) return 'placeholder';
  return status !== undefined && VOID.has(status) ? 'void' : 'ordinary';
}

function wisherOf(reason: Reason | null): 'job' | 'number-change' | 'others' {
  if (reason?.kind === 'number-changed') return 'number-change';
  return reason?.kind === 'open-case' || reason?.kind === 'no-open-case' ? 'job' : 'others';
}
