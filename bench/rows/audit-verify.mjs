// The record of who saw whom: a chain of 1 000 000 rows sealed, then verified from the first to the last.
import { contactsSchema, sealAudit, verifyAudit } from '@contact-sync/contact-register';
import { migrate, openPool } from '@contact-sync/database';
import { messagingSchema } from '@contact-sync/messaging';
import { temporaryDatabase, timed } from '../measure.mjs';

const ROWS = Number(process.env.BENCH_AUDIT_ROWS ?? 1_000_000);
const ALLOWED_SECONDS = (10 * ROWS) / 1_000_000;
const MEGABYTE = 1024 * 1024;

export const auditVerify = {
  title: `audit: a chain of ${ROWS.toLocaleString('en').replaceAll(',', ' ')} rows verified`,
  peer: `${ALLOWED_SECONDS} s`,
  must: 1,
  aim: 2,
  async run() {
    const database = await temporaryDatabase();
    await migrate(database.url, [messagingSchema, contactsSchema]);
    const pool = openPool(database.url, { max: 2, applicationName: 'bench' });
    await pool.query(
      `insert into contacts.audit (at, who, purpose, action, register, contact_id, fields, result_count)
       select now() - ($1 - n) * interval '1 second', 'a7c1d0e2-4b7f-4f0e-9d55-' || lpad((n % 200)::text, 12, '0'),
              'sag 2026-' || n % 9000 || ' ansøgning om tilskud', case n % 3 when 0 then 'find' else 'read' end, 'contacts',
              n % 300000, case n % 10 when 0 then '{}' else '{name,address}'::text[] end, case n % 3 when 0 then n % 20 end
         from generate_series(1, $1::bigint) n`,
      [ROWS],
    );
    await pool.query('vacuum analyze contacts.audit');
    const now = () => new Date();
    const sealing = await timed(() => sealAudit(pool, { now }));
    await pool.query('vacuum analyze contacts.audit_link');
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
    const { seconds, result } = await timed(() => verifyAudit(pool, { now }));
    clearInterval(watch);
    await pool.end();
    await database.drop();
    if (result.checked !== ROWS || result.faults !== 0) throw new Error('the chain was not verified');
    return {
      ratio: ALLOWED_SECONDS / seconds,
      ours: `${seconds.toFixed(1)} s with ${Math.round((peak - before) / MEGABYTE)} MB more memory; sealed at ${Math.round(ROWS / sealing.seconds)} rows/s`,
      theirs: `${ALLOWED_SECONDS} s`,
    };
  },
};
