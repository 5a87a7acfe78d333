import { assertContactTypes, ContactTypesMissing } from '@contact-sync/contact-register';
import { ApiProperty } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { INTEGRATION_OFF, type CprSettings } from '../settings';
import type { Deliveries, RequestedDelivery } from './deliveries';
import { RequestedDeliveryAnswer } from './deliveries-api';
import type { InterimDirectory } from './interim-directory';
import { appendToJournal } from './journal';

export class BatchStep {
  @ApiProperty({ enum: ['logon', 'connect', 'get all files', 'import all files'] })
  readonly step!: 'logon' | 'connect' | 'get all files' | 'import all files';
  @ApiProperty({ enum: ['done', 'skipped', 'failed'] }) readonly outcome!: 'done' | 'skipped' | 'failed';
  @ApiProperty({ description: 'What the step did, or why it did not' }) readonly text!: string;
}

/** The guide's four steps, with what each did; the imports go on in the service queue. */
export class BatchRunReport {
  @ApiProperty({ type: [BatchStep] }) readonly steps!: readonly BatchStep[];
  @ApiProperty({ type: [RequestedDeliveryAnswer] }) readonly deliveries!: readonly RequestedDelivery[];
}

export interface BatchRunOptions {
  readonly pool: Pool;
  readonly deliveries: Deliveries;
  readonly directory: InterimDirectory;
  readonly settings: () => CprSettings;
  readonly now: () => Date;
}

/** *Simulate batch job* of the guide, with effect: both stages, now. */
export class BatchRun {
  constructor(private readonly options: BatchRunOptions) {}

  async run(): Promise<BatchRunReport> {
    const { directory, now } = this.options;
    const logon = await this.logOn();
    const steps: BatchStep[] = [logon, ...NO_FILE_SERVER];
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
    return { steps, deliveries };
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

const NO_FILE_SERVER: readonly BatchStep[] = [
  { step: 'connect', outcome: 'skipped', text: 'No file server of the CPR office is set up' },
  { step: 'get all files', outcome: 'skipped', text: 'Files come by upload or are put into the interim directory' },
];
