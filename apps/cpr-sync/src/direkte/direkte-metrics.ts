import type { ServiceMetrics } from '@contact-sync/service';
import type { Pool } from 'pg';

/** Told of every connection to CPR Direkte that brought an answer, or did not. */
export type CountCall = (call: 'logon' | 'look-up', outcome: string) => void;

/** The counters of CPR Direkte. */
export function direkteMetrics(metrics: ServiceMetrics, pool: Pool): CountCall {
  const calls = metrics.counter({
    name: 'cpr_direkte_calls_total',
    help: 'Calls to CPR Direkte, by FEJLNR of the answer or by what went wrong',
    labels: ['call', 'outcome'],
  });
  metrics.gauge(
    {
      name: 'cpr_direkte_stopped',
      help: '1 where CPR Direkte has refused a profile, and nothing more is sent until that is mended',
    },
    async () => {
      const { rows } = await pool.query<{ stopped: number }>('select count(*)::int as stopped from cpr.direkte_stop');
      return Math.min(rows[0]?.stopped ?? 0, 1);
    },
  );
  return (call, outcome) => calls.inc({ call, outcome });
}

/** FEJLNR of an answer, as a label that has few values whatever comes. */
export function outcomeOf(answer: Uint8Array): string {
  const code = Buffer.from(answer.subarray(22, 24)).toString('latin1');
  return /^\d\d$/.test(code) ? code : 'unreadable';
}
