import type { Pool } from 'pg';

/**
 * What REG-3b promises to be the same whatever order statements come in, and after whatever failures: current values,
 * open addresses and references, name codes and previous ones, of every contact by the code it has. Ids and times are left
 * out, and so are former addresses, ended references and relatives whom only a superseded statement named: they tell what
 * was seen.
 */
export async function registerState(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ state: object }>(`
    with live as materialized (
      select c.*, case name_type when 'C' then name_code else concat_ws(' ', name1, name2) end as known_as
        from contacts.contact c where superseded_by is null),
    leads_to as materialized (
      select i.name_type, i.name_code, i.previous, coalesce(c.superseded_by, c.id) as id
        from contacts.identifier i join contacts.contact c on c.id = i.contact_id),
    open_reference as materialized (
      select r.contact_id, r.custom_label, r.slot, r.start_date, r.start_uncertain, coalesce(r.ref_contact_id, n.id) as id
        from contacts.reference r
        left join leads_to n on (n.name_type, n.name_code) = (r.ref_name_type, r.ref_name_code)
       where r.end_date is null),
    shown as (
      select * from live where name_type = 'C' and not placeholder
      union
      select t.* from live t
        join open_reference r on r.id = t.id
        join live s on s.id = r.contact_id and not s.placeholder),
    previous as (
      select id, jsonb_agg(name_code order by name_code) as codes from leads_to where previous group by id),
    info as (
      select contact_id as id, jsonb_agg(to_jsonb(i) - 'contact_id' order by custom_label, priority) as info
        from contacts.contact_info i group by contact_id),
    dates as (
      select contact_id as id, jsonb_agg(to_jsonb(d) - 'contact_id' order by custom_label) as dates
        from contacts.contact_date d group by contact_id),
    relatives as (
      select r.contact_id as id,
             jsonb_agg(to_jsonb(r) - 'contact_id' - 'id' || jsonb_build_object('to', t.known_as)
                       order by custom_label, slot, t.known_as) as relatives
        from open_reference r left join live t on t.id = r.id group by r.contact_id),
    freshness as (
      select contact_id as id, jsonb_object_agg(register, as_of) as as_of from contacts.freshness group by contact_id)
    select jsonb_build_object(
      'known as', known_as,
      'columns', to_jsonb(s)
        - '{id,name_code,first_code,version,created_at,updated_at,superseded_by,superseded_on}'::text[],
      'previous', codes, 'address', to_jsonb(a) - 'contact_id', 'info', info, 'dates', dates,
      'references', relatives, 'as of', as_of) as state
      from shown s
      left join previous using (id) left join info using (id) left join dates using (id)
      left join relatives using (id) left join freshness using (id)
      left join contacts.address a on a.contact_id = s.id and a.ordinal = 0`);
  return rows.map(({ state }) => JSON.stringify(state)).sort();
}
