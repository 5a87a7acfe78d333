import { resumeLane } from '@contact-sync/messaging';
import { errorCodeOf } from '@contact-sync/registers-cpr-direkte';
import type { Pool } from 'pg';
import { LANES } from '../asking/lanes';
import type { ConnectionTester } from '../connection/connection-tests';
import type { DirekteClient } from './direkte-client';

const MASKED = '********';

/** *Test connection* of CPR Direkte: one logon, its answer taken apart. What waited goes on where it succeeds. */
export const direkteTester =
  (pool: Pool, direkte: Pick<DirekteClient, 'test'>): ConnectionTester =>
  async (settings) => {
    const answer = await direkte.test(settings);
    if (answer === 'proxy-connected') {
      await resumeLane(pool, LANES.direkte);
      return {
        ok: true,
        code: answer,
        text: {
          da: 'Den lokale proxy tager imod; den logger selv på',
          en: 'The local proxy takes connections; it logs on by itself',
        },
      };
    }
    const { customerNumber, userId, errorCode, length } = answer;
    const ok = errorCode === '00';
    if (ok) await resumeLane(pool, LANES.direkte);
    return {
      ok,
      code: `direkte-${errorCode}`,
      text: errorCodeOf(errorCode).text,
      direkte: { customerNumber, token: MASKED, userId, errorCode, length },
    };
  };
