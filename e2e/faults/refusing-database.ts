import { Client } from 'pg';

/**
 * The database refuses changes of contacts with an error of this SQLSTATE that tells all about them; none where there is no
 * code. `which`: a condition on the new row.
 */
export async function refuseContacts(url: string, code: string | undefined, which = 'true'): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query('drop trigger if exists refuse on contacts.contact');
  if (code !== undefined)
    await admin.query(`
      create or replace function public.refuse() returns trigger language plpgsql as $$ begin
        raise exception 'refused: % %', new.name_code, new.name2
          using errcode = '${code}', detail = format('(%s, %s, %s)', new.name_code, new.name1, new.name2), hint = new.name_code;
      end $$;
      create trigger refuse before insert or update on contacts.contact for each row when (${which})
        execute function public.refuse()`);
  await admin.end();
}
