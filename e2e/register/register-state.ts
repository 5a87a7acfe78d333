import type { Pool } from 'pg';

/**
 * What REG-3b promises to be the same whatever order statements come in, and after whatever failures: current values,
 * open addresses and references, name codes and previous ones, of every contact by the code it has. Ids and times are left
 * out, and so are former addresses, ended references and relatives whom only a superseded statement named: they tell what
 * was seen.
 */
export async function registerState(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ state: object }>(`
    with live as (
      select c.*, case name_type when 'C' then name_code else concat_ws(' ', name1, name2) end as known_as
        from contacts.contact c where superseded_by is null),
    leads_to as (
      select i.name_type, i.name_code, i.previous, coalesce(c.superseded_by, c.id) as id
        from contacts.identifier i join contacts.contact c on c.id = i.contact_id),
    open_reference as (
      select r.contact_id, r.custom_label, r.slot, r.start_date, r.start_uncertain, coalesce(r.ref_contact_id, n.id) as id
        from contacts.reference r
        left join leads_to n on (n.name_type, n.name_code) = (r.ref_name_type, r.ref_name_code)
       where r.end_date is null),
    shown as (
      select * from live where name_type = 'C' and not placeholder
      union
      select t.* from live t
        join open_reference r on r.id = t.id
        join live s on s.id = r.contact_id and not s.placeholder)
    select jsonb_build_object(
      'known as', known_as,
      'columns', to_jsonb(s)
        - '{id,name_code,first_code,version,created_at,updated_at,superseded_by,superseded_on}'::text[],
      'previous', (select jsonb_agg(name_code order by name_code) from leads_to where id = s.id and previous),
      'address', (select to_jsonb(a) - 'contact_id' from contacts.address a where contact_id = s.id and ordinal = 0),
      'info', (select jsonb_agg(to_jsonb(i) - 'contact_id' order by custom_label, priority)
                 from contacts.contact_info i where contact_id = s.id),
      'dates', (select jsonb_agg(to_jsonb(d) - 'contact_id' order by custom_label)
                  from contacts.contact_date d where contact_id = s.id),
      'references', (select jsonb_agg(to_jsonb(r) - 'contact_id' - 'id' || jsonb_build_object('to', t.known_as)
                                      order by custom_label, slot, t.known_as)
                       from open_reference r left join live t on t.id = r.id where r.contact_id = s.id),
      'as of', (select jsonb_object_agg(register, as_of) from contacts.freshness f where contact_id = s.id)) as state
      from shown s`);
  return rows.map(({ state }) => JSON.stringify(state)).sort();
}
