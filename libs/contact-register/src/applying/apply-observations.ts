import type { Tx } from '@contact-sync/database';
import { enqueueEvents, StoreBusy } from '@contact-sync/messaging';
import { GROUP_OF_REFERENCE } from '@contact-sync/contacts-model';
import type { GroupName, NumberedRelative, Observation, ObservedGroup, Reference } from '@contact-sync/contacts-model';
import { findNamedPartiesOnOpenCases } from '../cases/find-cases';
import { fulfilWishes } from '../external/refresh-wishes';
import { ChangedNumbers } from './apply-numbers';
import type { NumberOutcome } from './apply-numbers';
import type { Applied } from './applied';
import { newDraft } from './draft';
import type { Draft } from './draft';
import { holdSubjects, releaseByObservations } from './holds';
import type { Hold, Release } from './holds';
import { claimIdentifiers, ContactIds, keyText, namedKeys, saveIdentifiers } from './identifiers';
import type { Identifier } from './identifiers';
import { loadDrafts } from './load-drafts';
import { underShownNumber } from './number-changes';
import { namesOtherNumbers, NumberWorld } from './number-world';
import { findOrigins } from './origins';
import { outgoingEvents } from './outgoing-events';
import { makePlaceholder, makeRelatives } from './relatives';
import { saveDrafts } from './save-drafts';
import type { RegisterSettings } from './settings';
import { takeObservation } from './take-observation';

export interface ApplyContext {
  readonly now: Date;
  readonly settings: RegisterSettings;
  readonly runId?: string;
}

/** Changed numbers are rare and reach far: the batches that speak of them go one after the other. */
const CHANGED_NUMBERS_LOCK = 4_711_202_603;

/** The write path, in the order that keeps it free of deadlocks (architecture, *The write path*). */
export async function applyObservations(
  tx: Tx,
  observations: readonly Observation[],
  context: ApplyContext,
): Promise<Applied[]> {
  if (observations.length === 0) return [];
  const batch = await readBatch(tx, observations);
  const applied = new Map<Observation, Applied>();
  let holds: Hold[] = [];
  // Within a batch the older first, so that history tells things in the order they happened.
  const inOrder = [...observations].sort((a, b) => (a.clock < b.clock ? -1 : a.clock > b.clock ? 1 : 0));
  for (const seen of inOrder) {
    const known = batch.releases.length;
    const outcome = await observe(seen, batch, context.settings);
    applied.set(seen, outcome);
    const { register, subject, clock, origin } = seen;
    if (outcome.outcome === 'held') {
      holds.push({ register, subject, clock, origin, kind: 'numbers', reason: outcome.reason ?? '' });
    } else if (outcome.outcome !== 'stale') batch.releases.push(seen);
    const over = new Set(batch.releases.slice(known).map((release) => keyText(release.subject)));
    holds = holds.filter((hold) => !over.has(keyText(hold.subject)));
  }
  const countBy = await save(tx, batch, context);
  await releaseByObservations(tx, batch.releases, context.now);
  await holdSubjects(tx, holds, context.now);
  return withEvents(
    observations.map((seen) => applied.get(seen) ?? { subject: seen.subject, outcome: 'stale', events: 0 }),
    countBy,
  );
}

/** Gives each observation the events it caused; those of a contact count once, and none is left out of the sum. */
function withEvents(all: readonly Applied[], countBy: Map<string, number>): Applied[] {
  const counted = all.map((one) => {
    const { contactId, outcome, events } = one;
    if (contactId === undefined || outcome === 'held') return one;
    const caused = countBy.get(contactId) ?? 0;
    countBy.delete(contactId);
    return caused === events ? one : { ...one, events: caused };
  });
  // A contact that parted from its number is nobody's subject in the batch: the first change brought it about.
  const rest = [...countBy.values()].reduce((sum, count) => sum + count, 0);
  const at = counted.findIndex(({ outcome }) => outcome === 'changed' || outcome === 'created');
  const first = counted[at];
  if (rest > 0 && first !== undefined) counted[at] = { ...first, events: first.events + rest };
  return counted;
}

interface Batch {
  readonly identifiers: Map<string, Identifier>;
  readonly drafts: Map<string, Draft>;
  readonly origins: (seen: Observation) => number;
  readonly ids: ContactIds;
  /** Holds that are over. */
  readonly releases: Release[];
  readonly world?: NumberWorld;
  readonly numbers?: ChangedNumbers;
}

