/** A database that can be asked. */
export interface Asked {
  rows<T>(sql: string): Promise<T[]>;
}

/**
 * What the register shows now, without ids and times: what REG-3b promises to be the same whatever the order of the
 * deliveries. Former addresses, ended references, superseded contacts and history are left out: they tell what was seen.
 * Where a superseded contact's number leads is told of the contact that lives on.
 */
export function registerState(asked: Asked): Promise<unknown[]> {
  return asked.rows(`
    select c.name_type, case when c.name_type = 'C' then c.name_code end as name_code, c.name1, c.name2, c.text, c.position,
           c.end_date, c.end_uncertain, c.protection, c.protection_uncertain, c.placeholder,
           (select json_agg(i.name_code order by i.name_code)
              from contacts.identifier i left join contacts.contact s on s.id = i.contact_id
             where coalesce(s.superseded_by, i.contact_id) = c.id) as codes,
           (select to_jsonb(a) - 'contact_id' from contacts.address a where a.contact_id = c.id and a.ordinal = 0) as address,
           (select json_agg(json_build_array(i.custom_label, i.priority, i.info, i.since, i.since_uncertain)
                            order by i.custom_label, i.priority)
              from contacts.contact_info i where i.contact_id = c.id) as info,
           (select json_agg(json_build_array(d.custom_label, d.date, d.uncertain) order by d.custom_label)
              from contacts.contact_date d where d.contact_id = c.id) as dates,
           (select json_agg(json_build_array(r.custom_label, r.slot, coalesce(t.name_code, r.ref_name_code, n.name1), r.start_date)
                            order by r.custom_label, r.slot, coalesce(t.name_code, r.ref_name_code, n.name1))
              from contacts.reference r
              left join contacts.identifier i on (i.name_type, i.name_code) = (r.ref_name_type, r.ref_name_code)
              left join contacts.contact f on f.id = i.contact_id
              left join contacts.contact t on t.id = coalesce(f.superseded_by, f.id)
              left join contacts.contact n on n.id = r.ref_contact_id
             where r.contact_id = c.id and r.end_date is null) as open_references
      from contacts.contact c
     where c.superseded_by is null
       and (c.name_type = 'C'
            or exists (select from contacts.reference r where r.ref_contact_id = c.id and r.end_date is null))
     order by c.name_type, c.name_code, c.name1, c.name2`);
}

/** How much was ever told and written down: grows when something changes. */
export async function writtenDown(asked: Asked): Promise<{ history: number; events: number }> {
  const [row] = await asked.rows<{ history: number; events: number }>(`
    select (select count(*) from contacts.history) as history,
           (select count(*) from service_queue.message where kind = 'event' and type like 'contact.%') as events`);
  if (row === undefined) throw new Error('counting gave no row');
  return row;
}
