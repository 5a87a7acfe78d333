import type { ServiceMetrics } from '@contact-sync/service';
import type { Pool } from 'pg';
import { Gauge } from 'prom-client';
import type { TransferOptions } from './transfer';

/** Counts what became of files on the server, and shows what waits there for us or here for it. */
export function transferMetrics(metrics: ServiceMetrics, pool: Pool): NonNullable<TransferOptions['onFile']> {
  const files = metrics.counter({
    name: 'cpr_remote_files_total',
    help: "Files on CPR's server that were dealt with, by what became of them",
    labels: ['outcome'],
  });
  gauge(metrics, pool, {
    name: 'cpr_remote_files_not_renamed',
    help: "Files that were fetched and still have their name on CPR's server",
    sql: `select count(*)::float8 as count from cpr.remote_file where state = 'fetched'`,
  });
  gauge(metrics, pool, {
    name: 'cpr_input_files_waiting',
    help: "Input files that are not on CPR's server yet",
    sql: `select count(*)::float8 as count from cpr.input_file where state = 'building'`,
  });
  gauge(metrics, pool, {
    name: 'cpr_file_login_refused',
    help: "1 where CPR's file server has refused a password, which is not tried again until that is mended",
    sql: 'select least(count(*), 1)::float8 as count from cpr.refused_file_login',
  });
  return (outcome) => files.inc({ outcome });
}

function gauge(
  { registry }: ServiceMetrics,
  pool: Pool,
  { name, help, sql }: { readonly name: string; readonly help: string; readonly sql: string },
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      const { rows } = await pool.query<{ count: number }>(sql);
      this.set(rows[0]?.count ?? 0);
    },
  });
}
