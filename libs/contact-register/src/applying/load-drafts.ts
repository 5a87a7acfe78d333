import type { Tx } from '@contact-sync/database';
import { GROUP_NAMES, GROUP_OF_DATE, GROUP_OF_INFO } from '@contact-sync/contacts-model';
import type {
  Address,
  ContactLines,
  GroupContent,
  GroupName,
  InfoValue,
  ManualEdit,
} from '@contact-sync/contacts-model';
import { PERSON_TYPE } from '@contact-sync/contracts';
import { newDraft, registersEnd } from './draft';
import type { Draft } from './draft';
import { clocksOf } from './freshness-row';
import { readReferences, readRelatives } from './load-references';
import { dated, groupOf } from './load-group';

/**
 * Locks the contacts in the order of their ids and reads them whole. Ids that are no contact yet are left out.
 * Reads stand after the lock, so that they see what the transaction we waited for has written.
 */
export function loadDrafts(tx: Tx, ids: readonly string[]): Promise<Map<string, Draft>> {
  return load(tx, ids, 'for no key update');
}

/** Reads the contacts as `loadDrafts` does and locks none: for showing, not for changing. */
export function viewDrafts(tx: Tx, ids: readonly string[]): Promise<Map<string, Draft>> {
  return load(tx, ids, '');
}

async function load(tx: Tx, ids: readonly string[], lock: Lock): Promise<Map<string, Draft>> {
  if (ids.length === 0) return new Map();
  const drafts = await readContacts(tx, ids, lock);
  if (drafts.size === 0) return drafts;
  const found = [...drafts.keys()];
  await readAddresses(tx, found, drafts);
  await readInfo(tx, found, drafts);
  await readDates(tx, found, drafts);
  await readRelatives(tx, found, drafts);
  await readReferences(tx, found, drafts);
  await readFreshness(tx, found, drafts);
  await readManualEdits(tx, found, drafts);
  await readEndsByHand(tx, drafts);
  for (const draft of drafts.values()) {
    for (const group of GROUP_NAMES) if (draft.content[group] !== undefined) draft.rowsIn.add(group);
  }
  return drafts;
}

interface ContactRow {
  id: string;
  name_type: string;
  name_code: string;
  first_code: string;
  name1: string | null;
  name2: string | null;
  text: string | null;
  position: string | null;
  start_date: string | null;
  start_uncertain: boolean;
  end_date: string | null;
  end_uncertain: boolean;
  end_source: string | null;
  advertisement: boolean | null;
  protection: string | null;
  protection_uncertain: boolean;
  placeholder: boolean;
  superseded_by: string | null;
  superseded_on: string | null;
  version: number;
}

type Lock = 'for no key update' | '';

async function readContacts(tx: Tx, ids: readonly string[], lock: Lock): Promise<Map<string, Draft>> {
  const { rows } = await tx.query<ContactRow>(
    `select id::text, name_type, name_code, first_code, name1, name2, text, position, start_date,
            start_uncertain, end_date, end_uncertain, end_source, advertisement, protection, protection_uncertain, placeholder, superseded_by::text,
            superseded_on::text, version
       from contacts.contact where id = any($1::bigint[]) order by contact.id ${lock}`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, draftOf(row)]));
}

function draftOf(row: ContactRow): Draft {
  const ended = dated(row.end_date, row.end_uncertain);
  const draft: Draft = {
    ...newDraft(row.id, { nameType: row.name_type, nameCode: row.name_code }),
    stored: true,
    firstCode: row.first_code,
    version: row.version,
    placeholder: row.placeholder,
    ...(row.superseded_by !== null && { supersededBy: row.superseded_by }),
    ...(row.superseded_on !== null && { supersededOn: row.superseded_on }),
    ...(row.end_source === 'hand' && ended !== undefined && { endedByHand: ended }),
  };
  const { content } = draft;
  const name = fields({ name1: row.name1, name2: row.name2 });
  if (name !== undefined) content.name = { fields: name };
  if (row.text !== null) content.addressing_name = { fields: { text: row.text } };
  if (row.position !== null) content.identity = { fields: { position: row.position } };
  const byRegister = row.end_source === 'register' ? ended : undefined;
  if (row.name_type === PERSON_TYPE) {
    if (byRegister !== undefined) content.status = { ended: byRegister };
  } else {
    const started = dated(row.start_date, row.start_uncertain);
    const lifetime = { ...(started && { started }), ...(byRegister && { ended: byRegister }) };
    if (started !== undefined || byRegister !== undefined) content.lifetime = lifetime;
    if (row.advertisement !== null) content.advertisement = { advertisement: row.advertisement };
  }
  const protection = dated(row.protection, row.protection_uncertain);
  if (protection !== undefined) content.protection = { protection };
  return draft;
}

function fields(columns: Record<string, string | null>): Record<string, string> | undefined {
  const present = Object.entries(columns).filter((entry): entry is [string, string] => entry[1] !== null);
  return present.length === 0 ? undefined : Object.fromEntries(present);
}

async function readAddresses(tx: Tx, ids: readonly string[], drafts: ReadonlyMap<string, Draft>): Promise<void> {
  const { rows } = await tx.query<AddressColumns & LineColumns & { contact_id: string; ordinal: number }>(
    `select contact_id::text, ordinal, ${ADDRESS_COLUMNS}, ${LINE_COLUMNS} from contacts.address
      where contact_id = any($1::bigint[])`,
    [ids],
  );
  for (const row of rows) {
    const draft = drafts.get(row.contact_id);
    if (draft === undefined) continue;
    draft.lastOrdinal = Math.max(draft.lastOrdinal, row.ordinal);
    if (row.ordinal > 0) continue;
    const lines = contactLinesOf(row);
    if (lines !== undefined) draft.content.contact_lines = { contactLines: lines };
    const address = addressOf(row);
    // The row may hold nothing but contact lines.
    const isAddress = lines === undefined || Object.keys(address).length > 0;
    const group = isAddress ? groupOf(draft, 'main_address') : undefined;
    if (group !== undefined) group.address = address;
  }
}

