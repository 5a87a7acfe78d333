import { open, type FileHandle } from 'node:fs/promises';
import type { Problem } from './problem';

/** One problem in the error file: where and what, never about whom. */
export function errorFileLine({ line, recordType, field, level, message }: Problem): string {
  return `${line === undefined ? '-' : `line ${line}`}\t${recordType ?? '-'}\t${field ?? '-'}\t${level}\t${message}\n`;
}

const BUFFERED_CHARACTERS = 64 * 1024;

/**
 * The problems of one import, beside the file as `err` + its name. The file is made with the first problem and an
 * earlier import's problems stay above.
 */
export class ErrorFile {
  private file: FileHandle | undefined;
  private pending = '';

  constructor(
    private readonly path: string,
    private readonly heading: string,
  ) {}

  async add(problem: Problem): Promise<void> {
    if (this.file === undefined) {
      this.file = await open(this.path, 'a', 0o600);
      this.pending = `# ${this.heading}\n`;
    }
    this.pending += errorFileLine(problem);
    if (this.pending.length > BUFFERED_CHARACTERS) await this.flush();
  }

  async close(): Promise<void> {
    const { file } = this;
    if (file === undefined) return;
    this.file = undefined;
    try {
      await file.appendFile(this.pending);
      await file.sync();
    } finally {
      this.pending = '';
      await file.close();
    }
  }

  private async flush(): Promise<void> {
    const text = this.pending;
    this.pending = '';
    await this.file?.appendFile(text);
  }
}
