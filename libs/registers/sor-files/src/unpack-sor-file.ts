import { constants, copyFile, link, open, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PartialFile } from './partial-file';
import { readFault, SorFileFault, writeFault } from './sor-file-fault';
import { chosen, entriesOf, openZip, unpacked, UNITS_FILE } from './zip-entries';

export interface SorUnpackWish {
  /** The file as it came, CSV or zip. */
  readonly path: string;
  /** Where the CSV is to stand; may be `path` itself where that is a CSV. */
  readonly to: string;
  /** Which file of a zip, by its name without folders; default `SOREntity*.csv`. */
  readonly entry?: RegExp;
  /** Bytes of the CSV at most. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

export interface SorUnpacked {
  readonly kind: 'csv' | 'zip';
  /** The name in the zip. */
  readonly entry?: string;
  /** Of the CSV. */
  readonly bytes: number;
}

/** Makes a CSV file of a file of SOR, whole or not at all. Throws `SorFileFault`; after `signal` its reason. */
export async function unpackSorFile(wish: SorUnpackWish): Promise<SorUnpacked> {
  wish.signal?.throwIfAborted();
  return isZip(await beginning(wish.path)) ? fromZip(wish) : asItIs(wish);
}

/** Whether these first bytes of a file are those of a zip. */
export function isZip(start: Uint8Array): boolean {
  // `PK` and a kind of record; no header line has a control character in it.
  return start[0] === 0x50 && start[1] === 0x4b && (start[2] ?? 0x20) < 0x20;
}

async function beginning(path: string): Promise<Uint8Array> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw readFault(error);
  }
}

async function asItIs({ path, to, maxBytes }: SorUnpackWish): Promise<SorUnpacked> {
  const { size: bytes } = await stat(path).catch((error: unknown) => {
    throw readFault(error);
  });
  if (bytes > maxBytes) throw new SorFileFault('too-large', `the file has ${bytes} bytes, more than ${maxBytes}`);
  if (resolve(path) !== resolve(to)) {
    try {
      await rm(to, { force: true });
      // A second name costs nothing; another disk, or one that knows no second names, gets a copy.
      await link(path, to).catch(() => copyFile(path, to, constants.COPYFILE_FICLONE));
    } catch (error) {
      await rm(to, { force: true });
      throw writeFault(error);
    }
  }
  return { kind: 'csv', bytes };
}

async function fromZip({
  path,
  to,
  entry: wanted = UNITS_FILE,
  maxBytes,
  signal,
}: SorUnpackWish): Promise<SorUnpacked> {
  const zip = await openZip(path);
  try {
    const entry = chosen(await entriesOf(zip), wanted);
    const part = await PartialFile.beside(to);
    try {
      for await (const chunk of unpacked(zip, entry, { maxBytes, signal })) await part.append(chunk);
      const { bytes } = part;
      await part.finish(to);
      return { kind: 'zip', entry: entry.name, bytes };
    } finally {
      await part.discard();
    }
  } finally {
    zip.close();
  }
}

/**
 * One file of a zip in pieces, for who needs it once only, chosen by its name without folders. Throws `SorFileFault`, at
 * its end too: what was read before is then not to be believed.
 */
export async function* zipEntryChunks(
  path: string,
  entry: RegExp,
  { maxBytes = Number.MAX_SAFE_INTEGER, signal }: { readonly maxBytes?: number; readonly signal?: AbortSignal } = {},
): AsyncGenerator<Uint8Array> {
  const zip = await openZip(path);
  try {
    yield* unpacked(zip, chosen(await entriesOf(zip), entry), { maxBytes, signal });
  } finally {
    zip.close();
  }
}
