import type { Tx } from '@contact-sync/database';
import { dayOfClock, GROUP_OF_INFO } from '@contact-sync/contacts-model';
import type { Clock, ContactKey } from '@contact-sync/contacts-model';
import { clocksOf } from '../applying/freshness-row';
import { ADDRESS_COLUMNS, addressOf, LINE_COLUMNS } from '../applying/load-drafts';
import { dated } from '../applying/load-group';
import type { AddressColumns, LineColumns } from '../applying/load-drafts';
import { CONFIRMED } from '../whole/confirm-whole';
import { assertPurpose, recordAudit } from './audit';
import type { Reader } from './audit';
import type { AddressView, ContactView, FreshnessView, ReferenceView } from './contact-view';
import { findHoldsOf } from './holds-list';
import { readManualEdits } from './manual-edits';
import { isWithheld, present, shownFields, SUMMARY_COLUMNS, summaryOf } from './summary-row';
import type { SummaryRow } from './summary-row';

/** A contact by its id, or by a code it has or had. */
export type ContactAddress = { readonly id: string } | { readonly key: ContactKey };

/**
 * Reads one contact with all that is shown of it; a superseded one resolves to the contact that lives on, a previous
 * code to the contact that had it. Showing a person is recorded in this transaction, relatives by name included
 * (REG-7): hand nothing out before it has committed. Undefined: there is no such contact. Throws `PurposeMissing`.
 */
export async function readContact(
  tx: Tx,
  reader: Reader,
  address: ContactAddress,
  now: Date,
): Promise<ContactView | undefined> {
  const row = await findRow(tx, address);
  if (row === undefined) {
    if ('key' in address)
      await recordAudit(tx, reader, [{ action: 'find', register: 'contacts', resultCount: 0 }], now);
    return undefined;
  }
  if (row.is_person) assertPurpose(reader);
  const withheld = isWithheld(row, reader);
  const { id } = row;
  const references = await readReferences(tx, id, reader);
  const view: ContactView = {
    ...summaryOf(row, reader),
    createdAt: row.created_at,
    previousCodes: await readPreviousCodes(tx, id),
    addresses: withheld ? [] : await readAddresses(tx, id),
    info: await readInfo(tx, id, withheld),
    dates: await readDates(tx, id),
    references: references.map(({ view: one }) => one),
    freshness: await readFreshness(tx, id),
    holds: await findHoldsOf(tx, id),
    manual: (await readManualEdits(tx, [id], () => withheld)).get(id) ?? [],
  };
  const persons = references.filter(({ isPerson, view: one }) => isPerson && one.name1 !== undefined);
  const shown = new Set(persons.map(({ view: one }) => one.contactId));
  const relatives = [...shown].map((contactId) => ({
    contactId,
    action: 'read',
    register: 'contacts',
    fields: ['name'],
  }));
  const own = { contactId: id, action: 'read', register: 'contacts', fields: shownFields(withheld) };
  const entries = row.is_person ? [own, ...relatives] : relatives;
  if (entries.length > 0) await recordAudit(tx, reader, entries, now);
  return view;
}

/** The id of the contact that lives on. Undefined: there is no such contact. */
export async function findContactId(tx: Tx, address: ContactAddress): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    'id' in address
      ? 'select coalesce(superseded_by, id)::text as id from contacts.contact where id = $1'
      : `select coalesce(c.superseded_by, c.id)::text as id from contacts.identifier i
           join contacts.contact c on c.id = i.contact_id where i.name_type = $1 and i.name_code = $2`,
    'id' in address ? [address.id] : [address.key.nameType, address.key.nameCode],
  );
  return rows[0]?.id;
}

async function findRow(tx: Tx, address: ContactAddress): Promise<SummaryRow | undefined> {
  const id = await findContactId(tx, address);
  if (id === undefined) return undefined;
  const { rows } = await tx.query<SummaryRow>(`select ${SUMMARY_COLUMNS} from contacts.contact c where c.id = $1`, [
    id,
  ]);
  return rows[0];
}

async function readPreviousCodes(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await tx.query<{ name_code: string }>(
    `select name_code from contacts.identifier
      where previous and (contact_id = $1 or contact_id in (select c.id from contacts.contact c where c.superseded_by = $1))
      order by 1`,
    [id],
  );
  return rows.map(({ name_code }) => name_code);
}

type AddressRow = AddressColumns &
  LineColumns & {
    address_type: AddressView['addressType'];
    end_date: string | null;
    end_uncertain: boolean;
  };

