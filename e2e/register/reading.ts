import { findContactId, readContact, type ContactView } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import type { Pool } from 'pg';
import type { NamedRelative } from './expected-person';
import { dateText, filled, labelled, type FormerAddress, type ShownAddress, type ShownPerson } from './person';

type AddressView = ContactView['addresses'][number];
type Dated = NonNullable<AddressView['start']>;

const READER = { who: 'e2e', purpose: 'comparison with the population', seesProtected: true };

/** Reads what the register shows, as somebody who may see everything. */
export class Reading {
  private constructor(
    private readonly pool: Pool,
    private readonly codes: ReadonlyMap<string, string>,
  ) {}

  static async of(pool: Pool): Promise<Reading> {
    const { rows } = await pool.query<{ id: string; name_code: string }>(
      `select id::text, name_code from contacts.contact where name_type = 'C'`,
    );
    return new Reading(pool, new Map(rows.map(({ id, name_code }) => [id, name_code])));
  }

  /** The numbers in force of all persons who were imported, and how many are only known as relatives. */
  async persons(): Promise<{ readonly numbers: string[]; readonly placeholders: number }> {
    const { rows } = await this.pool.query<{ name_code: string; placeholder: boolean }>(
      `select name_code, placeholder from contacts.contact where name_type = 'C' and superseded_by is null`,
    );
    const imported = rows.filter(({ placeholder }) => !placeholder);
    return {
      numbers: imported.map(({ name_code }) => name_code).sort(),
      placeholders: rows.length - imported.length,
    };
  }

  /** The number in force of the contact that a number leads to. */
  async inForce(number: string): Promise<string | undefined> {
    const key = { nameType: 'C', nameCode: number };
    const id = await inTransaction(this.pool, (tx) => findContactId(tx, { key }));
    return id === undefined ? undefined : this.codes.get(id);
  }

  async person(number: string): Promise<ShownPerson | undefined> {
    const view = await this.view({ key: { nameType: 'C', nameCode: number } });
    return view && this.shown(view);
  }

  /** Former addresses in the order they were left. */
  async formerAddresses(number: string): Promise<FormerAddress[]> {
    const view = await this.view({ key: { nameType: 'C', nameCode: number } });
    const former = view?.addresses.filter(({ addressType }) => addressType === 'CPRADR') ?? [];
    return former.map((address) => filled<FormerAddress>({ ...shownAddress(address), end: textOf(address.end) }));
  }

  /** The contact of a relative without a number, by its name and whom it belongs to. */
  async namedRelative(name1: string, name2: string): Promise<Partial<NamedRelative> | undefined> {
    const { rows } = await this.pool.query<{ id: string }>(
      'select id::text from contacts.contact where name1 = $1 and name2 = $2 and superseded_by is null',
      [name1, name2],
    );
    const id = rows[0]?.id;
    const view = id === undefined ? undefined : await this.view({ id });
    if (view === undefined) return undefined;
    const { nameType, text } = view;
    return filled<Partial<NamedRelative>>({ name1, name2, nameType, text, address: mainAddressOf(view) });
  }

  private view(address: Parameters<typeof readContact>[2]): Promise<ContactView | undefined> {
    return inTransaction(this.pool, (tx) => readContact(tx, READER, address, new Date()));
  }

  private shown(view: ContactView): ShownPerson {
    return filled<ShownPerson>({
      number: view.nameCode,
      earlierNumbers: [...view.previousCodes].sort(),
      name1: view.name1,
      name2: view.name2,
      text: view.text,
      position: view.position,
      end: textOf(view.end),
      protection: textOf(view.protection),
      address: mainAddressOf(view),
      info: view.info.map(({ label, value, since }) => labelled(label, value, textOf(since))).sort(),
      dates: view.dates.map(({ label, date }) => labelled(label, textOf(date) ?? '')).sort(),
      references: view.references
        .filter(({ end }) => end === undefined)
        .map((reference) => {
          const { label, contactId, nameType, name1, name2, start } = reference;
          const who = nameType === 'C' ? (this.codes.get(contactId) ?? 'nobody') : `${name1} (${name2})`;
          return labelled(label, who, textOf(start));
        })
        .sort(),
    });
  }
}

function mainAddressOf({ addresses }: ContactView): ShownAddress | undefined {
  const main = addresses.find(({ addressType }) => addressType === 'HA');
  return main && shownAddress(main);
}

function shownAddress(address: AddressView): ShownAddress {
  const { address1, address2, address3, municipality, postcode, city, country_code: country, start } = address;
  return filled<ShownAddress>({
    address1,
    address2,
    address3,
    municipality,
    postcode,
    city,
    country,
    start: textOf(start),
  });
}

const textOf = (dated: Dated | undefined): string | undefined =>
  dated && dateText(dated.date, dated.uncertain === true);
