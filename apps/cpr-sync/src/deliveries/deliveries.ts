import { randomUUID } from 'node:crypto';
import { inTransaction, type Tx } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { Problem } from '@contact-sync/service';
import { inSpan } from '@contact-sync/tracing';
import type { Pool } from 'pg';
import { INTEGRATION_OFF, type CprSettings } from '../settings';
import type { ImportOptions } from './delivery';
import { findWaiting, recordDelivery, setOptions } from './delivery-store';
import { faultOfName } from './file-name';
import { NameTaken, type InterimDirectory } from './interim-directory';
import { appendToJournal } from './journal';

/** A file whose import was asked for. */
export interface RequestedDelivery {
  readonly id: string;
  readonly file: string;
}

interface ReceivedFile extends RequestedDelivery {
  readonly size: number;
}

export interface DeliveriesOptions {
  readonly pool: Pool;
  readonly directory: InterimDirectory;
  readonly settings: () => CprSettings;
  readonly now: () => Date;
}

/** Takes files in and asks for their import; the import itself is a task of the service queue. */
export class Deliveries {
  constructor(private readonly options: DeliveriesOptions) {}

  /** Takes one uploaded file into the interim directory; for a preview into a place of its own, which is cleared afterwards. */
  async receive(file: string, chunks: AsyncIterable<Uint8Array>, preview: boolean): Promise<ReceivedFile> {
    const { directory, settings, now } = this.options;
    refuseWhenOff(settings());
    const fault = faultOfName(file, settings());
    // A name that is refused is not repeated: it may be anything.
    if (fault !== undefined) throw new Problem(422, `A file was refused: its name ${fault}`, { code: 'file-name' });
    const id = randomUUID();
    try {
      const bytes = await inSpan('receive file', {}, async (span) => {
        const received = await (preview ? directory.receivePreview(id, chunks) : directory.receive(file, chunks));
        span.setAttributes({ 'contact_sync.delivery.id': id, 'contact_sync.file.bytes': received.bytes });
        return received.bytes;
      });
      await appendToJournal(directory.journalPath, { time: now(), action: 'received', file, counts: { bytes } });
      return { id, file, size: bytes };
    } catch (error) {
      if (!(error instanceof NameTaken)) throw error;
      throw new Problem(409, error.message, { code: 'file-name-taken' });
    }
  }

  /** Writes down received files, and asks for their import in the order given unless they are to be kept. */
  async request(
    files: readonly ReceivedFile[],
    options: ImportOptions,
    then: 'import' | 'keep',
  ): Promise<RequestedDelivery[]> {
    return inTransaction(this.options.pool, async (tx) => {
      const requested: RequestedDelivery[] = [];
      for (const received of files) requested.push(await this.record(tx, received, options));
      if (then === 'import') await enqueueImports(tx, requested);
      return requested;
    });
  }

  /**
   * Asks for the import of files that wait in the interim directory: those named, or all. Throws a `Problem` (404) for a
   * name that does not wait.
   */
  async importWaiting(names: readonly string[] | undefined, options: ImportOptions): Promise<RequestedDelivery[]> {
    const { directory, settings } = this.options;
    refuseWhenOff(settings());
    const { waiting } = await directory.list(settings());
    const wanted = names === undefined ? waiting : waiting.filter(({ name }) => names.includes(name));
    if (names !== undefined && wanted.length < new Set(names).size) {
      throw new Problem(404, 'A file that was named does not wait in the interim directory', { code: 'no-such-file' });
    }
    const files = wanted.map(({ name, bytes }) => ({ id: randomUUID(), file: name, size: bytes }));
    return this.request(files, options, 'import');
  }

  private async record(tx: Tx, { id, file, size }: ReceivedFile, options: ImportOptions): Promise<RequestedDelivery> {
    const known = options.preview ? undefined : await findWaiting(tx, file);
    if (known !== undefined) {
      await setOptions(tx, known, options);
      return { id: known, file };
    }
    await recordDelivery(tx, { id, file, size, options, receivedAt: this.options.now() });
    return { id, file };
  }
}

function refuseWhenOff({ cprIntegration }: CprSettings): void {
  if (!cprIntegration) throw new Problem(409, INTEGRATION_OFF.text, { code: INTEGRATION_OFF.code });
}

/** One after the other, so that they are begun in the order given. */
async function enqueueImports(tx: Tx, deliveries: readonly RequestedDelivery[]): Promise<void> {
  for (const { id } of deliveries) {
    await enqueueTasks(tx, [{ type: 'cpr-sync.delivery.import.v1', subject: id, data: { deliveryId: id } }]);
  }
}
