import { watch, type FSWatcher } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trace } from './traces';

/** What a folder shows besides the deliveries themselves: every name that ever stood there, and the texts written beside them. */
export class FolderTraces {
  private readonly names = new Set<string>();
  private readonly watcher: FSWatcher;

  constructor(private readonly folder: string) {
    this.watcher = watch(folder, { recursive: true }, (_event, name) => void this.names.add(name ?? ''));
    // A folder that is removed again before the watcher has looked into it; its name was seen.
    this.watcher.on('error', () => undefined);
  }

  async read(): Promise<Trace[]> {
    this.watcher.close();
    const names = await readdir(this.folder, { recursive: true });
    const texts = names.filter((name) => /(^|\/)(err[^/]*|cprbatch\.log)$/.test(name));
    const read = texts.map(async (name) => ({ where: name, text: await readFile(join(this.folder, name), 'utf8') }));
    return [{ where: 'names of files', text: [...names, ...this.names].join('\n') }, ...(await Promise.all(read))];
  }
}
