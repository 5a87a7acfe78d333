import { type ChainState, readChainState } from '@contact-sync/contact-register';
import { listRuns, onceAScrape, type RunRecord, type ServiceMetrics } from '@contact-sync/service';
import type { Pool } from 'pg';
import { FAULTS, VERIFY_AUDIT } from './audit-chain';
import { SCHEMA } from '../schema';

const RUNS_LOOKED_AT = 20;

/**
 * The state of the chain over the record of who saw whom, asked for at each scrape. Its position only rises: kept by
 * whoever scrapes, it is a witness outside the database between two daily roots.
 */
export function auditMetrics(metrics: ServiceMetrics, pool: Pool, now: () => Date): void {
  const chain = onceAScrape(() => readChainState(pool));
  const verification = onceAScrape(() => lastVerification(pool));
  const state = (read: (state: ChainState) => number) => async () => read(await chain());
  const verified = (read: (run: RunRecord | undefined) => number) => async () => read(await verification());
  metrics.gauge(
    { name: 'audit_rows_unsealed', help: 'Rows of the audit that are not sealed yet' },
    state(({ unsealed }) => unsealed),
  );
  metrics.gauge(
    { name: 'audit_oldest_unsealed_seconds', help: 'Age of the oldest row of the audit that is not sealed yet' },
    state(({ unsealedSince: since }) => (since === undefined ? 0 : Math.max(0, secondsBetween(since, now())))),
  );
  metrics.gauge(
    { name: 'audit_chain_position', help: 'Links of the audit chain; never falls' },
    state(({ head }) => head?.position ?? 0),
  );
  metrics.gauge(
    { name: 'audit_last_root_position', help: 'Position of the last daily root of the audit chain' },
    state(({ lastRoot }) => lastRoot?.position ?? 0),
  );
  metrics.gauge(
    { name: 'audit_last_root_timestamp_seconds', help: 'Beginning of the day of the last root of the audit chain' },
    state(({ lastRoot }) => (lastRoot === undefined ? 0 : Date.parse(lastRoot.day) / 1000)),
  );
  metrics.gauge(
    {
      name: 'audit_verification_faults',
      help: 'Faults that the last verification of the audit found; -1 before the first',
    },
    verified((run) => (run === undefined ? -1 : (run.counts[FAULTS] ?? 0))),
  );
  metrics.gauge(
    {
      name: 'audit_verification_timestamp_seconds',
      help: 'End of the last verification of the audit; 0 before the first',
    },
    verified((run) => Date.parse(run?.finishedAt ?? new Date(0).toISOString()) / 1000),
  );
}

async function lastVerification(pool: Pool): Promise<RunRecord | undefined> {
  const runs = await listRuns(pool, SCHEMA, { name: VERIFY_AUDIT, limit: RUNS_LOOKED_AT });
  return runs.find(({ state }) => state === 'finished');
}

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;
