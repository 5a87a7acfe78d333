import { open, type FileHandle } from 'node:fs/promises';
import type { Statement } from '@contact-sync/contact-register';

/** Rows so near each other are read together with what stands between them. */
const GAP = 32 * 1024;
const MOST_AT_ONCE = 4 * 1024 * 1024;

/** Reads rows of a file from where they stand: neighbours with one call. */
export class RowBytes {
  private constructor(private readonly file: FileHandle) {}

  static async open(path: string): Promise<RowBytes> {
    return new RowBytes(await open(path, 'r'));
  }

  /** The bytes of each of these rows. */
  async read(statements: readonly Statement[]): Promise<(statement: Statement) => Uint8Array> {
    const bytes = new Map<Statement, Uint8Array>();
    for (const { from, end, rows } of stretchesOf(statements)) {
      const buffer = Buffer.allocUnsafeSlow(end - from);
      const { bytesRead } = await this.file.read(buffer, 0, buffer.length, from);
      if (bytesRead < buffer.length) throw new Error('the file changed while it was imported');
      for (const row of rows) bytes.set(row, buffer.subarray(row.place - from, row.place - from + row.length));
    }
    return (statement) => bytes.get(statement) ?? new Uint8Array();
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

interface Stretch {
  readonly from: number;
  end: number;
  readonly rows: Statement[];
}

function stretchesOf(statements: readonly Statement[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const row of [...statements].sort((a, b) => a.place - b.place)) {
    const last = stretches.at(-1);
    const end = row.place + row.length;
    if (last === undefined || row.place > last.end + GAP || end - last.from > MOST_AT_ONCE) {
      stretches.push({ from: row.place, end, rows: [row] });
    } else {
      last.end = Math.max(last.end, end);
      last.rows.push(row);
    }
  }
  return stretches;
}
