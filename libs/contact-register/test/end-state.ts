import type { TestRegister } from './people';

/**
 * What REG-3b promises to be the same whatever the order: live contacts' current values, open addresses and
 * references, name codes and previous codes. Left out are relatives that only a superseded statement named.
 */
export async function endState(test: TestRegister): Promise<unknown[]> {
  const rows = await test.rows<{ state: unknown }>(
    `with target as (
       select r.contact_id, r.custom_label, r.slot, r.start_date,
              coalesce(r.ref_contact_id, c.superseded_by, i.contact_id) as id
         from contacts.reference r
         left join contacts.identifier i on (i.name_type, i.name_code) = (r.ref_name_type, r.ref_name_code)
         left join contacts.contact c on c.id = i.contact_id
        where r.end_date is null),
     live as (select * from contacts.contact where superseded_by is null),
     shown as (
       select * from live where name_type = 'C' and not placeholder
       union
       select t.* from live t join target on target.id = t.id
         join live s on s.id = target.contact_id and not s.placeholder)
     select jsonb_build_object(
         'code', case name_type when 'P' then name1 || name2 else name_code end,
         'columns', jsonb_build_array(name1, name2, text, position, end_date, protection, placeholder),
         'previous', (select jsonb_agg(i.name_code order by i.name_code) from contacts.identifier i
                        left join contacts.contact c on c.id = i.contact_id
                       where i.previous and coalesce(c.superseded_by, c.id) = shown.id),
         'address', (select jsonb_agg(to_jsonb(a) - 'contact_id') from contacts.address a
                      where a.contact_id = shown.id and ordinal = 0),
         'info', (select jsonb_agg(jsonb_build_array(custom_label, priority, info) order by custom_label, priority)
                    from contacts.contact_info i where i.contact_id = shown.id),
         'dates', (select jsonb_object_agg(custom_label, date) from contacts.contact_date d where d.contact_id = shown.id),
         'references', (select jsonb_agg(jsonb_build_array(custom_label, slot, start_date,
                                   (select case s.name_type when 'P' then name1 || name2 else name_code end
                                      from live s where s.id = target.id)) order by custom_label, slot, start_date,
                                   (select case s.name_type when 'P' then name1 || name2 else name_code end
                                      from live s where s.id = target.id))
                          from target where target.contact_id = shown.id),
         'clocks', (select jsonb_build_array(clock, groups, older) from contacts.freshness f where f.contact_id = shown.id)
       ) as state
       from shown order by name_type, name_code, name1, name2`,
  );
  return rows.map(({ state }) => state).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const TABLES = [
  'contacts.party',
  'contacts.party_by_external_id',
  'contacts.case_file',
  'contacts.external_id',
  'contacts.external_edit',
  'contacts.refresh_wish',
  'contacts.named_relative',
  'contacts.manual_edit',
  'contacts.end_by_hand',
  'contacts.reference',
  'contacts.contact',
  'contacts.identifier',
  'contacts.number_claim',
  'contacts.number_statement',
  'contacts.address',
  'contacts.contact_info',
  'contacts.contact_date',
  'contacts.freshness',
  'contacts.history',
  'contacts.hold',
  'service_queue.message',
];

/** Empties the register, as only the migrating role can. Deleting beats truncating where there are few rows. */
export async function emptyRegister(test: TestRegister): Promise<void> {
  await test.asMigratingRole(TABLES.map((table) => `delete from ${table}`).join('; '));
}
