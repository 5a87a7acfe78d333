import { enqueueEvents } from '@contact-sync/messaging';
import { inTransaction } from '@contact-sync/database';
import type { Logger, Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import { NAME } from '../name';
import { daysUntil, decideWarning } from './decide-warning';
import { listExpiring } from './expiring';

export interface ExpiryWarningParts {
  readonly pool: Pool;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** The daily job: tells of each certificate and secret that comes to its end, once at each threshold (AUTH-3). */
export class ExpiryWarning {
  constructor(private readonly parts: ExpiryWarningParts) {}

  async carryOut(run: Run): Promise<void> {
    const { pool, now, logger } = this.parts;
    await inTransaction(pool, async (tx) => {
      // Locked in one order; what is warned of is written with the event, so that it is told once.
      for (const { profileId, profileName, credential, endsAt, warned } of await listExpiring(tx, { lock: true })) {
        const time = now();
        const daysLeft = daysUntil(endsAt, time);
        const threshold = decideWarning(daysLeft, warned);
        run.count('looked-at');
        if (threshold === undefined) continue;
        await tx.query('update auth.ending set warned = $3 where profile_id = $1 and credential = $2', [
          profileId,
          credential,
          threshold,
        ]);
        await enqueueEvents(tx, [
          {
            type: 'certificate.expiring.v1',
            subject: profileId,
            time,
            source: `/contact-sync/${NAME}`,
            data: { profileId, credential, daysLeft, expires: endsAt.toISOString().slice(0, 10) },
          },
        ]);
        run.count('warned');
        logger.warn({ profileId, profileName, credential, daysLeft }, 'a certificate or secret comes to its end');
      }
    });
  }
}
