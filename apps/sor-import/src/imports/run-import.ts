import { confirmWhole } from '@contact-sync/contact-register';
import { inTransaction, type Tx } from '@contact-sync/database';
import { enqueueEvents } from '@contact-sync/messaging';
import { REGISTER } from './file-view';
import { importFile, type FileEnd } from './import-file';
import type { ImportClosings, ImportCounts } from './import-record';
import { endImport, findLastImported, findUnderWay, startImport, type ImportEnd } from './import-store';
import { findUnconfirmed, sumParts } from './imported-units';
import type { ImportRequest, ImportTools } from './import-tools';
import { ProblemLog } from './problem-log';

/** The run of one file's import. */
export const IMPORT_RUN = 'import-file';

/** How an import ended, in the words of the report. */
type Ending = Pick<ImportEnd, 'state' | 'refusal' | 'counts' | 'closings' | 'good'>;

const SOURCE = '/contact-sync/sor-import';
/** The job that files are imported for, as events tell it. */
const JOB = 'import-units';

/**
 * Imports one file (SOR-2): units in transactions of their own, and one last transaction that makes the import finished.
 * After a crash it is simply begun again: what is stored already is recognised, and the counts are read from the rows that
 * were written with each change.
 */
export async function runImport(tools: ImportTools, request: ImportRequest): Promise<void> {
  const { record, run } = request;
  const at = tools.now();
  await inTransaction(tools.pool, async (tx) => {
    await startImport(tx, record.id, run.id, at);
    await enqueueEvents(tx, [
      {
        type: 'synchronisation.started.v1',
        subject: run.id,
        time: at,
        source: SOURCE,
        data: { register: REGISTER, job: JOB },
      },
    ]);
  });
  const problems = new ProblemLog();
  const end = await importFile(tools, request, problems);
  await finish(tools, request, end, problems);
  await clearFolder(tools);
}

async function finish(tools: ImportTools, request: ImportRequest, end: FileEnd, problems: ProblemLog): Promise<void> {
  const { record, run, also } = request;
  const at = tools.now();
  if ('refusal' in end) {
    const { code, text } = end.refusal;
    problems.add({ level: 'error', code, text });
    run.problem({ code, text, subject: record.source.name });
  }
  await inTransaction(tools.pool, async (tx) => {
    const ending = await endingOf(tx, request, end);
    const counts: Record<string, number> = { ...ending.counts };
    for (const [name, count] of Object.entries(counts)) run.count(name, count);
    if (end.state === 'imported') {
      const { view, day } = end;
      const of = {
        register: REGISTER,
        nameType: request.settings.contactType,
        asOf: day,
        origin: view.origin,
        at,
      } as const;
      await confirmWhole(tx, { ...of, except: await findUnconfirmed(tx, record.id) });
      if (record.options.full) await tools.onFull?.(tx);
    }
    await endImport(tx, record.id, { ...ending, problems: problems.kept(), at });
    await enqueueEvents(tx, [
      {
        type: 'synchronisation.finished.v1',
        subject: run.id,
        time: at,
        source: SOURCE,
        data: { register: REGISTER, job: JOB, outcome: 'refusal' in end ? 'failed' : 'succeeded', counts },
      },
    ]);
    await also(tx);
  });
}

async function endingOf(tx: Tx, { record }: ImportRequest, end: FileEnd): Promise<Ending> {
  if ('refusal' in end) return end;
  const stored = await sumParts(tx, record.id);
  const { created, changed, stale, events } = record.options.preview ? end.store.previewedPart : stored;
  const { closed, kept, held } = stored;
  const counts: ImportCounts = {
    units: end.units,
    created,
    changed,
    // A unit that changed by hand between two attempts may have been changed twice.
    unchanged: Math.max(0, end.units - created - changed - stale - held),
    stale,
    closed,
    kept,
    held,
    rejected: end.rejected,
    events: record.options.preview ? events + stored.events : events,
  };
  const closings: ImportClosings = { ...end.closings, closed, kept };
  return { state: end.state, counts, closings, good: end.state === 'imported' && end.closings.kind !== 'withheld' };
}

/** The file imported last stays, for held units; what nobody needs any more goes. */
async function clearFolder({ pool, folder }: ImportTools): Promise<void> {
  const there = await folder.imports();
  const needed = await findUnderWay(pool, there);
  const last = await findLastImported(pool);
  await folder.remove(there.filter((id) => !needed.has(id) && id !== last?.id));
}
