import { assertPurpose, readKeys, recordAudit } from '@contact-sync/contact-register';
import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { nextDeliveryDay } from '@contact-sync/contacts-datafordeler';
import { inTransaction } from '@contact-sync/database';
import { CallFailed } from '@contact-sync/outbound';
import { inputFile, inputFileName, type RemoteFiles } from '@contact-sync/registers-cpr-files';
import { RegisterAway } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { InterimDirectory } from '../deliveries/interim-directory';
import { appendToJournal } from '../deliveries/journal';
import { oneAtATime } from '../one-at-a-time';
import type { CprSettings } from '../settings';
import type { SourceRecords } from '../subscriptions/source-records';
import type { AccessWish, FileAccess } from './file-access';
import { taskNumberOf } from './file-server-profile';
import {
  decideLines,
  entriesOf,
  subscriptionsOf,
  type InputRules,
  type InputWish,
  type RefusedContact,
} from './input-entries';
import {
  findInputFile,
  findWaitingInput,
  insertInputFile,
  markDropped,
  markNotSent,
  markSent,
  moveInputFile,
  readInputLines,
  type InputFile,
} from './input-file-store';
import { inputProblem } from './input-problem';
import type { TransferProblem } from './remote-file';
import { nextRunDay } from './run-day';

export interface InputFilesOptions {
  readonly pool: Pool;
  readonly access: FileAccess;
  readonly directory: InterimDirectory;
  readonly readSettings: () => Promise<CprSettings>;
  /** Which person numbers must not be subscribed, and which subscriptions lines begin and end. */
  readonly sources: Pick<SourceRecords, 'blocked' | 'noteSent'>;
  readonly now: () => Date;
}

/** Who wants an input file sent, and why (REG-7). */
export interface InputOrder {
  readonly who: string;
  readonly purpose: string;
  readonly by: AccessWish['by'];
  readonly signal?: AbortSignal;
  /** Subscriptions begin and end because source records want it; else because of this order, and they want it then. */
  readonly asWanted?: boolean;
}

export interface OrderedInput {
  /** Absent where everybody is refused. */
  readonly file?: InputFile;
  readonly refused: readonly RefusedContact[];
}

const AUDITED = { action: 'input-file', register: 'cpr' };

/**
 * Input files for the CPR office: contact ids become lines, and their numbers are read only while a file is written. A file
 * is kept before it is sent, so that after a crash the same lines are put on the server again, under the same name.
 */
export class InputFiles {
  constructor(private readonly options: InputFilesOptions) {}

  /**
   * Keeps a file of these wishes and puts it on the server; where the server is away it waits, and goes with the next
   * transfer. Throws a `Problem` (409) where no file can be made, `PurposeMissing`, and `CallFailed` where the profile
   * cannot be had.
   */
  async order(wishes: readonly InputWish[], { who, purpose, by, signal, asWanted }: InputOrder): Promise<OrderedInput> {
    assertPurpose({ purpose });
    const { pool, now, readSettings, access, sources } = this.options;
    const settings = await readSettings();
    assertPossible(settings, wishes);
    const taskNumber = taskNumberOf((await access.credential(settings)).profile);
    if (taskNumber === undefined) throw inputProblem('no-task-number');
    const ids = wishes.flatMap(({ contactIds }) => contactIds);
    const contacts = await readKeys(pool, ids);
    const { lines, refused } = decideLines(wishes, contacts, await this.rules(contacts, settings));
    if (lines.length === 0) return { refused };
    const file = await inTransaction(pool, async (tx) => {
      // The intent, before anything of them leaves us.
      const entries = lines.map(({ contactId, type }) => ({ ...AUDITED, contactId, fields: [type] }));
      await recordAudit(tx, { who, purpose }, entries, now());
      for (let runDay = nextRunDay(now()); ; runDay = nextDeliveryDay(runDay)) {
        const name = inputFileName(runDay, taskNumber);
        const about = {
          name,
          runDay,
          taskNumber,
          requestedBy: who,
          purpose: maskPersonNumbers(purpose),
          createdAt: now(),
        };
        const kept = await insertInputFile(tx, about, lines);
        if (kept === undefined) continue;
        const reason = asWanted === true ? undefined : ({ kind: 'wish', by: who, text: purpose } as const);
        const subscriptions = subscriptionsOf(lines, contacts);
        await sources.noteSent(tx, subscriptions, { file: name, at: now(), ...(reason && { reason }) });
        return kept;
      }
    });
    return { file: await this.sendNow(settings, file, { by, signal }), refused };
  }

