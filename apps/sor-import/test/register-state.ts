/** A database that can be asked. */
export interface Asked {
  rows<T>(sql: string): Promise<T[]>;
}

export interface ShownUnit {
  readonly name_code: string;
  readonly name1: string | null;
  readonly start_date: string | null;
  readonly end_date: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** What the register shows of health organisations, without ids and times. */
export function registerState(asked: Asked): Promise<ShownUnit[]> {
  return asked.rows<ShownUnit>(`
    select c.name_code, c.name1, c.start_date, c.end_date, concat_ws(', ', a.address1, a.postcode, a.city) as address,
           a.phone_no as phone, a.email
      from contacts.contact c left join contacts.address a on a.contact_id = c.id and a.ordinal = 0
     where c.name_type = 'H' order by c.name_code`);
}

/** How much was ever told and written down: grows when something changes. */
export async function writtenDown(asked: Asked): Promise<{ history: number; events: number }> {
  const [row] = await asked.rows<{ history: number; events: number }>(`
    select (select count(*) from contacts.history) as history,
           (select count(*) from service_queue.message where kind = 'event' and type like 'contact.%') as events`);
  if (row === undefined) throw new Error('counting gave no row');
  return row;
}
