import type { RunningSimulator } from '@contact-sync/register-simulator';
import type { Pool } from 'pg';

type State = NonNullable<ReturnType<RunningSimulator['properties']['stateOf']>>;

/** What a contact shows of a property that can be told from the simulator's own words on it. */
export interface ShownProperty {
  readonly name: string;
  readonly address: readonly (string | null)[] | null;
  readonly kind: string | null;
  readonly area: string | null;
  /** Of land, and with a number: what others lie on, and parts of a common lot, the simulator does not put into words. */
  readonly parcels: readonly string[];
  readonly end: string | null;
}

const KINDS: Readonly<Record<State['kind'], string>> = {
  land: 'Samlet fast ejendom',
  flat: 'Ejerlejlighed',
  'building-area': 'Bygning på fremmed grund',
  'building-point': 'Bygning på fremmed grund',
};

const DAY_MS = 86_400_000;

/** One that has ceased shows what it was the day before. */
export function expectedOf({ properties }: RunningSimulator, bfe: string | number): ShownProperty {
  const now = properties.stateOf(bfe);
  if (now === undefined) throw new Error(`there is no property ${bfe}`);
  if (now.ceased === null) return expectedProperty(now);
  const before = properties.stateOf(bfe, new Date(Date.parse(now.ceased) - DAY_MS));
  if (before === undefined) throw new Error(`property ${bfe} was never there`);
  return { ...expectedProperty(before), end: now.ceased };
}

/** By the rules of bfe.md, 6: the address names the property, else its first parcel; what stands for an address is shown as one. */
function expectedProperty(state: State): ShownProperty {
  const { address, municipality, area, designation, ceased } = state;
  const [first = '', ...more] = state.parcels
    .filter(({ number }) => number !== '')
    .map(({ number, district }) => `${number}, ${district}`);
  const street = address === null ? designation : `${address.road} ${address.houseNumber}`;
  return {
    name: address?.text ?? (more.length > 0 ? `${first} m.fl.` : first),
    address:
      street === null ? null : [street, municipality?.code ?? null, address?.postcode ?? null, address?.town ?? null],
    kind: KINDS[state.kind],
    area: area === null ? null : String(area),
    parcels: first === '' ? [] : [first, ...more].sort(),
    end: ceased,
  };
}

/** Contacts of type 1 as they stand in the register of contacts, by BFE number. */
export async function contactsShown(pool: Pool): Promise<Map<string, ShownProperty>> {
  const { rows } = await pool.query<ShownProperty & { code: string }>(`
    select c.name_code as code, coalesce(c.name1, '') as name, c.end_date::text as "end",
           (select json_build_array(a.address1, a.municipality, a.postcode, a.city)
              from contacts.address a where a.contact_id = c.id and a.address_type = 'HA' and a.address1 is not null) as address,
           (select i.info from contacts.contact_info i where i.contact_id = c.id and i.custom_label = 'Ejendomstype') as kind,
           (select i.info from contacts.contact_info i where i.contact_id = c.id and i.custom_label = 'Areal') as area,
           array(select i.info from contacts.contact_info i
                  where i.contact_id = c.id and i.custom_label = 'Matrikel') as parcels
      from contacts.contact c where c.name_type = '1'`);
  return new Map(
    rows.map(({ code, ...shown }) => [
      code,
      {
        ...shown,
        parcels: shown.kind === KINDS.land ? shown.parcels.filter((parcel) => !parcel.startsWith('delnr.')).sort() : [],
      },
    ]),
  );
}
