import type { OrganisationAddress, OrganisationState } from '@contact-sync/register-simulator';
import type { Pool } from 'pg';
import { filled } from './person';

/** What the register shows of one health organisation. Absent members are not shown. */
export interface ShownOrganisation {
  readonly sorId: string;
  readonly name: string;
  readonly start?: string;
  readonly end?: string;
  readonly address1?: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly country?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** Everything the register shows of type H, in the order of the SOR ids. */
export async function shownOrganisations(pool: Pool): Promise<ShownOrganisation[]> {
  const { rows } = await pool.query<Record<keyof ShownOrganisation, string | null>>(`
    select c.name_code as "sorId", c.name1 as name, c.start_date::text as start, c.end_date::text as end, a.address1,
           a.postcode, a.city, a.country_code as country, a.phone_no as phone, a.email
      from contacts.contact c left join contacts.address a on a.contact_id = c.id and a.ordinal = 0
     where c.name_type = 'H' order by c.name_code collate "C"`);
  return rows.map((row) =>
    filled(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined]))),
  ) as unknown as ShownOrganisation[];
}

/** What must be shown of a unit (SOR-2, sor.md 3.1 and 6.11), read from the specification and not from our mapper. */
export function expectedOrganisation(unit: OrganisationState): ShownOrganisation {
  return filled<ShownOrganisation>({
    sorId: unit.sorId,
    name: unit.name,
    start: unit.start,
    end: unit.end ?? undefined,
    address1: unit.postal ? line(unit.postal) : undefined,
    postcode: unit.postal?.postcode ?? undefined,
    city: unit.postal?.district ?? undefined,
    country: unit.postal?.country ?? undefined,
    phone: unit.phone ?? undefined,
    email: unit.email ?? undefined,
  });
}

/** Street and number, `, 2. tv`, and what else is said. */
function line({ street, building, floor, suite, additional }: OrganisationAddress): string {
  const home = [floor === null ? null : `${floor}.`, suite].filter((part) => part !== null).join(' ');
  return [[street, building].filter((part) => part !== null).join(' '), home, additional ?? '']
    .filter(Boolean)
    .join(', ');
}
