import type { Pool } from 'pg';
import type { HealthCheck } from './health-checks';

/** Whether our own database answers. */
export function databaseCheck(pool: Pool): HealthCheck {
  return {
    name: 'database',
    run: async () => {
      await pool.query('select 1');
      return { status: 'Healthy' };
    },
  };
}
