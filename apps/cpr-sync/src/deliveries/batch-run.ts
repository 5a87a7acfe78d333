import { assertContactTypes, ContactTypesMissing } from '@contact-sync/contact-register';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { INTEGRATION_OFF, type CprSettings } from '../settings';
import type { Deliveries, RequestedDelivery } from './deliveries';
import { RequestedDeliveryAnswer } from './deliveries-api';
import type { FilesFetched } from './files-fetched';
import type { InterimDirectory } from './interim-directory';
import { appendToJournal } from './journal';

export class BatchStep {
  @ApiProperty({ enum: ['logon', 'connect', 'get all files', 'import all files'] })
  readonly step!: 'logon' | 'connect' | 'get all files' | 'import all files';
  @ApiProperty({ enum: ['done', 'skipped', 'failed'] }) readonly outcome!: 'done' | 'skipped' | 'failed';
  @ApiProperty({ description: 'What the step did, or why it did not' }) readonly text!: string;
}

/** Something that did not end the run. */
export class BatchProblem {
  @ApiProperty({ description: 'A word that does not change', example: 'migrated' }) readonly code!: string;
  @ApiPropertyOptional({ description: 'The file it is about' }) readonly subject?: string;
  @ApiProperty() readonly text!: string;
}

/** The guide's four steps, with what each did; the imports go on in the service queue. */
export class BatchRunReport {
  @ApiProperty({ type: [BatchStep] }) readonly steps!: readonly BatchStep[];
  @ApiProperty({ type: [BatchProblem], description: 'Files that were not fetched, or not renamed, and why' })
  readonly problems!: readonly BatchProblem[];
  @ApiProperty({ type: [RequestedDeliveryAnswer] }) readonly deliveries!: readonly RequestedDelivery[];
}

export interface BatchRunOptions {
  readonly pool: Pool;
  readonly deliveries: Deliveries;
  readonly directory: InterimDirectory;
  readonly settings: () => CprSettings;
  readonly now: () => Date;
  /** Stage 1: the steps in the middle. */
  readonly fetchAll: (wish: BatchRunWish) => Promise<FilesFetched>;
}

export interface BatchRunWish {
  /** `schedule`, or the id of who asked. */
  readonly requestedBy: string;
  readonly signal?: AbortSignal;
}

/** *Simulate batch job* of the guide, with effect: both stages, now. */
export class BatchRun {
  constructor(private readonly options: BatchRunOptions) {}

  async run(wish: BatchRunWish): Promise<BatchRunReport> {
    const { directory, now, fetchAll } = this.options;
    const logon = await this.logOn();
    const stage1 = logon.outcome === 'done' ? await fetchAll(wish) : NOT_BEGUN;
    const steps: BatchStep[] = [logon, stage1.connect, stage1.getAll];
    const deliveries = logon.outcome === 'done' ? await this.importAll() : [];
    steps.push({
      step: 'import all files',
      outcome: logon.outcome === 'done' ? 'done' : 'skipped',
      text: logon.outcome === 'done' ? `${deliveries.length} files are being imported` : 'Not without the step before',
    });
    await appendToJournal(directory.journalPath, {
      time: now(),
      action: 'batch run',
      counts: { files: deliveries.length },
    });
    return { steps, problems: stage1.problems, deliveries };
  }

  private async logOn(): Promise<BatchStep> {
    const { pool, settings } = this.options;
    if (!settings().cprIntegration) return { step: 'logon', outcome: 'skipped', text: INTEGRATION_OFF.text };
    try {
      await assertContactTypes(pool, ['C', settings().guardianNameType]);
      return { step: 'logon', outcome: 'done', text: 'The contact register is ready for persons' };
    } catch (error) {
      if (!(error instanceof ContactTypesMissing)) throw error;
      return { step: 'logon', outcome: 'failed', text: error.message };
    }
  }

  private importAll(): Promise<RequestedDelivery[]> {
    const { deliveries, settings } = this.options;
    return deliveries.importWaiting(undefined, { persons: settings().filePersons, again: false, preview: false });
  }
}

const NOT_BEGUN: FilesFetched = {
  connect: { step: 'connect', outcome: 'skipped', text: 'Not without the step before' },
  getAll: { step: 'get all files', outcome: 'skipped', text: 'Not without the step before' },
  problems: [],
};
