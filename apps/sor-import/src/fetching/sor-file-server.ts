import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { StreamCaller } from '@contact-sync/outbound';
import { downloadSorFile, unpackSorFile, type SorDownloadWish } from '@contact-sync/registers-sor-files';
import type { Clock } from '@contact-sync/service';
import type { ImportRecord } from '../imports/import-record';
import { SorFileUnavailable, type FetchedSorFile, type FetchOptions, type SorFiles } from '../imports/sor-files';
import type { WorkFolder } from '../imports/work-folder';
import { unavailable } from './failure-words';
import { pause } from './pause';
import type { SentFiles } from './sent-files';

export interface SorFileServerParts {
  readonly folder: WorkFolder;
  readonly sentFiles: SentFiles;
  readonly caller: StreamCaller;
  readonly clock: Clock;
  /** Milliseconds without a byte until an attempt is given up. */
  readonly idleMs: number;
  /** Bytes of a file at most, as it comes and unpacked. */
  readonly maxBytes: number;
}

const HISTORY = 'history-';
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000;

/** The file server of SOR, and the files that were sent to us: brings what imports read (sor.md chapters 1 and 6). */
export class SorFileServer implements SorFiles {
  constructor(private readonly parts: SorFileServerParts) {}

  /** The file of an import as CSV. Its day is that of the server's Last-Modified; a file that was sent is of the day its sender says. */
  async fetch(record: ImportRecord, options: FetchOptions): Promise<FetchedSorFile> {
    try {
      return await (record.source.kind === 'address' ? this.download(record, options) : this.sent(record, options));
    } catch (error) {
      options.signal.throwIfAborted();
      throw unavailable(error);
    }
  }

  /** The history, whole: it is checked to its end before the first byte is given, and stands on disk no longer than that takes. */
  async *fetchHistory(url: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const path = join(this.parts.folder.path, `${HISTORY}${randomUUID()}`);
    const csv = `${path}.csv`;
    try {
      try {
        await downloadSorFile({ ...this.wish(url, signal), to: path });
        await unpackSorFile({ path, to: csv, maxBytes: this.parts.maxBytes, signal });
        await rm(path, { force: true });
      } catch (error) {
        signal.throwIfAborted();
        throw unavailable(error);
      }
      for await (const chunk of createReadStream(csv, { signal, highWaterMark: CHUNK })) yield chunk as Uint8Array;
    } finally {
      await rm(path, { force: true });
      await rm(csv, { force: true });
    }
  }

  /** Removes history files that a crash left more than a day ago. */
  async forgetLeftovers(): Promise<void> {
    const { folder, clock } = this.parts;
    for (const name of await readdir(folder.path)) {
      if (!name.startsWith(HISTORY)) continue;
      const path = join(folder.path, name);
      const found = await stat(path).catch(() => undefined);
      if (found !== undefined && clock.now().getTime() - found.mtimeMs > FORGOTTEN_AFTER_MS)
        await rm(path, { force: true });
    }
  }

  private async download({ source }: ImportRecord, { to, signal, onProgress }: FetchOptions): Promise<FetchedSorFile> {
    const got = `${to}.got`;
    try {
      const file = await downloadSorFile({
        ...this.wish(source.name, signal),
        to: got,
        ...(onProgress !== undefined && { onProgress }),
      });
      const { kind, entry, bytes } = await unpackSorFile({ path: got, to, maxBytes: this.parts.maxBytes, signal });
      return {
        name: entry === undefined ? nameOf(source.name) : basename(entry),
        madeAt: file.lastModified ?? this.parts.clock.now(),
        bytes,
        sha256: kind === 'csv' ? file.sha256 : await sha256Of(to, signal),
        // A zip names the length and the check sum of what is in it, and both were compared.
        lengthVerified: kind === 'zip' || file.complete,
      };
    } finally {
      await rm(got, { force: true });
    }
  }

  /** A file came whole or its upload was refused. Once its CSV stands, that alone is needed, also after a crash. */
  private async sent(record: ImportRecord, { to, signal }: FetchOptions): Promise<FetchedSorFile> {
    const { folder, sentFiles, maxBytes } = this.parts;
    const { day } = record.options;
    const path = await sentFiles.take(record.id);
    if (path === undefined && !(await folder.has(record.id)))
      throw new SorFileUnavailable('file-gone', 'the file that was sent is no longer here; send it again');
    const { entry, bytes } = await unpackSorFile({ path: path ?? to, to, maxBytes, signal });
    if (path !== undefined) await rm(path);
    return {
      name: entry === undefined ? record.source.name : basename(entry),
      madeAt: record.requestedAt,
      ...(day !== undefined && { day }),
      bytes,
      sha256: await sha256Of(to, signal),
      lengthVerified: true,
    };
  }

  private wish(url: string, signal: AbortSignal): Omit<SorDownloadWish, 'to'> {
    const { caller, clock, idleMs, maxBytes } = this.parts;
    return { url, caller, signal, idleMs, maxBytes, now: () => clock.now(), pause: (ms) => pause(clock, ms, signal) };
  }
}

const CHUNK = 256 * 1024;

/** The last part of an address, by which people know the file. */
function nameOf(url: string): string {
  const last = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined;
  return last === undefined || last === '' ? 'SorEntity' : last.slice(0, 200);
}

async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: CHUNK }), hash, { signal });
  return hash.digest('hex');
}
