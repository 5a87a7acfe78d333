import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** Lines of JSON in a file, added one by one: what happened, to let it happen again after a start. */
export class Journal<T> {
  constructor(private readonly file: string) {}

  add(entry: T): void {
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }

  /** A last line that was cut off is left out. */
  read(): T[] {
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').split('\n');
    return lines.slice(0, -1).map((line) => JSON.parse(line) as T);
  }
}
