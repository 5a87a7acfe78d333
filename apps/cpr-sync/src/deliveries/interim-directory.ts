import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { errorFileName, importedName, kindOfName, type NamingRules } from './file-name';
import { JOURNAL_NAME } from './journal';
import { sameBytes } from './same-bytes';

export interface FileEntry {
  readonly name: string;
  readonly bytes: number;
  readonly modified: Date;
}

/** What stands in the interim directory (CPR-7). Nothing in it is ever deleted, so the operator is shown what piles up. */
export interface Listing {
  readonly waiting: readonly FileEntry[];
  readonly imported: readonly FileEntry[];
  readonly errors: readonly FileEntry[];
  readonly piledUp: { readonly files: number; readonly bytes: number; readonly oldest?: Date };
}

/** A different file of the same name stands there already; ours never overwrites it. */
export class NameTaken extends Error {
  constructor(readonly file: string) {
    super(`another file named ${file} is in the interim directory already`);
    this.name = 'NameTaken';
  }
}

const INCOMING = '.incoming';
const PREVIEW = '.preview';
const SPILL = '.spill';
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * The folder that files wait in between the two stages. It is ours alone (0700, files 0600); what we need for work in
 * hand stands in hidden folders within it.
 */
export class InterimDirectory {
  private constructor(
    readonly path: string,
    private readonly now: () => Date,
  ) {}

  /** Makes the folder where it is absent, and clears away uploads that were broken off more than a day ago. */
  static async open(path: string, now: () => Date): Promise<InterimDirectory> {
    await mkdir(join(path, INCOMING), { recursive: true, mode: 0o700 });
    await chmod(path, 0o700);
    const directory = new InterimDirectory(path, now);
    await directory.forgetBrokenUploads();
    return directory;
  }

  get journalPath(): string {
    return join(this.path, JOURNAL_NAME);
  }

  pathOf(name: string): string {
    return join(this.path, name);
  }

