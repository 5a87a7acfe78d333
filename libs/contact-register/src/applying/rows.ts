import type { CopyValue } from '@contact-sync/database';
import { GROUP_NAMES, GROUPS, relativeKey } from '@contact-sync/contacts-model';
import type { Address, ContactLines, Dated, GroupName, Reference } from '@contact-sync/contacts-model';
import { registersEnd } from './draft';
import type { Draft } from './draft';

/** Columns of `contact` that the write path owns, in the order of `contactRow`. */
export const CONTACT_COLUMNS = [
  ['id', 'bigint'],
  ['name_type', 'text'],
  ['name_code', 'text'],
  ['first_code', 'text'],
  ['name1', 'text'],
  ['name2', 'text'],
  ['text', 'text'],
  ['position', 'text'],
  ['start_date', 'text'],
  ['start_uncertain', 'boolean'],
  ['end_date', 'text'],
  ['end_uncertain', 'boolean'],
  ['end_source', 'text'],
  ['advertisement', 'boolean'],
  ['protection', 'text'],
  ['protection_uncertain', 'boolean'],
  ['placeholder', 'boolean'],
  ['superseded_by', 'bigint'],
  ['superseded_on', 'date'],
  ['version', 'integer'],
] as const;

export function contactRow(draft: Draft): CopyValue[] {
  const { content, key } = draft;
  const name = content.name?.fields;
  const started = content.lifetime?.started;
  const ended = registersEnd(content);
  const end = ended ?? draft.endedByHand;
  const protection = content.protection?.protection;
  return [
    draft.id,
    key.nameType,
    key.nameCode,
    draft.firstCode,
    name?.name1,
    name?.name2,
    content.addressing_name?.fields?.text,
    content.identity?.fields?.position,
    started?.date,
    started?.uncertain === true,
    end?.date,
    end?.uncertain === true,
    end === undefined ? null : ended === undefined ? 'hand' : 'register',
    content.advertisement?.advertisement,
    protection?.date,
    protection?.uncertain === true,
    draft.placeholder,
    draft.supersededBy,
    draft.supersededOn,
    draft.version,
  ];
}

export const ADDRESS_ROW = [
  'contact_id',
  'ordinal',
  'address_type',
  'address1',
  'address2',
  'address3',
  'municipality',
  'postcode',
  'city',
  'country_code',
  'start_date',
  'start_uncertain',
  'end_date',
  'end_uncertain',
  'phone_no',
  'fax',
  'email',
] as const;

/** Rows of the groups to be written, and of what has newly become former or ended. */
export interface GroupRows {
  readonly addresses: CopyValue[][];
  readonly info: CopyValue[][];
  readonly dates: CopyValue[][];
  readonly references: CopyValue[][];
}

export function collectRows(drafts: readonly Draft[]): GroupRows {
  const rows: GroupRows = { addresses: [], info: [], dates: [], references: [] };
  for (const draft of drafts) {
    for (const group of GROUP_NAMES) if (draft.dirty.has(group)) collectGroup(draft, group, rows);
    if (draft.dirty.has('main_address') || draft.dirty.has('contact_lines')) collectMainAddress(draft, rows);
    let ordinal = draft.lastOrdinal;
    for (const { address, end } of draft.formerAddresses) {
      ordinal += 1;
      rows.addresses.push(addressRow(draft.id, ordinal, address, end));
    }
    for (const { label, reference, end } of draft.endedReferences) {
      rows.references.push(referenceRow(draft, label, reference, end));
    }
  }
  return rows;
}

function collectGroup(draft: Draft, group: GroupName, rows: GroupRows): void {
  const content = draft.content[group];
  if (content === undefined) return;
  for (const label of GROUPS[group].info ?? []) {
    content.info?.[label]?.forEach(({ value, since }, at) => {
      rows.info.push([draft.id, label, at + 1, value, since?.date, since?.uncertain === true]);
    });
  }
  for (const label of GROUPS[group].dates ?? []) {
    const date = content.dates?.[label];
    if (date !== undefined) rows.dates.push([draft.id, label, date.date, date.uncertain === true]);
  }
  for (const label of GROUPS[group].references ?? []) {
    for (const reference of content.references?.[label] ?? []) {
      rows.references.push(referenceRow(draft, label, reference));
    }
  }
}

/** Main address and contact lines are one row, which is there where either is. */
function collectMainAddress({ id, content }: Draft, rows: GroupRows): void {
  const address = content.main_address?.address;
  const lines = content.contact_lines?.contactLines;
  if (address !== undefined || lines !== undefined)
    rows.addresses.push(addressRow(id, 0, address ?? {}, undefined, lines));
}

function addressRow(id: string, ordinal: number, address: Address, end?: Dated, lines: ContactLines = {}): CopyValue[] {
  return [
    id,
    ordinal,
    ordinal === 0 ? 'HA' : 'CPRADR',
    address.address1,
    address.address2,
    address.address3,
    address.municipality,
    address.postcode,
    address.city,
    address.country_code,
    address.start?.date,
    address.start?.uncertain === true,
    end?.date,
    end?.uncertain === true,
    lines.phoneNo,
    lines.fax,
    lines.email,
  ];
}

export const REFERENCE_ROW = [
  'contact_id',
  'custom_label',
  'slot',
  'ref_name_type',
  'ref_name_code',
  'ref_contact_id',
  'start_date',
  'start_uncertain',
  'end_date',
  'end_uncertain',
] as const;

function referenceRow(draft: Draft, label: string, reference: Reference, end?: Dated): CopyValue[] {
  const { relative, slot, start } = reference;
  const isNumber = relative.kind === 'number';
  return [
    draft.id,
    label,
    slot,
    isNumber ? relative.nameType : null,
    isNumber ? relative.nameCode : null,
    isNumber ? null : draft.relatives.get(relativeKey(reference))?.relativeId,
    start?.date,
    start?.uncertain === true,
    end?.date,
    end?.uncertain === true,
  ];
}
