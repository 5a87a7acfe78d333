import { readRegisteredPersons } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { Problem, type Run } from '@contact-sync/service';
import { CallFailed } from '@contact-sync/outbound';
import type { Pool } from 'pg';
import { SUBSTITUTE_NUMBER } from '../asking/may-be-sent';
import { INTEGRATION_OFF, type CprSettings } from '../settings';
import type { InputFiles } from '../transfer/input-files';
import { endsByFile } from './decide-sending';
import type { SourceRecord } from './source-record';
import { findRecords } from './source-record-store';
import type { SourceRecords } from './source-records';

export interface SendByFileOptions {
  readonly pool: Pool;
  readonly records: SourceRecords;
  readonly inputFiles: Pick<InputFiles, 'order'>;
  readonly readSettings: () => Promise<CprSettings>;
  readonly now: () => Date;
}

/** CPR answers in the evening. What it has not answered after a week was lost, and goes off again. */
const LOST_AFTER_MS = 7 * 86_400_000;
const PURPOSE = 'subscriptions: what source records want';

/** A wish that goes off today. */
interface Leaving {
  readonly contactId: string;
  readonly subscribed: 'Y' | 'N';
  readonly hash: string;
}

/**
 * Gathers what source records want into one input file a day, in time for CPR's run: type 06 subscribes or ends, 07 asks for
 * the data of who is subscribed (CPR Direkte, 5.7). A wish goes off once a week until CPR confirms it by a delivery or a receipt
 * (997), or rejects it (910).
 */
export class SendByFile {
  constructor(private readonly options: SendByFileOptions) {}

  async carryOut(run: Run): Promise<void> {
    const settings = await this.options.readSettings();
    if (settings.subscribeBy === 'online') return;
    if (!settings.cprIntegration) return run.problem(INTEGRATION_OFF);
    const leaving = await this.gather(settings);
    if (leaving.length === 0) return;
    const idsOf = (subscribed: 'Y' | 'N'): string[] =>
      leaving.filter((one) => one.subscribed === subscribed).map(({ contactId }) => contactId);
    const [begin, end] = [idsOf('Y'), idsOf('N')];
    try {
      const { refused } = await this.options.inputFiles.order(
        [
          { type: '06', contactIds: begin },
          { type: '07', contactIds: begin },
          ...(end.length > 0 ? [{ type: '06' as const, action: 'delete' as const, contactIds: end }] : []),
        ],
        { who: 'cpr-sync', purpose: PURPOSE, by: 'job', signal: run.signal, asWanted: true },
      );
      const codeOf = new Map(refused.map(({ contactId, code }) => [contactId, code]));
      await this.noteRefused(leaving, codeOf);
      run.count('subscribe', begin.filter((id) => !codeOf.has(id)).length);
      run.count('unsubscribe', end.filter((id) => !codeOf.has(id)).length);
      if (codeOf.size > 0) run.count('refused', codeOf.size);
    } catch (error) {
      // What is missing in the settings, or a profile that cannot be had: nothing went off, and the next day tries again.
      if (!(error instanceof Problem) && !(error instanceof CallFailed)) throw error;
      const code = error instanceof CallFailed ? error.code : (error.more.code ?? 'refused');
      run.problem({ code, text: error.message });
    }
  }

  private async gather(settings: CprSettings): Promise<Leaving[]> {
    const { pool, records, now } = this.options;
    const waiting = await findRecords(pool, 'subscribed is not null and (sent_at is null or sent_at < $1)', [
      new Date(now().getTime() - LOST_AFTER_MS),
    ]);
    const persons = await readRegisteredPersons(pool, [...waiting.keys()]);
    return [...waiting.values()].flatMap((record): Leaving[] => {
      const { contactId, subscribed } = record;
      const person = persons.get(contactId);
      if (person === undefined || person.supersededBy !== undefined || subscribed === null) return [];
      const hash = records.hashOf(person.number);
      return goesByFile(record, hash, settings) ? [{ contactId, subscribed, hash }] : [];
    });
  }

  private async noteRefused(leaving: readonly Leaving[], codeOf: ReadonlyMap<string, string>): Promise<void> {
    const { pool, records } = this.options;
    const refused = leaving.flatMap(({ contactId, hash }) => {
      const code = codeOf.get(contactId);
      return code === undefined ? [] : [{ contactId, hash, code, text: textOf(code) }];
    });
    await inTransaction(pool, (tx) => records.refuse(tx, refused));
  }
}

function goesByFile(record: SourceRecord, hash: string, settings: CprSettings): boolean {
  if (record.subscribed === 'Y') return record.srcSubscribed === 'N' || record.numberHash !== hash;
  return record.srcSubscribed === 'Y' && endsByFile(record, { hash, settings });
}

const textOf = (code: string): string =>
  code === SUBSTITUTE_NUMBER.code ? SUBSTITUTE_NUMBER.text : `the line was not written to the input file (${code})`;