  /** Puts what waits on the server. Throws as the server's roads do; what is sent by then is sent. */
  async sendWaiting(settings: CprSettings, { by, signal }: { by: AccessWish['by']; signal?: AbortSignal | undefined }) {
    const waiting = await findWaitingInput(this.options.pool);
    if (waiting.length === 0) return;
    await this.options.access.use(settings, { by, signal }, async (files) => {
      for (const file of waiting) await this.send(files, settings, file);
    });
  }

  /** The files that are not on the server, for who is told of a run. */
  async problems(): Promise<readonly TransferProblem[]> {
    const waiting = await findWaitingInput(this.options.pool);
    return waiting.map(({ name, problem }) => ({
      code: problem ?? 'not-sent',
      subject: name,
      text: 'the input file is not on the server yet; it goes with the next transfer',
    }));
  }

  private async sendNow(
    settings: CprSettings,
    file: InputFile,
    wish: { by: AccessWish['by']; signal?: AbortSignal | undefined },
  ): Promise<InputFile> {
    const { pool, access, directory, now } = this.options;
    try {
      return await access.use(settings, wish, (files) => this.send(files, settings, file));
    } catch (error) {
      if (!(error instanceof CallFailed) && !(error instanceof RegisterAway)) throw error;
      await markNotSent(pool, file.id, error.code);
      const entry = { time: now(), action: 'input file not sent', file: file.name, reason: error.code } as const;
      await appendToJournal(directory.journalPath, entry);
      return { ...file, problem: error.code };
    }
  }

  /** Who ordered it and the next transfer may come to it at once: the one who comes later finds it sent. */
  private send(files: RemoteFiles, settings: CprSettings, waiting: InputFile): Promise<InputFile> {
    const { pool } = this.options;
    return oneAtATime(pool, `cpr-input-file ${waiting.id}`, async () => {
      const file = await findInputFile(pool, waiting.id);
      return file?.state === 'building' ? this.upload(files, settings, file) : (file ?? waiting);
    });
  }

  private async upload(files: RemoteFiles, settings: CprSettings, waiting: InputFile): Promise<InputFile> {
    const { pool, directory, now } = this.options;
    const file = await this.onItsDay(waiting);
    const lines = await readInputLines(pool, file.id);
    const contacts = await readKeys(
      pool,
      lines.map(({ contactId }) => contactId),
    );
    const entries = entriesOf(lines, contacts, await this.rules(contacts, settings));
    if (entries.length === 0) {
      await markDropped(pool, file.id);
      return { ...file, state: 'dropped' };
    }
    await files.upload(settings.inputDirectory, file.name, inputFile(entries, file));
    const sentAt = now();
    await inTransaction(pool, async (tx) => {
      const outcome = [{ ...AUDITED, resultCount: entries.length }];
      await recordAudit(tx, { who: file.requestedBy, purpose: file.purpose }, outcome, sentAt);
      await markSent(tx, file.id, sentAt);
    });
    const counts = { lines: entries.length };
    await appendToJournal(directory.journalPath, { time: sentAt, action: 'input file sent', file: file.name, counts });
    return { ...file, state: 'sent', sentAt };
  }

  /** A file that missed its run is for a later one, and has its name. */
  private async onItsDay(file: InputFile): Promise<InputFile> {
    let runDay = nextRunDay(this.options.now());
    if (file.runDay >= runDay) return file;
    for (; ; runDay = nextDeliveryDay(runDay)) {
      const name = inputFileName(runDay, file.taskNumber);
      if (await moveInputFile(this.options.pool, file.id, { name, runDay })) return { ...file, name, runDay };
    }
  }

  private async rules(
    contacts: ReadonlyMap<string, { readonly key: { readonly nameCode: string } }>,
    settings: CprSettings,
  ): Promise<InputRules> {
    const { pool } = this.options;
    const numbers = [...contacts.values()].map(({ key }) => key.nameCode).filter((code) => /^\d{10}$/.test(code));
    return { settings, blocked: await this.options.sources.blocked(pool, [...new Set(numbers)]) };
  }
}

function assertPossible(settings: CprSettings, wishes: readonly InputWish[]): void {
  if (!settings.cprIntegration) throw inputProblem('cpr-integration-off');
  if (settings.fileServerProfile === '') throw inputProblem('no-profile');
  const deletes = wishes.some(({ type, action }) => type === '06' && action === 'delete');
  if (deletes && settings.deletionCode === '') throw inputProblem('no-deletion-code');
}
