import { appendFile } from 'node:fs/promises';

/** What the journal tells: every step that touches a file or the register. */
export type JournalAction =
  'received' | 'import started' | 'imported' | 'same as before' | 'refused' | 'failed' | 'previewed' | 'batch run';

export interface JournalEntry {
  readonly time: Date;
  readonly action: JournalAction;
  /** Name of the file; absent where the entry is about none. */
  readonly file?: string;
  readonly counts?: Readonly<Record<string, number>>;
  /** Why; a fixed text of ours that names no person. */
  readonly reason?: string;
}

export const JOURNAL_NAME = 'cprbatch.log';

/** One line: time, action, file, counts and reason, apart by tabs. Never a person. */
export function journalLine({ time, action, file, counts = {}, reason }: JournalEntry): string {
  const numbers = Object.entries(counts).map(([name, count]) => `${name}=${count}`);
  const fields = [time.toISOString(), action, file ?? '-', numbers.join(' ') || '-', reason ?? '-'];
  return `${fields.map(oneLine).join('\t')}\n`;
}

/** Adds to the journal; lines of several writers never mix, since each is one short append. */
export async function appendToJournal(path: string, entry: JournalEntry): Promise<void> {
  await appendFile(path, journalLine(entry), { mode: 0o600 });
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ');
