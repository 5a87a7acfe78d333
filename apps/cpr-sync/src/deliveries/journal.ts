import { appendFile, open, type FileHandle } from 'node:fs/promises';

/** What the journal tells: every step that touches a file or the register. */
export type JournalAction =
  | 'received'
  | 'import started'
  | 'imported'
  | 'same as before'
  | 'refused'
  | 'failed'
  | 'previewed'
  | 'batch run'
  | 'listed'
  | 'fetched'
  | 'renamed at CPR'
  | 'not fetched'
  | 'not renamed at CPR'
  | 'input file sent'
  | 'input file not sent'
  | 'hold retried';

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

const TAIL_BYTES = 256 * 1024;

/** The last lines of the journal, at most so many; none where nothing was written yet. */
export async function readJournal(path: string, most: number): Promise<readonly string[]> {
  const file = await openIfThere(path);
  if (file === undefined) return [];
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - TAIL_BYTES);
    const tail = Buffer.alloc(size - from);
    await file.read(tail, 0, tail.length, from);
    const lines = tail
      .toString('utf8')
      .split('\n')
      .slice(from === 0 ? 0 : 1, -1);
    return lines.slice(-most);
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
