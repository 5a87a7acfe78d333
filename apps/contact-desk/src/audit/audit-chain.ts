import { type KeptRoot, sealAudit, verifyAudit } from '@contact-sync/contact-register';
import type { Logger, Run } from '@contact-sync/service';
import { type Pool } from 'pg';
import { faultText } from './fault-text';

/** Names of the jobs; their runs bear them. */
export const SEAL_AUDIT = 'seal-audit';
export const VERIFY_AUDIT = 'verify-audit';

/** Counts of a verification's run: faults of the chain, and given roots that are not its own. */
export const FAULTS = 'faults';
export const KEPT_FAULTS = 'givenRootsUnknown';

/** The work on the chain over the record of who saw whom, as runs. */
export class AuditChain {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => Date,
    private readonly logger: Logger,
  ) {}

  /** Seals what was committed since the last time, and takes the root of a day that is over. */
  async seal(run: Run): Promise<void> {
    const { sealed, roots } = await sealAudit(this.pool, { now: this.now, signal: run.signal });
    // Most minutes have nothing to tell, and their runs are not kept.
    if (sealed > 0) run.count('sealed', sealed);
    if (roots.length > 0) run.count('roots', roots.length);
  }

  /** Compares the whole chain; each fault is a problem of the run. `kept`: roots that somebody has kept elsewhere. */
  async verify(run: Run, kept: readonly KeptRoot[] = []): Promise<void> {
    let faults = 0;
    const { checked, roots } = await verifyAudit(this.pool, {
      now: this.now,
      kept,
      signal: run.signal,
      progress: (done, total) => run.progress(done, total),
      fault: (fault) => {
        if (fault.kind.startsWith('kept-root')) run.count(KEPT_FAULTS);
        else faults += fault.count ?? 1;
        run.problem({ code: fault.kind, text: faultText(fault) });
      },
    });
    run.count('checked', checked);
    run.count('rootsChecked', roots);
    run.count(FAULTS, faults);
    if (faults > 0) this.logger.error({ runId: run.id, faults }, 'the record of who saw whom is not as it was written');
  }
}
