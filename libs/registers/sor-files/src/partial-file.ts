import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFault } from './sor-file-fault';

/** A file that is being written beside the place where it is to stand once it is whole. */
export class PartialFile {
  private hash = createHash('sha256');
  private written = 0;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** Begins anew where one was left by a process that died. Throws `SorFileFault`, as everything here. */
  static async beside(to: string): Promise<PartialFile> {
    const path = `${to}.part`;
    try {
      return new PartialFile(path, await open(path, 'w', 0o600));
    } catch (error) {
      throw writeFault(error);
    }
  }

  get bytes(): number {
    return this.written;
  }

  async append(chunk: Uint8Array): Promise<void> {
    try {
      // A disk that is nearly full takes a part of it first.
      for (let at = 0; at < chunk.length;) {
        const { bytesWritten } = await this.handle.write(chunk, at, chunk.length - at, this.written + at);
        at += bytesWritten;
      }
    } catch (error) {
      throw writeFault(error);
    }
    this.hash.update(chunk);
    this.written += chunk.length;
  }

  /** Forgets what was written. */
  async restart(): Promise<void> {
    if (this.written === 0) return;
    try {
      await this.handle.truncate(0);
    } catch (error) {
      throw writeFault(error);
    }
    this.written = 0;
    this.hash = createHash('sha256');
  }

  /** Puts the whole file in its place, so that a machine that stops leaves either all of it there or nothing. Tells its SHA-256. */
  async finish(to: string): Promise<string> {
    try {
      await this.handle.sync();
      await this.handle.close();
      await rename(this.path, to);
      const folder = await open(dirname(to), 'r');
      await folder.sync().finally(() => folder.close());
    } catch (error) {
      throw writeFault(error);
    }
    return this.hash.digest('hex');
  }

  /** Leaves nothing behind. Does no harm after `finish`. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.path, { force: true });
  }
}
