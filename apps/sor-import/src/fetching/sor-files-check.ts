import type { CheckResult, HealthCheck } from '@contact-sync/service';
import type { Pool } from 'pg';
import { INTEGRATION_OFF, type SorSettings } from '../settings';

export interface SorFilesCheckParts {
  readonly pool: Pool;
  readonly readSettings: () => Promise<SorSettings>;
}

interface LastFetch {
  readonly state: 'imported' | 'previewed' | 'refused' | 'failed';
  readonly refusal_text: string | null;
  readonly refusal_code: string | null;
  readonly day: string | null;
  readonly finished_at: Date;
}

/**
 * The register as the last import from an address left it: Degraded when no usable file could be had. It asks our own
 * database only; the file server is asked once a day, and when somebody tests the connection.
 */
export function sorFilesCheck({ pool, readSettings }: SorFilesCheckParts): HealthCheck {
  return {
    name: 'SorFiles',
    run: async () => {
      if (!(await readSettings()).sorIntegration) return { status: 'Healthy', description: INTEGRATION_OFF.text };
      const { rows } = await pool.query<LastFetch>(LAST_FETCH, [NO_WORD_OF_THE_REGISTER]);
      return rows[0] === undefined ? NONE_YET : found(rows[0]);
    },
  };
}

/** Ends that say nothing of the register. */
const NO_WORD_OF_THE_REGISTER = [INTEGRATION_OFF.code, 'stopped'];

const LAST_FETCH = `
  select state, refusal_code, refusal_text, day::text, finished_at from sor.import
   where source_kind = 'address' and finished_at is not null and state not in ('waiting', 'running')
     and coalesce(refusal_code, '') <> all ($1::text[])
   order by requested_at desc, id desc limit 1`;

const NONE_YET: CheckResult = { status: 'Healthy', description: 'No file has been fetched yet' };

function found({ state, refusal_text, refusal_code, day, finished_at }: LastFetch): CheckResult {
  const data = { at: finished_at, ...(day !== null && { day }) };
  return state === 'failed' || state === 'refused'
    ? { status: 'Degraded', exception: refusal_text ?? state, data: { ...data, code: refusal_code } }
    : { status: 'Healthy', data };
}
