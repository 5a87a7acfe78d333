import type { CompanyWorld } from '@contact-sync/register-simulator';
import type { Pool } from 'pg';

type UnitState = NonNullable<ReturnType<CompanyWorld['stateOf']>>;

/** A contact in plain words, as the guide's chapter *Mapping CVR information* has it. */
export interface PlainContact {
  readonly name1: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly address3: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly municipality: string | null;
  readonly country: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly industries: readonly string[];
  readonly advertisement: boolean | null;
  readonly started: string | null;
  readonly ended: string | null;
  readonly company: string | null;
}

/** What the contact of a unit must show, by what the register of the simulator says of it. Fax is not read (CVR-2). */
export function expectedContact(unit: UnitState): PlainContact {
  const address = unit.address ?? unit.postalAddress;
  return {
    name1: unit.name.slice(0, 150),
    ...linesOf(address),
    postcode: address?.postcode ?? null,
    city: address?.district ?? null,
    municipality: address?.municipality ?? null,
    country: address === null ? null : (address.country ?? 'DK'),
    phone: unit.phone,
    email: unit.email,
    industries: unit.industries.map(({ code }) => code),
    advertisement: unit.advertisingProtected,
    started: unit.started,
    ended: unit.ceased,
    company: unit.kind === 'company' ? null : unit.company,
  };
}

/**
 * What must be shown where this is shown. Of a unit that gave up its telephone, its e-mail or an activity on the very day on
 * which it ceased, the days in the register's rows do not tell which came first: then it may still be shown.
 */
export function expectedBeside(unit: UnitState, shown: PlainContact | undefined): PlainContact {
  const expected = expectedContact(unit);
  if (unit.ceased === null || shown === undefined) return expected;
  const { phone, email, industries } = expected;
  return {
    ...expected,
    phone: phone ?? shown.phone,
    email: email ?? shown.email,
    industries: [...industries, ...shown.industries.slice(industries.length)],
  };
}

function linesOf(address: UnitState['address']): Pick<PlainContact, 'address1' | 'address2' | 'address3'> {
  if (address === null) return { address1: null, address2: null, address3: null };
  if (address.freeText !== null && address.country !== null && address.country !== 'DK') {
    const lines = address.freeText.split('\n').filter((line) => line !== '');
    if (address.coName !== null)
      return { address1: lines[0] ?? null, address2: lines.slice(1).join(', ') || null, address3: address.coName };
    return { address1: lines[0] ?? null, address2: lines[1] ?? null, address3: lines.slice(2).join(', ') || null };
  }
  const house = [address.houseFrom, address.houseTo].filter((part) => part !== null && part !== '').join('-');
  const street = [address.road, house].filter((part) => part !== null && part !== '').join(' ');
  const box = address.postBox === null ? null : `Postboks ${address.postBox}`;
  const floor = [address.floor === null ? null : `${address.floor}.`, address.door].filter(Boolean).join(' ');
  return { address1: street || box, address2: floor || null, address3: address.coName };
}

/** Every company and production unit of a register of contacts, by number. */
export async function contactsShown(pool: Pool): Promise<ReadonlyMap<string, PlainContact>> {
  const { rows } = await pool.query<PlainContact & { number: string }>(
    `select c.name_code as number, c.name1, a.address1, a.address2, a.address3, a.postcode, a.city, a.municipality,
            a.country_code as country, a.phone_no as phone, a.email,
            coalesce((select json_agg(i.info order by i.priority) from contacts.contact_info i
                       where i.contact_id = c.id and i.custom_label = 'Branche'), '[]'::json) as industries,
            c.advertisement, c.start_date as started, c.end_date as ended,
            (select r.ref_name_code from contacts.reference r
              where r.contact_id = c.id and r.custom_label = 'Hovedvirksomhed' and r.end_date is null) as company
       from contacts.contact c left join contacts.address a on a.contact_id = c.id and a.ordinal = 0
      where c.name_type in ('J', 'V') and not c.placeholder`,
  );
  return new Map(rows.map(({ number, ...contact }) => [number, contact]));
}
