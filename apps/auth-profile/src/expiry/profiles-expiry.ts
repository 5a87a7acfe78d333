import type { ExpirySources } from '@contact-sync/service';
import type { Pool } from 'pg';
import { listExpiring } from './expiring';

/** The certificates and secrets of profiles, for the metric of days until something expires. */
export function profilesExpiry(pool: Pool): ExpirySources {
  return {
    readAll: async () => {
      const expiring = await listExpiring(pool);
      return expiring.map(({ profileName, credential, endsAt }) => ({
        what: `profile ${profileName}: ${credential}`,
        end: endsAt,
      }));
    },
  };
}
