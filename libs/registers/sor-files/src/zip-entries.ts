import { crc32 } from 'node:zlib';
import { CallFailed } from '@contact-sync/outbound';
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl';
import { readFault, SorFileFault } from './sor-file-fault';

/** The file of units in a zip of SOR: `SOREntity.csv`, `SorEntity_daily.csv`. */
export const UNITS_FILE = /^sorentity[^/]*\.csv$/i;

/** More files than any zip of SOR has. */
const MOST_ENTRIES = 1000;
const DEFLATED = 8;

/** Names stay bytes until we look at them: one that leads out of its folder is no reason not to read another. */
export const ZIP_OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;

export interface ZipEntry {
  /** With its folders, separated by `/`. */
  readonly name: string;
  /** Unpacked. */
  readonly bytes: number;
  readonly entry: Entry;
}

export interface ZipReading {
  /** Bytes at most that a file may unpack to. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** Opens a zip; who opens it closes it. Throws `SorFileFault`. */
export async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, ZIP_OPTIONS);
  } catch (error) {
    throw zipFault(error);
  }
}

/** Every file of a zip, folders left out. Throws `SorFileFault` where the list is damaged or longer than any of SOR. */
export async function entriesOf(zip: ZipFile): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      if (!name.endsWith('/')) entries.push({ name, bytes: entry.uncompressedSize, entry });
      if (entries.length > MOST_ENTRIES) throw new SorFileFault('zip-damaged', 'the zip holds too many files');
    }
  } catch (error) {
    throw zipFault(error);
  }
  return entries;
}

/** The one file of a name, whatever folder it stands in: nothing is ever written under a name of a zip. Throws `SorFileFault`. */
export function chosen(entries: readonly ZipEntry[], wanted: RegExp): ZipEntry {
  // A pattern that remembers where it was would miss every other name.
  const pattern = new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, ''));
  const matching = entries.filter(({ name }) => !/^__MACOSX\//.test(name) && pattern.test(baseName(name)));
  const [first, second] = matching;
  if (first === undefined)
    throw new SorFileFault('zip-without-file', `the zip holds no file of SOR units; ${held(entries)}`);
  if (second !== undefined)
    throw new SorFileFault('zip-several-files', `the zip holds more than one such file; ${held(matching)}`);
  return first;
}

const baseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const SHOWN = 20;
const NAME_SHOWN = 60;

function held(entries: readonly ZipEntry[]): string {
  if (entries.length === 0) return 'it holds nothing';
  const names = entries.slice(0, SHOWN).map(({ name }) => name.slice(0, NAME_SHOWN));
  return `it holds ${names.join(', ')}${entries.length > SHOWN ? ' and more' : ''}`;
}

/** One file unpacked, never more of it in memory than a piece; its length and check sum are compared at its end. Throws `SorFileFault`. */
export async function* unpacked(
  zip: ZipFile,
  { entry, bytes }: ZipEntry,
  reading: ZipReading,
): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) throw new SorFileFault('zip-encrypted', 'the file in the zip is encrypted');
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== DEFLATED)
    throw new SorFileFault('zip-packing', `the file in the zip is packed by method ${entry.compressionMethod}`);
  if (bytes > reading.maxBytes)
    throw new SorFileFault('too-large', `the file in the zip has ${bytes} bytes, more than ${reading.maxBytes}`);
  reading.signal?.throwIfAborted();
  let sum = 0;
  try {
    // Stops with an error where it unpacks to another length than the zip says.
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      reading.signal?.throwIfAborted();
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    reading.signal?.throwIfAborted();
    throw zipFault(error);
  }
  if (sum !== entry.crc32) throw new SorFileFault('zip-damaged', 'the check sum of the file in the zip is wrong');
}

/** The library's errors have no codes: what our disk and the other side did not do, the zip did. */
export function zipFault(error: unknown): unknown {
  if (error instanceof SorFileFault || error instanceof CallFailed) return error;
  const fault = readFault(error);
  return fault === error ? new SorFileFault('zip-damaged', 'the zip is damaged or was cut', { cause: error }) : fault;
}
