import { inTransaction } from '@contact-sync/database';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import { countByKey, rewrapOne } from './envelope-store';
import type { KeyRing } from './key-ring';

/**
 * The job that wraps every data key with the ring's first key, profile by profile: cut short, it goes on where it was. When
 * it has finished, no profile needs an older key. What the data keys seal stays as it is.
 */
export class KeyRotation {
  constructor(
    private readonly pool: Pool,
    private readonly ring: KeyRing,
  ) {}

  async carryOut(run: Run): Promise<void> {
    const byKey = await countByKey(this.pool);
    const total = [...byKey].reduce((sum, [id, profiles]) => (id === this.ring.current ? sum : sum + profiles), 0);
    let done = 0;
    run.progress(done, total);
    while (!run.signal.aborted && (await inTransaction(this.pool, (tx) => rewrapOne(tx, this.ring)))) {
      done += 1;
      run.count('rewrapped');
      run.progress(done, Math.max(done, total));
    }
  }
}