/** Columns of the main address that say how a contact is reached: group `contact_lines`. */
export const LINE_COLUMNS = 'phone_no, fax, email';

export interface LineColumns {
  phone_no: string | null;
  fax: string | null;
  email: string | null;
}

function contactLinesOf({ phone_no, fax, email }: LineColumns): ContactLines | undefined {
  // Hardly any person has them.
  if (phone_no === null && fax === null && email === null) return undefined;
  return {
    ...(phone_no !== null && { phoneNo: phone_no }),
    ...(fax !== null && { fax }),
    ...(email !== null && { email }),
  };
}

const LINES = ['address1', 'address2', 'address3', 'municipality', 'postcode', 'city', 'country_code'] as const;

/** Columns of an address that a register gives. */
export const ADDRESS_COLUMNS = `${LINES.join(', ')}, start_date, start_uncertain`;

export type AddressColumns = Record<(typeof LINES)[number], string | null> & {
  start_date: string | null;
  start_uncertain: boolean;
};

export function addressOf(row: AddressColumns): Address {
  const address: { -readonly [K in keyof Address]: Address[K] } = {};
  for (const line of LINES) {
    const value = row[line];
    if (value !== null) address[line] = value;
  }
  const start = dated(row.start_date, row.start_uncertain);
  if (start !== undefined) address.start = start;
  return address;
}

interface InfoRow {
  contact_id: string;
  custom_label: string;
  info: string;
  since: string | null;
  since_uncertain: boolean;
}

async function readInfo(tx: Tx, ids: readonly string[], drafts: ReadonlyMap<string, Draft>): Promise<void> {
  const { rows } = await tx.query<InfoRow>(
    `select contact_id::text, custom_label, info, since, since_uncertain from contacts.contact_info
      where contact_id = any($1::bigint[]) order by contact_id, custom_label, priority`,
    [ids],
  );
  for (const row of rows) {
    const group = groupOf(drafts.get(row.contact_id), GROUP_OF_INFO.get(row.custom_label));
    if (group === undefined) continue;
    const since = dated(row.since, row.since_uncertain);
    const value: InfoValue = since === undefined ? { value: row.info } : { value: row.info, since };
    group.info = { ...group.info, [row.custom_label]: [...(group.info?.[row.custom_label] ?? []), value] };
  }
}

async function readDates(tx: Tx, ids: readonly string[], drafts: ReadonlyMap<string, Draft>): Promise<void> {
  const { rows } = await tx.query<{ contact_id: string; custom_label: string; date: string; uncertain: boolean }>(
    `select contact_id::text, custom_label, date, uncertain from contacts.contact_date
      where contact_id = any($1::bigint[])`,
    [ids],
  );
  for (const row of rows) {
    const group = groupOf(drafts.get(row.contact_id), GROUP_OF_DATE.get(row.custom_label));
    const date = dated(row.date, row.uncertain);
    if (group !== undefined && date !== undefined) group.dates = { ...group.dates, [row.custom_label]: date };
  }
}

async function readFreshness(tx: Tx, ids: readonly string[], drafts: ReadonlyMap<string, Draft>): Promise<void> {
  const { rows } = await tx.query<{
    contact_id: string;
    clock: string;
    groups: string;
    older: Record<string, string> | null;
    fingerprint: string | null;
  }>(
    `select contact_id::text, clock, groups::text, older, fingerprint from contacts.freshness
      where contact_id = any($1::bigint[])`,
    [ids],
  );
  for (const { contact_id, clock, groups, older, fingerprint } of rows) {
    const draft = drafts.get(contact_id);
    if (draft === undefined) continue;
    draft.clocks = clocksOf({ clock, groups: Number(groups), older });
    draft.storedClock = clock;
    if (fingerprint !== null) draft.fingerprint = fingerprint;
  }
}

async function readManualEdits(tx: Tx, ids: readonly string[], drafts: ReadonlyMap<string, Draft>): Promise<void> {
  const { rows } = await tx.query<{ contact_id: string; group: GroupName; register_content: GroupContent | null }>(
    `select contact_id::text, "group", register_content from contacts.manual_edit where contact_id = any($1::bigint[])`,
    [ids],
  );
  for (const { contact_id, group, register_content } of rows) {
    const draft = drafts.get(contact_id);
    const edit: ManualEdit = register_content === null ? {} : { registerContent: register_content };
    if (draft !== undefined) draft.manual[group] = edit;
  }
}

/** Ends that people typed, where the register's own stands in their place; there are few. */
async function readEndsByHand(tx: Tx, drafts: ReadonlyMap<string, Draft>): Promise<void> {
  const ended = [...drafts.values()].filter(({ content }) => registersEnd(content) !== undefined);
  if (ended.length === 0) return;
  const { rows } = await tx.query<{ contact_id: string; end_date: string; end_uncertain: boolean }>(
    `select contact_id::text, end_date, end_uncertain from contacts.end_by_hand where contact_id = any($1::bigint[])`,
    [ended.map(({ id }) => id)],
  );
  for (const { contact_id, end_date, end_uncertain } of rows) {
    const draft = drafts.get(contact_id);
    const typed = dated(end_date, end_uncertain);
    if (draft !== undefined && typed !== undefined) draft.endedByHand = typed;
  }
}