  /**
   * Takes a file in: it shows under its name only when it is whole and on disk. The same bytes under the same name are
   * taken for the same file. Throws `NameTaken` when another file waits under that name.
   */
  async receive(name: string, chunks: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number }> {
    const temporary = join(this.path, INCOMING, randomUUID());
    try {
      const bytes = await writeDurably(temporary, chunks);
      await this.publish(temporary, name);
      return { bytes };
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Where a file is written while it is fetched. */
  partPathOf(name: string): string {
    return join(this.path, INCOMING, `${name}.part`);
  }

  /**
   * Takes a fetched file in from `partPathOf` its name, as `receive` does. The same bytes are not taken in again where they
   * wait, or were imported, under that name. Throws `NameTaken` when another file waits under it.
   */
  async takeFetched(name: string, rules: NamingRules): Promise<void> {
    const part = this.partPathOf(name);
    const known = await this.pathsOf(name, rules);
    for (const path of known) {
      if (await sameBytes(part, path)) return rm(part);
    }
    await sync(part);
    await this.publish(part, name);
    await rm(part);
  }

  async removePart(name: string): Promise<void> {
    await rm(this.partPathOf(name), { force: true });
  }

  /** Takes a file in that is only to be looked at: it never shows, and is removed after its preview. */
  async receivePreview(id: string, chunks: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number }> {
    await mkdir(join(this.path, PREVIEW), { recursive: true, mode: 0o700 });
    return { bytes: await writeDurably(this.previewPath(id), chunks) };
  }

  /** Path of a file that is only to be looked at; undefined where there is none of that id. */
  async findPreview(id: string): Promise<string | undefined> {
    const path = this.previewPath(id);
    return (await fileStat(path)) === undefined ? undefined : path;
  }

  async removePreview(id: string): Promise<void> {
    await rm(this.previewPath(id), { force: true });
  }

  async list(rules: NamingRules): Promise<Listing> {
    const waiting: FileEntry[] = [];
    const imported: FileEntry[] = [];
    const errors: FileEntry[] = [];
    for (const entry of await readdir(this.path, { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const list = { waiting, imported, error: errors, other: undefined }[kindOfName(entry.name, rules)];
      const file = list === undefined ? undefined : await this.entryOf(entry.name);
      if (file !== undefined) list?.push(file);
    }
    for (const list of [waiting, imported, errors]) list.sort((a, b) => (a.name < b.name ? -1 : 1));
    const all = [...waiting, ...imported, ...errors];
    const oldest = all.reduce<Date | undefined>(
      (found, { modified }) => (found === undefined || modified < found ? modified : found),
      undefined,
    );
    const bytes = all.reduce((sum, file) => sum + file.bytes, 0);
    return { waiting, imported, errors, piledUp: { files: all.length, bytes, ...(oldest && { oldest }) } };
  }

  /** A waiting or imported file's name as it stands now; undefined where there is none. A crash may come before or after the renaming. */
  async find(name: string, rules: NamingRules): Promise<FileEntry | undefined> {
    return (await this.entryOf(name)) ?? (await this.entryOf(importedName(name, rules)));
  }

  /** Paths of all files that came under a name, the newest first: what waits, then what `markImported` renamed. */
  async pathsOf(name: string, rules: NamingRules): Promise<string[]> {
    return (await this.filesOf(name, rules)).map((file) => this.pathOf(file.name));
  }

  /** All files that came under a name, as `pathsOf`. */
  async filesOf(name: string, rules: NamingRules): Promise<readonly FileEntry[]> {
    const files: FileEntry[] = [];
    for (let copy = 1; ; copy += 1) {
      const entry = await this.entryOf(copyName(importedName(name, rules), copy));
      if (entry === undefined) break;
      files.unshift(entry);
    }
    const waiting = await this.entryOf(name);
    return waiting === undefined ? files : [waiting, ...files];
  }

  /**
   * Gives a file that has been dealt with its prefix. Doing it twice is harmless. An earlier file under the new name is
   * never overwritten by other bytes: then a number is added.
   */
  async markImported(name: string, rules: NamingRules): Promise<void> {
    const from = this.pathOf(name);
    if ((await this.entryOf(name)) === undefined) return;
    for (let copy = 1; ; copy += 1) {
      const to = this.pathOf(copyName(importedName(name, rules), copy));
      if ((await fileStat(to)) !== undefined && !(await sameBytes(from, to))) continue;
      await rename(from, to);
      await sync(this.path);
      return;
    }
  }

  /** Path of the file that tells the problems of an import. */
  errorPathOf(name: string): string {
    return this.pathOf(errorFileName(name));
  }

  /** An empty hidden folder for one import; whatever an import that crashed left there is removed. */
  async freshSpillFolder(): Promise<string> {
    await this.removeSpillFolder();
    const folder = join(this.path, SPILL);
    await mkdir(folder, { mode: 0o700 });
    return folder;
  }

  async removeSpillFolder(): Promise<void> {
    await rm(join(this.path, SPILL), { recursive: true, force: true });
  }

  private previewPath(id: string): string {
    return join(this.path, PREVIEW, id);
  }

  private async publish(temporary: string, name: string): Promise<void> {
    const target = this.pathOf(name);
    try {
      // Unlike renaming, a link never takes the place of a file that is there.
      await link(temporary, target);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
      if (!(await sameBytes(temporary, target))) throw new NameTaken(name);
    }
    await sync(this.path);
  }

  private async entryOf(name: string): Promise<FileEntry | undefined> {
    const found = await fileStat(this.pathOf(name));
    return found && { name, bytes: found.size, modified: found.mtime };
  }

  private async forgetBrokenUploads(): Promise<void> {
    const folder = join(this.path, INCOMING);
    for (const name of await readdir(folder)) {
      const found = await fileStat(join(folder, name));
      if (found !== undefined && this.now().getTime() - found.mtimeMs > FORGOTTEN_AFTER_MS) {
        await unlink(join(folder, name));
      }
    }
  }
}

/** The first, or one of other bytes that came under the same name later. */
const copyName = (name: string, copy: number): string => (copy === 1 ? name : `${name}.${copy}`);

async function writeDurably(path: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const chunk of chunks) {
      await file.writeFile(chunk);
      bytes += chunk.length;
    }
    await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}

/** Puts what was written to a file, or to the list of a folder, on the disk. */
async function sync(path: string): Promise<void> {
  const opened = await open(path, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

async function fileStat(
  path: string,
): Promise<(Awaited<ReturnType<typeof stat>> & { size: number; mtimeMs: number }) | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found : undefined;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
