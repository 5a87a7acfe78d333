import type { Pool } from 'pg';
import type { Trace } from './traces';

/** Every row of every table of the schemas, as text. */
export async function rowsOf(pool: Pool, schemas: readonly string[]): Promise<Trace[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any($1) order by 1`,
    [schemas],
  );
  const traces: Trace[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    traces.push({ where: name, text: rows.map(({ row }) => row).join('\n') });
  }
  return traces;
}