async function readBatch(tx: Tx, observations: readonly Observation[]): Promise<Batch> {
  const isSerial = await lockForChangedNumbers(tx, observations);
  const world = isSerial ? await loadWorld(tx, observations) : undefined;
  const keys = namedKeys(observations);
  for (const key of world?.keys() ?? []) keys.set(keyText(key), key);
  const origins = await findOrigins(tx, observations);
  const identifiers = await claimIdentifiers(tx, keys);
  const own = new Set(observations.map(({ subject }) => identifierOf(identifiers, subject).contactId));
  const isOvertaken =
    world === undefined && observations.some(({ subject }) => identifierOf(identifiers, subject).linked);
  // Somebody linked the number between our look and our insert: only with the lock can it be decided.
  if (isOvertaken) throw new StoreBusy('40001');
  for (const id of world?.contactIds ?? []) own.add(id);
  const drafts = await loadDrafts(tx, [...own]);
  const ids = new ContactIds(tx);
  if (world === undefined) return { identifiers, drafts, origins, ids, releases: [] };
  world.attach(identifiers);
  const numbers = new ChangedNumbers(world, drafts, await findNamedPartiesOnOpenCases(tx, [...world.contactIds]), ids);
  return { identifiers, drafts, origins, ids, releases: [], world, numbers };
}

function identifierOf(
  identifiers: ReadonlyMap<string, Identifier>,
  key: { nameType: string; nameCode: string },
): Identifier {
  const identifier = identifiers.get(keyText(key));
  if (identifier === undefined) throw new Error('a key of the batch was not claimed');
  return identifier;
}