async function readAddresses(tx: Tx, id: string): Promise<AddressView[]> {
  const { rows } = await tx.query<AddressRow>(
    `select address_type, ${ADDRESS_COLUMNS}, end_date, end_uncertain, ${LINE_COLUMNS}
       from contacts.address where contact_id = $1 order by ordinal`,
    [id],
  );
  return rows.map((row) => ({
    addressType: row.address_type,
    ...addressOf(row),
    ...present({
      end: dated(row.end_date, row.end_uncertain),
      phoneNo: row.phone_no,
      fax: row.fax,
      email: row.email,
    }),
  }));
}

async function readInfo(tx: Tx, id: string, withheld: boolean): Promise<ContactView['info']> {
  const { rows } = await tx.query<{
    custom_label: string;
    priority: number;
    info: string;
    since: string | null;
    since_uncertain: boolean;
  }>(
    `select custom_label, priority, info, since, since_uncertain from contacts.contact_info
      where contact_id = $1 order by custom_label, priority`,
    [id],
  );
  return rows
    .filter(({ custom_label }) => !withheld || GROUP_OF_INFO.get(custom_label) !== 'main_address')
    .map((row) => ({
      label: row.custom_label,
      priority: row.priority,
      value: row.info,
      ...present({ since: dated(row.since, row.since_uncertain) }),
    }));
}

async function readDates(tx: Tx, id: string): Promise<ContactView['dates']> {
  const { rows } = await tx.query<{ custom_label: string; date: string; uncertain: boolean }>(
    'select custom_label, date, uncertain from contacts.contact_date where contact_id = $1 order by custom_label',
    [id],
  );
  return rows.map(({ custom_label: label, date, uncertain }) => ({
    label,
    date: uncertain ? { date, uncertain: true } : { date },
  }));
}

interface ReferenceRow extends Pick<SummaryRow, 'name_type' | 'name1' | 'name2' | 'protection' | 'is_person'> {
  custom_label: string;
  slot: string;
  target: string;
  start_date: string | null;
  start_uncertain: boolean;
  end_date: string | null;
  end_uncertain: boolean;
}

async function readReferences(
  tx: Tx,
  id: string,
  reader: Reader,
): Promise<{ view: ReferenceView; isPerson: boolean }[]> {
  const { rows } = await tx.query<ReferenceRow>(
    `with r as (
       select r.*, coalesce(d.superseded_by, d.id) as target
         from contacts.reference r
         left join contacts.identifier i on (i.name_type, i.name_code) = (r.ref_name_type, r.ref_name_code)
         join contacts.contact d on d.id = coalesce(r.ref_contact_id, i.contact_id)
        where r.contact_id = $1)
     select r.custom_label, r.slot, r.target::text, r.start_date, r.start_uncertain, r.end_date, r.end_uncertain,
            c.name_type, c.name1, c.name2, c.protection,
            not exists (select from contacts.contact_type t
                         where t.name_type = c.name_type and t.register <> 'cpr') as is_person
       from r join contacts.contact c on c.id = r.target
      order by r.custom_label, r.end_date nulls first, r.slot, r.id`,
    [id],
  );
  return rows.map((row) => ({
    isPerson: row.is_person,
    view: {
      label: row.custom_label,
      slot: row.slot,
      contactId: row.target,
      nameType: row.name_type,
      protected: row.protection !== null,
      ...(isWithheld(row, reader) ? {} : present({ name1: row.name1, name2: row.name2 })),
      ...present({
        start: dated(row.start_date, row.start_uncertain),
        end: dated(row.end_date, row.end_uncertain),
      }),
    },
  }));
}

interface FreshnessRow {
  register: string;
  clock: Clock;
  groups: string;
  older: Record<string, Clock> | null;
  as_of: string;
  fetched_at: Date;
  changed_at: Date;
  road: string;
  source: string;
}

async function readFreshness(tx: Tx, id: string): Promise<FreshnessView[]> {
  const { rows } = await tx.query<FreshnessRow>(
    `select f.register, f.clock, f.groups::text, f.older, coalesce(w.as_of, f.as_of)::text as as_of,
            coalesce(w.fetched_at, f.fetched_at) as fetched_at, f.changed_at, o.road, o.source
       from contacts.freshness f
       join contacts.contact c on c.id = f.contact_id
       left join contacts.whole_statement w on (w.register, w.name_type) = (f.register, c.name_type) and ${CONFIRMED}
       join contacts.origin o on o.id = coalesce(w.origin_id, f.origin_id)
      where f.contact_id = $1 order by f.register`,
    [id],
  );
  return rows.map(({ register, clock, groups, older, as_of, fetched_at, changed_at, road, source }) => ({
    register,
    asOf: as_of,
    fetchedAt: fetched_at,
    changedAt: changed_at,
    road,
    source,
    groups: Object.fromEntries(
      Object.entries(clocksOf({ clock, groups: Number(groups), older })).map(([group, at]) => [
        group,
        register === 'cpr' || register === 'sor' ? dayOfClock(at) : at,
      ]),
    ),
  }));
}
