import { type FileHandle, open, truncate } from 'node:fs/promises';

/** How records stand in the file: one a line with trailing blanks cut, or all full-length records end to end. */
export const LAYOUT_NAMES = ['lines', 'lines-crlf', 'stream'] as const;
export type FileLayout = (typeof LAYOUT_NAMES)[number];

const CHUNK = 1 << 18;

/** Writes records to a file in chunks; the next chunk is not taken before the last one is written. */
export class RecordFile {
  private pending = '';
  private written = 0;
  private count = 0;

  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
    private readonly layout: FileLayout,
    private readonly encoding: 'latin1' | 'utf8',
  ) {}

  static async create(path: string, layout: FileLayout, encoding: 'latin1' | 'utf8'): Promise<RecordFile> {
    return new RecordFile(path, await open(path, 'w'), layout, encoding);
  }

  get records(): number {
    return this.count;
  }

  get bytes(): number {
    return this.written;
  }

  add(record: string): void {
    this.count++;
    if (this.layout === 'stream') this.pending += record;
    else this.pending += record.trimEnd() + (this.layout === 'lines' ? '\n' : '\r\n');
  }

  get isFull(): boolean {
    return this.pending.length >= CHUNK;
  }

  async flush(): Promise<void> {
    if (this.pending === '') return;
    const bytes = Buffer.from(this.pending, this.encoding);
    this.pending = '';
    await this.handle.writeFile(bytes);
    this.written += bytes.length;
  }

  /** Writes what is left; with `cutAt` only that many bytes remain. */
  async close(cutAt?: number): Promise<void> {
    await this.flush();
    await this.handle.close();
    if (cutAt !== undefined && cutAt < this.written) {
      await truncate(this.path, cutAt);
      this.written = cutAt;
    }
  }

  /** Gives up the file without writing what is left. */
  async abandon(): Promise<void> {
    await this.handle.close();
  }
}
