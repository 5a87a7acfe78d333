import { join } from 'node:path';
import { assertContactTypes, ContactTypesMissing, type ContactRegister } from '@contact-sync/contact-register';
import { inTransaction, type Tx } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import { withLittleMemory, type Clearing, type Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { CprSettings } from '../settings';
import { FileSubscriptions } from '../subscriptions/file-subscriptions';
import type { SourceRecords } from '../subscriptions/source-records';
import { decideDelivery } from './decide-delivery';
import type { Delivery, DeliveryCounts } from './delivery';
import { beginImport, endImport, readGuards, recordFacts, recordMissing, type ImportEnd } from './delivery-store';
import { ErrorFile } from './error-file';
import { countPersons } from './imported-persons';
import type { InterimDirectory } from './interim-directory';
import { appendToJournal, type JournalAction } from './journal';
import { PersonImport } from './person-import';
import type { PersonStore } from './person-store';
import { PreviewStore, RegisterStore } from './person-stores';
import { ProblemLog } from './problem-log';
import { readPersons } from './read-persons';
import { scanFile, type ReadableFile } from './scan-file';
import { FileView } from './sighting';
import { SpillFile } from './spill-file';

export interface ImportTools {
  readonly pool: Pool;
  readonly register: ContactRegister;
  readonly directory: InterimDirectory;
  /** Source records, which files confirm and end. */
  readonly sources: SourceRecords;
  readonly now: () => Date;
  /** Files of more bytes than this are imported with little memory, at the price of some time. */
  readonly largeFileBytes: number;
}

export interface ImportRequest {
  readonly delivery: Delivery;
  readonly settings: CprSettings;
  readonly run: Run;
  /** Done in the import's last transaction, with everything else that makes it finished. */
  readonly also: (tx: Tx) => Promise<void>;
}

/** How an import ended, in the words of the report. */
type Ending = Pick<ImportEnd, 'state' | 'refusal' | 'counts'>;

const SOURCE = '/contact-sync/cpr-sync';
/** The job that files are imported for, as events tell it. */
const JOB = 'import-deliveries';
/** The run of one file's import. */
export const IMPORT_RUN = 'import-delivery';

/**
 * Stage 2 for one file: two passes, persons in transactions of their own, and one last transaction that makes the import
 * finished. After a crash it is simply begun again: what is stored already is recognised, and the counts are read from
 * the rows that were written with each change.
 */
export async function importDelivery(tools: ImportTools, request: ImportRequest): Promise<void> {
  const { directory, now } = tools;
  const { delivery, run } = request;
  await journal(tools, 'import started', delivery);
  await inTransaction(tools.pool, async (tx) => {
    await beginImport(tx, delivery.id, run.id, now());
    await enqueueEvents(tx, [
      {
        type: 'synchronisation.started.v1',
        subject: run.id,
        time: now(),
        source: SOURCE,
        data: { register: 'cpr', job: JOB },
      },
    ]);
  });
  const heading = `${now().toISOString()} ${delivery.file}`;
  const problems = new ProblemLog(
    delivery.options.preview ? undefined : new ErrorFile(directory.errorPathOf(delivery.file), heading),
  );
  try {
    const ending = await importFile(tools, request, problems);
    await problems.close();
    await finish(tools, request, ending, problems);
  } finally {
    await directory.removeSpillFolder();
  }
}

async function importFile(tools: ImportTools, request: ImportRequest, problems: ProblemLog): Promise<Ending> {
  const { delivery, settings } = request;
  const missing = await missingContactTypes(tools.pool, ['C', settings.guardianNameType]);
  if (missing !== undefined) return failed(problems, missing.message);
  const path = await pathOf(tools.directory, request);
  if (path === undefined) return failed(problems, 'the file is not in the interim directory');

  const scanned = await scanFile(path, settings);
  if ('refusal' in scanned) {
    const { line, text } = scanned.refusal;
    problems.add({ ...(line > 0 && { line }), level: 'error', message: text });
    return { state: 'refused', refusal: text };
  }
  const { file } = scanned;
  const decision = await inTransaction(tools.pool, async (tx) => {
    await recordFacts(tx, delivery.id, file.facts);
    const guards = await readGuards(tx, file.facts);
    const decided = decideDelivery(file.facts, guards, { chainGap: settings.chainGap, again: delivery.options.again });
    if ('missing' in decided && !delivery.options.preview)
      await recordMissing(tx, decided.missing, delivery.id, tools.now());
    return decided;
  });
  switch (decision.kind) {
    case 'same':
      return { state: 'same' };
    case 'refuse':
      problems.add({ level: 'error', message: decision.reason });
      return { state: 'refused', refusal: decision.reason };
    case 'warn':
      problems.add({ level: 'warning', message: decision.reason });
      return importPersons(tools, request, path, file, problems);
    case 'accept':
      return importPersons(tools, request, path, file, problems);
  }
}

async function pathOf(directory: InterimDirectory, { delivery, settings }: ImportRequest): Promise<string | undefined> {
  const preview = delivery.options.preview ? await directory.findPreview(delivery.id) : undefined;
  if (preview !== undefined) return preview;
  const entry = await directory.find(delivery.file, settings);
  return entry && directory.pathOf(entry.name);
}

async function missingContactTypes(pool: Pool, letters: readonly string[]): Promise<ContactTypesMissing | undefined> {
  try {
    await assertContactTypes(pool, letters);
    return undefined;
  } catch (error) {
    if (error instanceof ContactTypesMissing) return error;
    throw error;
  }
}

function failed(problems: ProblemLog, refusal: string): Ending {
  problems.add({ level: 'error', message: refusal });
  return { state: 'failed', refusal };
}

async function importPersons(
  tools: ImportTools,
  request: ImportRequest,
  path: string,
  file: ReadableFile,
  problems: ProblemLog,
): Promise<Ending> {
  const { delivery, settings, run } = request;
  const folder = await tools.directory.freshSpillFolder();
  const aside = new SpillFile(join(folder, 'aside'));
  const preview = delivery.options.preview ? new PreviewStore(tools) : undefined;
  const subscriptions =
    preview === undefined
      ? await FileSubscriptions.open({ ...tools, productionDate: file.facts.productionDate })
      : undefined;
  const telling = subscriptions === undefined ? {} : { subscriptions };
  const store: PersonStore =
    preview ?? new RegisterStore({ ...tools, ...telling, deliveryId: delivery.id, runId: run.id });
  const persons = new PersonImport({
    store,
    view: new FileView(delivery.file, file.facts, file.recordTypes, settings),
    mode: delivery.options.persons,
    problems,
    ...telling,
    aside,
    signal: run.signal,
    onProgress: (done) => run.progress(done, file.persons),
  });
  const importAll = async (clearing: Clearing): Promise<void> => {
    for await (const delivered of readPersons(path, file, folder)) clearing(await persons.take(delivered));
    await persons.finish();
  };
  try {
    await (file.bytes > tools.largeFileBytes ? withLittleMemory(importAll) : importAll(() => undefined));
  } finally {
    await persons.abandon();
    await aside.close();
  }
  const seen = { persons: file.persons, notOurs: persons.notOurs };
  if (preview === undefined) {
    const counts = await inTransaction(tools.pool, (tx) => countPersons(tx, delivery.id, seen));
    return { state: 'imported', counts };
  }
  const { events, ...outcomes } = preview.tally;
  const told = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  return {
    state: 'previewed',
    counts: { ...seen, ...outcomes, unchanged: seen.persons - seen.notOurs - told, events },
  };
}

/** The last transaction. The file is renamed just before it commits: after a crash it is found under either name. */
async function finish(tools: ImportTools, request: ImportRequest, ending: Ending, problems: ProblemLog): Promise<void> {
  const { delivery, run, settings, also } = request;
  const at = tools.now();
  const isDone = ending.state === 'imported' || ending.state === 'same';
  const counts = numbersOf(ending.counts);
  for (const [name, count] of Object.entries(counts)) run.count(name, count);
  if (ending.refusal !== undefined) run.problem({ code: ending.state, text: ending.refusal, subject: delivery.file });
  await inTransaction(tools.pool, async (tx) => {
    await endImport(tx, delivery.id, { ...ending, problems: problems.kept(), at });
    await enqueueEvents(tx, [
      {
        type: 'synchronisation.finished.v1',
        subject: run.id,
        time: at,
        source: SOURCE,
        data: {
          register: 'cpr',
          job: JOB,
          outcome: isDone || ending.state === 'previewed' ? 'succeeded' : 'failed',
          counts,
        },
      },
    ]);
    await also(tx);
    if (isDone) await tools.directory.markImported(delivery.file, settings);
  });
  if (delivery.options.preview) await tools.directory.removePreview(delivery.id);
  await journal(tools, ACTIONS[ending.state], delivery, { counts, ...(ending.refusal && { reason: ending.refusal }) });
}

const ACTIONS: Readonly<Record<Ending['state'], JournalAction>> = {
  imported: 'imported',
  same: 'same as before',
  refused: 'refused',
  failed: 'failed',
  previewed: 'previewed',
};

function numbersOf(counts: DeliveryCounts | undefined): Record<string, number> {
  return counts === undefined ? {} : { ...counts };
}

async function journal(
  { directory, now }: ImportTools,
  action: JournalAction,
  { file }: Delivery,
  more: { readonly counts?: Readonly<Record<string, number>>; readonly reason?: string } = {},
): Promise<void> {
  await appendToJournal(directory.journalPath, { time: now(), action, file, ...more });
}
