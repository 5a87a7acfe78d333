import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkFolder } from '../imports/work-folder';

/** A file that came whole and waits for its import, under the import's id. */
export interface SentFile {
  readonly importId: string;
  readonly bytes: number;
}

const INCOMING = 'incoming-';
const FORGOTTEN_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Takes files in that are sent to us. Until its import takes it, a file stands under a name of its own: what an import
 * clears away it finds by the ids of imports, and this one's is not written down before its file is whole.
 */
export class SentFiles {
  constructor(private readonly folder: WorkFolder) {}

  /** Writes a file away as it comes; one that does not come whole leaves nothing. */
  async receive(chunks: AsyncIterable<Uint8Array>): Promise<SentFile> {
    const importId = randomUUID();
    const path = this.incoming(importId);
    try {
      return { importId, bytes: await writeDurably(path, chunks) };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  async remove({ importId }: SentFile): Promise<void> {
    await rm(this.incoming(importId), { force: true });
  }

  /** Path of the file that was sent for an import, which has begun; undefined where it is no longer here. */
  async take(importId: string): Promise<string | undefined> {
    const path = this.folder.sentOf(importId);
    try {
      await rename(this.incoming(importId), path);
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
    try {
      await stat(path);
      return path;
    } catch (error) {
      if (!isAbsent(error)) throw error;
      return undefined;
    }
  }

  /** Removes files that nobody took for a week: their service was killed before it asked for their import. */
  async forgetLeftovers(now: Date): Promise<void> {
    for (const name of await readdir(this.folder.path)) {
      if (!name.startsWith(INCOMING)) continue;
      const path = join(this.folder.path, name);
      const found = await stat(path).catch(() => undefined);
      if (found !== undefined && now.getTime() - found.mtimeMs > FORGOTTEN_AFTER_MS) await rm(path, { force: true });
    }
  }

  private incoming(importId: string): string {
    return join(this.folder.path, `${INCOMING}${importId}`);
  }
}

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

const isAbsent = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
