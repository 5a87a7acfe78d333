import { open, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { WorkFolder } from '../imports/work-folder';

/** A file that came whole and waits for its import, under the import's id. */
export interface SentFile {
  readonly importId: string;
  readonly bytes: number;
}

/** Takes files in that are sent to us. */
export class SentFiles {
  constructor(private readonly folder: WorkFolder) {}

  /** Writes a file away as it comes; one that does not come whole leaves nothing. */
  async receive(chunks: AsyncIterable<Uint8Array>): Promise<SentFile> {
    const importId = randomUUID();
    const path = this.folder.sentOf(importId);
    try {
      return { importId, bytes: await writeDurably(path, chunks) };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  async remove({ importId }: SentFile): Promise<void> {
    await this.folder.remove([importId]);
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