async function lockForChangedNumbers(tx: Tx, observations: readonly Observation[]): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select pg_advisory_xact_lock($1)
      where $2 or exists (select from unnest($3::text[], $4::text[]) as k (name_type, name_code)
                            join contacts.identifier i on (i.name_type, i.name_code) = (k.name_type, k.name_code)
                           where i.linked)`,
    [
      CHANGED_NUMBERS_LOCK,
      observations.some(namesOtherNumbers),
      observations.map(({ subject }) => subject.nameType),
      observations.map(({ subject }) => subject.nameCode),
    ],
  );
  return rowCount === 1;
}

async function loadWorld(tx: Tx, observations: readonly Observation[]): Promise<NumberWorld> {
  const first = observations.find(namesOtherNumbers) ?? observations[0];
  const nameType = first?.subject.nameType ?? '';
  const { rows } = await tx.query<{ name_code: string }>(
    // One look by index for each, or all identifiers of the type would be read.
    `select n.code as name_code from unnest($2::text[]) as n (code)
      where (select i.linked from contacts.identifier i where i.name_type = $1 and i.name_code = n.code)`,
    [nameType, observations.map(({ subject }) => subject.nameCode)],
  );
  const start = new Set(rows.map(({ name_code }) => name_code));
  for (const seen of observations) {
    if (seen.subject.nameType !== nameType || !namesOtherNumbers(seen)) continue;
    start.add(seen.subject.nameCode);
    if (seen.validNumber !== undefined) start.add(seen.validNumber);
    for (const number of seen.groups.numbers?.earlierNumbers ?? []) start.add(number);
  }
  return NumberWorld.load(tx, nameType, start);
}

async function observe(seen: Observation, batch: Batch, settings: RegisterSettings): Promise<Applied> {
  const { subject } = seen;
  const originId = batch.origins(seen);
  const repeated = isRepeated(seen, batch);
  const numbers = await resolve(seen, originId, batch);
  if (numbers.kind === 'held') return { subject, outcome: 'held', reason: numbers.reason, events: 1 };
  const { draft, linked, moved, settled } = numbers;
  const { register, clock } = seen;
  for (const nameCode of settled) {
    batch.releases.push({ register, subject: { ...subject, nameCode }, clock, only: 'numbers' });
  }
  const own = withTargets(underShownNumber(seen, draft.key.nameCode), draft, batch);
  const keepFingerprint = !linked && (seen.groups.numbers?.earlierNumbers ?? []).length === 0;
  const { outcome } = takeObservation(draft, own, originId, settings, keepFingerprint);
  return {
    subject,
    outcome: outcome === 'stale' && moved ? 'changed' : outcome,
    contactId: draft.id,
    events: 0,
    ...(repeated && { repeated }),
  };
}

/** True when this very statement was applied before: what it speaks of stands at its clock. */
function isRepeated(seen: Observation, { identifiers, drafts, world }: Batch): boolean {
  const { nameType, nameCode } = seen.subject;
  const groups = Object.keys(seen.groups) as GroupName[];
  const number = world?.has(nameType, nameCode) === true ? world.get(nameCode) : undefined;
  if (groups.length === 0) return number?.identifier.own?.clock === seen.clock;
  const draft = drafts.get(identifierOf(identifiers, seen.subject).contactId);
  const clocks = number?.identifier.linked === true ? number.statement?.clocks : draft?.clocks;
  return clocks !== undefined && groups.every((group) => clocks[group] === seen.clock);
}

async function resolve(seen: Observation, originId: number, batch: Batch): Promise<NumberOutcome> {
  const { world, numbers, drafts } = batch;
  const { subject } = seen;
  if (world?.has(subject.nameType, subject.nameCode) === true && numbers !== undefined) {
    return numbers.observe(seen, originId);
  }
  const { contactId } = identifierOf(batch.identifiers, subject);
  const draft = drafts.get(contactId) ?? newDraft(contactId, subject);
  drafts.set(contactId, draft);
  return { kind: 'contact', draft, linked: false, moved: false, settled: [] };
}

/** The observation with the contacts its numbered relatives are now, to be compared with what is stored. */
function withTargets(seen: Observation, draft: Draft, batch: Batch): Observation {
  if (draft.version === 0 || draft.placeholder) return seen;
  const groups: Partial<Record<GroupName, ObservedGroup>> = { ...seen.groups };
  for (const group of new Set(GROUP_OF_REFERENCE.values())) {
    const observed = groups[group];
    if (observed?.references === undefined) continue;
    const references: Record<string, readonly Reference[]> = {};
    for (const [label, all] of Object.entries(observed.references)) {
      references[label] = all.map((reference) => {
        const contactId = reference.relative.kind === 'number' ? targetOf(reference.relative, batch) : undefined;
        return contactId === undefined ? reference : { ...reference, contactId };
      });
    }
    groups[group] = { ...observed, references };
  }
  return { ...seen, groups };
}

function targetOf(relative: NumberedRelative, { identifiers, drafts }: Batch): string | undefined {
  const identifier = identifiers.get(keyText(relative));
  if (identifier === undefined) return undefined;
  const draft = drafts.get(identifier.contactId);
  if (draft !== undefined && draft.version > 0) return draft.supersededBy ?? draft.id;
  return identifier.survivor ?? identifier.contactId;
}

async function save(tx: Tx, batch: Batch, { now, runId }: ApplyContext): Promise<Map<string, number>> {
  const { drafts, identifiers, ids, world } = batch;
  for (const draft of await makeRelatives(tx, drafts, identifiers, ids)) drafts.set(draft.id, draft);
  for (const draft of await missingRelatives(tx, batch)) drafts.set(draft.id, draft);
  const all = [...drafts.values()].filter((draft) => draft.version > 0);
  await saveDrafts(tx, all, { now, ...(runId !== undefined && { runId }) });
  await fulfilWishes(
    tx,
    all.flatMap(({ id, heard }) => (heard === undefined ? [] : [id])),
  );
  if (world !== undefined) await world.save(tx);
  const isContact = (id: string): boolean => (drafts.get(id)?.version ?? 0) > 0;
  await saveIdentifiers(tx, identifiers.values(), isContact);
  const { events, countBy } = outgoingEvents(all, now, (relative) => targetOf(relative, batch));
  await enqueueEvents(tx, events);
  return countBy;
}

/** A number that no longer stands for a contact needs one again where somebody names it as a relative. */
async function missingRelatives(tx: Tx, { numbers, world, drafts, identifiers }: Batch): Promise<Draft[]> {
  if (numbers === undefined || world === undefined || numbers.parted.size === 0) return [];
  const { nameType } = world;
  const { rows } = await tx.query<{ ref_name_code: string }>(
    `select distinct ref_name_code from contacts.reference
      where ref_name_type = $1 and ref_name_code = any($2) and end_date is null`,
    [nameType, [...numbers.parted]],
  );
  return rows.flatMap(({ ref_name_code: nameCode }) => {
    const identifier = identifierOf(identifiers, { nameType, nameCode });
    const isThere = identifier.exists || (drafts.get(identifier.contactId)?.version ?? 0) > 0;
    return isThere ? [] : [makePlaceholder(identifier.contactId, identifier.key)];
  });
}
