import {
  findAudit,
  listCasesOf,
  readContact,
  readHistory,
  readRegisteredPersons,
  recordAudit,
  type AuditView,
  type ContactAddress,
  type HistoryEntry,
  type Reader,
} from '@contact-sync/contact-register';
import type { Tx } from '@contact-sync/database';
import type { CitizenReport, ReportedChange, ReportedLook, ReportedSubscription } from './citizen-report';
import { storedFacts } from './stored-facts';

export interface ReportOptions {
  readonly reader: Reader;
  /** Names of staff are told too; who answers a citizen need not. */
  readonly withStaff: boolean;
  readonly now: Date;
  /** Of the contact, and of those whose place it took. */
  readonly subscriptionOf: (
    tx: Tx,
    contactIds: readonly [string, ...string[]],
    withStaff: boolean,
  ) => Promise<ReportedSubscription>;
}

const PAGE = 500;
/** A report is read by a person. */
const MOST = 5000;

/**
 * The report on one person; undefined where there is no such contact. It is a look at the person itself, and of each
 * relative it names, recorded in this transaction: hand nothing out before it has committed. Throws `PurposeMissing`.
 */
export async function makeCitizenReport(
  tx: Tx,
  address: ContactAddress,
  { reader, withStaff, now, subscriptionOf }: ReportOptions,
): Promise<CitizenReport | undefined> {
  const contact = await readContact(tx, reader, address, now);
  if (contact === undefined) return undefined;
  const { id } = contact;
  // Under a number that was replaced it was another contact, and the same person.
  const former = (await readRegisteredPersons(tx, [id])).get(id)?.supersedes ?? [];
  const looks = await inPages<AuditView>(({ last, limit }) =>
    findAudit(tx, reader, { contactId: id, limit, ...(last !== undefined && { below: last.id }) }, now),
  );
  const changes: HistoryEntry[] = [];
  let changesCut = false;
  for (const one of [id, ...former]) {
    const { found, cut } = await inPages<HistoryEntry>(({ last, limit }) =>
      readHistory(tx, reader, one, { limit, ...(last !== undefined && { below: last.version }) }, now),
    );
    changes.push(...found);
    changesCut ||= cut;
  }
  changes.sort((a, b) => b.at.getTime() - a.at.getTime());
  await recordAudit(tx, reader, [{ action: 'citizen-report', register: 'contacts', contactId: id }], now);
  return {
    contactId: id,
    madeAt: now,
    withheld: contact.withheld,
    storedSince: contact.createdAt,
    stored: storedFacts(contact),
    sources: contact.freshness.map(({ register, road, source, asOf, fetchedAt, changedAt }) => ({
      register,
      road,
      source,
      asOf,
      fetchedAt,
      changedAt,
    })),
    changes: changes.map((change) => reportedChange(change, withStaff)),
    looks: looks.found.map((look) => reportedLook(look, withStaff)),
    cases: await listCasesOf(tx, id),
    held: contact.holds
      .filter(({ releasedAt }) => releasedAt === undefined)
      .map(({ heldAt, register, source, reason }) => ({ heldAt, register, source, reason })),
    subscription: await subscriptionOf(tx, [id, ...former], withStaff),
    cut: [...(changesCut ? (['changes'] as const) : []), ...(looks.cut ? (['looks'] as const) : [])],
  };
}

async function inPages<One>(
  read: (page: { readonly last?: One; readonly limit: number }) => Promise<readonly One[]>,
): Promise<{ readonly found: readonly One[]; readonly cut: boolean }> {
  const found: One[] = [];
  for (;;) {
    const last = found.at(-1);
    const page = await read({ limit: PAGE, ...(last !== undefined && { last }) });
    found.push(...page);
    if (page.length < PAGE) return { found, cut: false };
    if (found.length >= MOST) return { found, cut: true };
  }
}

function reportedChange(
  { at, kind, register, road, source, byUser, before = {}, after }: HistoryEntry,
  withStaff: boolean,
): ReportedChange {
  return {
    at,
    kind,
    groups: [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(),
    byHand: byUser !== undefined,
    ...(register !== undefined && { register }),
    ...(road !== undefined && { road }),
    ...(source !== undefined && { source }),
    ...(withStaff && byUser !== undefined && { by: byUser }),
  };
}

function reportedLook(
  { at, action, register, purpose, fields = [], who }: AuditView,
  withStaff: boolean,
): ReportedLook {
  return { at, action, register, purpose, fields, ...(withStaff && { who }) };
}
