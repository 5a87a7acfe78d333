import { appendFile } from 'node:fs/promises';
import type { Problem } from './problem';

/** One problem in the error file: where and what, never about whom. */
export function errorFileLine({ line, recordType, field, level, message }: Problem): string {
  return `${line === undefined ? '-' : `line ${line}`}\t${recordType ?? '-'}\t${field ?? '-'}\t${level}\t${message}\n`;
}

const BUFFERED_CHARACTERS = 64 * 1024;

/**
 * The problems of one import, beside the file as `err` + its name. The file is made with the first problem, and an
 * earlier import's problems stay above.
 */
export class ErrorFile {
  private pending = '';
  private writing: Promise<void> = Promise.resolve();
  private begun = false;

  constructor(
    private readonly path: string,
    private readonly heading: string,
  ) {}

  add(problem: Problem): void {
    if (!this.begun) this.pending = `# ${this.heading}\n`;
    this.begun = true;
    this.pending += errorFileLine(problem);
    if (this.pending.length > BUFFERED_CHARACTERS) this.flush();
  }

  /** Waits until all is written; throws what kept it from being written. */
  async close(): Promise<void> {
    this.flush();
    await this.writing;
  }

  private flush(): void {
    const text = this.pending;
    if (text === '') return;
    this.pending = '';
    this.writing = this.writing.then(() => appendFile(this.path, text, { mode: 0o600 }));
    // Thrown by `close`; here it only must not count as unhandled.
    this.writing.catch(() => undefined);
  }
}
