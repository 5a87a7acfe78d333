import type { Tx } from '@contact-sync/database';
import type { Hand } from '../maintaining/hand';
import { claimExternalIds, externalKeyText, lockExternalIds, saveExternalId } from './external-ids';
import type { ExternalIdRow, ExternalKey } from './external-ids';
import { claimGroups } from './external-edits';
import { registerExternalId } from './register-external-id';
import type { Registered, Registration } from './register-external-id';
import { lockLiveContacts } from './resolve-contacts';
import { settleEnd } from './settle-end';
import { isLater, placeOf } from './told';
import type { TellOutcome, Told } from './told';
import { groupsOf, typeFacts } from './type-facts';
import type { ExternalFacts } from './type-facts';

/** What another system says of its own contact (MSG-3). */
export type ExternalContactStatement = { readonly told: Told; readonly externalId: string } & (
  | ({ readonly kind: 'created' } & Registration)
  | ({ readonly kind: 'changed' } & ExternalFacts)
  /** `end` is a day, YYYY-MM-DD. */
  | { readonly kind: 'ended'; readonly end: string }
);

export interface TellExternalContactsOptions {
  /** May type over name, address and contact lines of protected persons (REG-8); else `refused`. Default: true. */
  readonly seesProtected?: boolean;
}

/** A statement in the hands of the transaction. */
interface Work {
  readonly statement: ExternalContactStatement;
  readonly key: ExternalKey;
  readonly place: string;
  readonly hand: Hand;
  /** What registering its id came to, for `created`. */
  registered?: Registered;
}

/**
 * Takes what other systems say of their contacts, in the caller's transaction; results stand in the order of the input.
 * `created` registers the id with the contact it names, or with a new one of typed values; it types over only what was
 * made so. `changed` types over each group it gives, in the order of its source. `ended` ends a contact that no register
 * ever spoke of, once all its external ids are ended. Order and repetition do not matter; `changed` and `ended` of an id
 * that is not registered are to be told again later (`unknown-contact`). Do all of it again when the store is busy.
 */
export async function tellExternalContacts(
  tx: Tx,
  statements: readonly ExternalContactStatement[],
  now: Date,
  { seesProtected = true }: TellExternalContactsOptions = {},
): Promise<TellOutcome[]> {
  const work = statements.map((statement): Work => {
    const { told, externalId } = statement;
    const hand = { by: told.source, now, seesProtected };
    return { statement, key: { source: told.source, externalId }, place: placeOf(told), hand };
  });
  const created = work.filter(({ statement }) => statement.kind === 'created');
  await claimExternalIds(
    tx,
    created.map(({ key }) => key),
  );
  const ids = await lockExternalIds(
    tx,
    work.map(({ key }) => key),
    'no key update',
  );
  for (const one of created.sort(byCode)) await register(tx, one, ids);
  // From here on contacts are changed: their locks come first, in order.
  const live = await lockLiveContacts(
    tx,
    [...ids.values()].flatMap(({ contactId }) => contactId ?? []),
  );
  const outcomes: TellOutcome[] = [];
  for (const one of work) outcomes.push(await take(tx, one, ids, live));
  return outcomes;
}

/** Codes are claimed in one order by all batches. */
function byCode({ statement: a }: Work, { statement: b }: Work): number {
  const [left, right] = [codeOf(a), codeOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function codeOf(statement: ExternalContactStatement): string {
  return statement.kind === 'created' ? `${statement.nameType} ${statement.nameCode ?? ''}` : '';
}

async function register(tx: Tx, work: Work, ids: ReadonlyMap<string, ExternalIdRow>): Promise<void> {
  const { statement, key, place, hand } = work;
  const row = ids.get(externalKeyText(key));
  if (row === undefined) throw new Error('an external id was claimed and is not there');
  if (statement.kind === 'created') work.registered = await registerExternalId(tx, row, statement, place, hand);
}

async function take(
  tx: Tx,
  { statement, key, place, hand, registered }: Work,
  ids: ReadonlyMap<string, ExternalIdRow>,
  live: ReadonlyMap<string, string>,
): Promise<TellOutcome> {
  if (registered !== undefined && 'refusal' in registered) return registered.refusal;
  const row = ids.get(externalKeyText(key));
  const contactId = row?.contactId === undefined ? undefined : live.get(row.contactId);
  if (row === undefined || contactId === undefined) return { outcome: 'unknown-contact' };
  const done = (isNews: boolean): TellOutcome => ({ outcome: isNews ? 'applied' : 'stale', contactId });
  if (statement.kind === 'ended') {
    if (!isLater(place, row.lifePlace)) return done(false);
    row.endedOn = statement.end;
    row.lifePlace = place;
    await saveExternalId(tx, row);
    await settleEnd(tx, contactId, undefined, hand);
    return done(true);
  }
  if (registered?.isNews === true) await settleEnd(tx, contactId, registered.endedUntilNow, hand);
  if (registered?.isMade === true) return done(true);
  // A contact that was there before has a register or a person to speak for it.
  if (statement.kind === 'created' && !row.made) return done(registered?.isNews === true);
  const typed = await typeOver(tx, statement, { source: key.source, contactId, place }, hand);
  return typeof typed === 'boolean' ? done(typed || registered?.isNews === true) : typed;
}

/** Types over the groups of which nothing newer was said: all of them, or none where one is refused. */
async function typeOver(
  tx: Tx,
  facts: ExternalFacts,
  at: { readonly source: string; readonly contactId: string; readonly place: string },
  hand: Hand,
): Promise<boolean | TellOutcome> {
  const { contactId } = at;
  await tx.query('savepoint external_contact');
  const groups = await claimGroups(tx, at, groupsOf(facts));
  for (const group of groups) {
    const fault = await typeFacts(tx, contactId, group, facts, hand);
    if (fault === undefined) continue;
    await tx.query('rollback to savepoint external_contact');
    return { outcome: 'refused', contactId, fault };
  }
  await tx.query('release savepoint external_contact');
  return groups.length > 0;
}
