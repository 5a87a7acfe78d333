import type { RetrySorHold } from '@contact-sync/contracts';
import type { Delivery as Task } from '@contact-sync/messaging';
import type { ImportTools } from '../imports/run-import';
import type { SorSettings } from '../settings';

export interface HoldRetryOptions extends Pick<ImportTools, 'pool' | 'register' | 'folder' | 'now'> {
  /** The settings as they stand now. */
  readonly readSettings: () => Promise<SorSettings>;
}

/** Carries out the task of trying a held unit again (MSG-1). */
export class HoldRetry {
  constructor(readonly options: HoldRetryOptions) {}

  async carryOut(_task: Task<RetrySorHold>, _signal: AbortSignal): Promise<void> {
    throw new Error('not built yet');
  }
}
