import type { MissingContact, WholeStatement } from '@contact-sync/contact-register';
import { decideClosing, decideClosings, type ClosingFacts, type MissingUnit } from '@contact-sync/contacts-sor';
import type { SorSettings } from '../settings';
import type { FileView } from './file-view';
import type { ImportClosings, ImportedUnit } from './import-record';
import type { ProblemLog } from './problem-log';
import { readHistory, type Histories } from './read-history';
import { SorFileUnavailable, type SorFiles } from './sor-files';
import type { Closing, UnitStore } from './unit-store';

const CLOSED_AT_ONCE = 1000;

export interface CloseMissingOptions {
  readonly whole: WholeStatement;
  readonly view: FileView;
  readonly store: UnitStore;
  readonly problems: ProblemLog;
  readonly files: SorFiles;
  readonly settings: Pick<SorSettings, 'historyUrl'>;
  /** Day whose state the file is, `YYYY-MM-DD`. */
  readonly day: string;
  readonly facts: Omit<ClosingFacts, 'missing' | 'open'>;
  /** Rows whose SOR id could not be read. */
  readonly unreadableIds: number;
  readonly signal: AbortSignal;
}

/** `closed` and `kept` are told by the rows that were written. */
export type Closed = Omit<ImportClosings, 'closed' | 'kept'>;

/**
 * Closes units that the file no longer names, if it can be trusted that far; each with what the history file, or else SOR's
 * last word, says of its end (sor.md 5 and 6.9).
 */
export async function closeMissing(options: CloseMissingOptions): Promise<Closed> {
  const { whole, day, facts, problems } = options;
  const { missing, open } = await whole.countMissing(day);
  if (missing === 0) return { kind: 'none', missing };
  const decision = decideClosings({ ...facts, missing, open });
  if (decision.kind === 'withhold') {
    const { code, reason } = decision;
    problems.add({ level: 'warning', code, text: `${missing} units are gone from the file and stay open: ${reason}` });
    return { kind: 'withheld', missing, code, reason };
  }
  const histories = await historiesOf(options);
  for await (const some of whole.missing(day, { portion: CLOSED_AT_ONCE })) {
    options.signal.throwIfAborted();
    await closeSome(some, histories, options);
  }
  return { kind: 'done', missing };
}

async function closeSome(
  some: readonly MissingContact[],
  histories: Histories | undefined,
  { view, store, day, unreadableIds }: CloseMissingOptions,
): Promise<void> {
  const closings: Closing[] = [];
  const kept: ImportedUnit[] = [];
  for (const { contactId, nameCode, end } of some) {
    const history: MissingUnit['history'] =
      histories === undefined ? 'not-read' : (histories.get(nameCode) ?? 'absent');
    const decision = decideClosing({ ...(end !== undefined && { end }), history }, { day, unreadableIds });
    if (decision.kind === 'close') {
      const reason =
        history === 'not-read' || history === 'absent' ? 'gone from the file' : 'ended by the history file';
      closings.push({ contactId, on: decision.on, reason, observation: view.closing(nameCode, decision.on) });
    } else {
      kept.push({ unit: nameCode, outcome: 'kept', contactId, events: 0, reason: decision.reason });
    }
  }
  await store.note(kept);
  await store.close(closings);
}

/** Undefined where there is no history to be had: that is said, and the last word of SOR decides. */
async function historiesOf({
  whole,
  day,
  files,
  settings,
  problems,
  signal,
}: CloseMissingOptions): Promise<Histories | undefined> {
  if (settings.historyUrl === '') return undefined;
  const wanted = new Set<string>();
  for await (const some of whole.missing(day, { portion: CLOSED_AT_ONCE })) {
    for (const { nameCode } of some) wanted.add(nameCode);
  }
  try {
    return await readHistory(files.fetchHistory(settings.historyUrl, signal), wanted, signal);
  } catch (error) {
    if (!(error instanceof SorFileUnavailable)) throw error;
    problems.add({ level: 'warning', code: error.code, text: `no history: ${error.message}` });
    return undefined;
  }
}
