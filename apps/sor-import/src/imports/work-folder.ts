import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const OF_AN_IMPORT = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\./;

/** The folder that files of imports stand in, by import; all replicas share it. */
export class WorkFolder {
  private constructor(readonly path: string) {}

  /** Makes the folder where it is not there. */
  static async open(path: string): Promise<WorkFolder> {
    await mkdir(path, { recursive: true });
    return new WorkFolder(path);
  }

  /** Where the CSV of an import stands. */
  csvOf(importId: string): string {
    return join(this.path, `${importId}.csv`);
  }

  /** Where a file that was sent to us stands, as it came. */
  sentOf(importId: string): string {
    return join(this.path, `${importId}.sent`);
  }

  /** Whether the CSV of an import is there. */
  async has(importId: string): Promise<boolean> {
    try {
      return (await stat(this.csvOf(importId))).isFile();
    } catch {
      return false;
    }
  }

  /** The imports that have files here. */
  async imports(): Promise<string[]> {
    const names = await readdir(this.path);
    return [...new Set(names.flatMap((name) => OF_AN_IMPORT.exec(name)?.[1] ?? []))];
  }

  /** Removes every file of these imports, half-fetched ones too. */
  async remove(importIds: readonly string[]): Promise<void> {
    const gone = new Set(importIds);
    for (const name of await readdir(this.path)) {
      const [, id] = OF_AN_IMPORT.exec(name) ?? [];
      if (id !== undefined && gone.has(id)) await rm(join(this.path, name), { force: true, recursive: true });
    }
  }
}
