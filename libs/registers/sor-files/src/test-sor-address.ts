import { type SorColumn, readSorHeader } from '@contact-sync/contacts-sor';
import { CallFailed, refusalOf, type StreamCaller } from '@contact-sync/outbound';
import { contentRange } from './content-range';
import { RemoteZip } from './remote-zip';
import { servedFile, type ServedFile } from './served-file';
import { SorFileFault } from './sor-file-fault';
import { isZip } from './unpack-sor-file';
import { chosen, entriesOf, unpacked, UNITS_FILE, type ZipEntry } from './zip-entries';

export interface SorAddressWish {
  readonly url: string;
  readonly caller: StreamCaller;
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
  /** Milliseconds without a byte until it is given up. */
  readonly idleMs?: number;
}

export interface SorAddressColumns {
  /** In our names, in the order of the file. */
  readonly recognised: readonly SorColumn[];
  readonly unknown: readonly string[];
  readonly missing: readonly SorColumn[];
}

/** What stands at an address, as far as its beginning tells. */
export interface SorAddressFound {
  /** As the server answered: 206 where it gave the beginning alone. */
  readonly status: number;
  readonly kind: 'csv' | 'zip';
  /** Bytes of the whole file, where the server tells. */
  readonly size?: number;
  readonly contentType?: string;
  readonly lastModified?: Date;
  /** Of the CSV, or of the one in the zip. Absent where the zip could not be looked into without loading it. */
  readonly columns?: SorAddressColumns;
  /** The files of a zip and their bytes unpacked, as far as one can tell without loading it. */
  readonly entries?: readonly { readonly name: string; readonly bytes: number }[];
  /** Which of them holds the units. */
  readonly entry?: string;
}

/** Why nothing can be imported from there: the code of a failed call, of a header that is none, or of a zip. */
export interface SorAddressFault {
  readonly fault: string;
  readonly said: string;
  readonly status?: number;
  readonly contentType?: string;
  readonly size?: number;
  /** Names of columns that were found, where it is not those of SOR. */
  readonly found?: readonly string[];
}

/** Enough for a header of a thousand columns. */
const BEGINNING_BYTES = 64 * 1024;

/**
 * Looks at the beginning of what stands at an address: whether it is a file of SOR, which columns it has, and of a zip
 * what it holds. Loads no more than that: the beginning by range, or, from a server that knows no ranges, by hanging up.
 * What is wrong is told and not thrown; after `signal` it throws the signal's reason.
 */
export async function testSorAddress(wish: SorAddressWish): Promise<SorAddressFound | SorAddressFault> {
  wish.signal?.throwIfAborted();
  let told: Partial<Pick<SorAddressFound, 'status' | 'contentType' | 'size'>> = {};
  try {
    const beginning = await beginningOf(wish, (answer) => (told = answer));
    return await lookedAt(beginning, wish);
  } catch (error) {
    wish.signal?.throwIfAborted();
    if (error instanceof SorFileFault) return { fault: error.code, said: error.said, ...told };
    if (error instanceof HeaderRefused) return { ...error.reason, ...told };
    if (!(error instanceof CallFailed)) throw error;
    return { fault: error.code, said: error.more.said ?? WORDS[error.failure], ...told };
  }
}

const WORDS: Readonly<Record<CallFailed['failure'], string>> = {
  unavailable: 'the server did not answer as a file server does',
  refused: 'the server let us not in',
  wrong: 'the address is not one that can be used',
};

interface Beginning {
  readonly bytes: Uint8Array;
  /** Whether there is no more of the file. */
  readonly whole: boolean;
  readonly status: number;
  readonly size?: number;
  readonly file: ServedFile;
}

async function beginningOf(
  wish: SorAddressWish,
  tell: (answer: Pick<SorAddressFound, 'status' | 'contentType' | 'size'>) => void,
): Promise<Beginning> {
  const { url, caller, signal, idleMs } = wish;
  const answer = await caller.open({
    method: 'GET',
    url,
    headers: { Range: `bytes=0-${BEGINNING_BYTES - 1}` },
    maxBytes: Number.MAX_SAFE_INTEGER,
    ...(signal === undefined ? {} : { signal }),
    ...(idleMs === undefined ? {} : { idleMs }),
  });
  try {
    const { status, headers } = answer;
    const file = servedFile(headers);
    const range = status === 206 ? contentRange(headers['content-range']) : undefined;
    const size = status === 206 ? range?.of : status === 200 ? file.length : undefined;
    const { contentType } = file;
    tell({
      status,
      ...(contentType === undefined ? {} : { contentType }),
      ...(size === undefined ? {} : { size }),
    });
    // What is empty has no first byte to give.
    if (status === 416) return { bytes: new Uint8Array(), whole: true, status, size: 0, file };
    const refusal = refusalOf({ status, headers }, wish.now?.() ?? new Date());
    if (refusal !== undefined) throw refusal;
    if (status === 206 ? range?.first !== 0 : status !== 200) throw new CallFailed('wrong', `http-${status}`);
    const { bytes, ended } = await firstOf(answer.body, BEGINNING_BYTES);
    const whole = ended && bytes.length === (size ?? bytes.length);
    return { bytes, whole, status, ...(size === undefined ? {} : { size }), file };
  } finally {
    answer.close();
  }
}

/** The first bytes of what comes in pieces; the rest is let go. */
async function firstOf(
  pieces: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ readonly bytes: Uint8Array; readonly ended: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of pieces) {
    parts.push(part);
    length += part.length;
    if (length >= most) break;
  }
  return { bytes: Buffer.concat(parts).subarray(0, most), ended: length < most };
}

async function lookedAt(beginning: Beginning, wish: SorAddressWish): Promise<SorAddressFound> {
  const { bytes, status, size, whole } = beginning;
  const { contentType, lastModified } = beginning.file;
  const found = {
    status,
    ...(size === undefined ? {} : { size }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
  return isZip(bytes)
    ? { ...found, kind: 'zip', ...(await lookedInto(beginning, wish)) }
    : { ...found, kind: 'csv', columns: columnsOf(bytes, whole) };
}

/** Looks into a zip over ranges; nothing where the server gives none, since only loading all of it would tell. */
async function lookedInto(
  { bytes, whole, status, size, file }: Beginning,
  wish: SorAddressWish,
): Promise<Pick<SorAddressFound, 'entries' | 'entry' | 'columns'>> {
  if (!whole && (status !== 206 || size === undefined)) return {};
  const remote = await RemoteZip.open({ ...wish, size: size ?? bytes.length, start: bytes, etag: file.etag });
  try {
    const entries = await entriesOf(remote.zip);
    const units = chosen(entries, UNITS_FILE);
    return { entries: entries.map(withoutEntry), entry: units.name, columns: await columnsIn(remote, units, wish) };
  } finally {
    remote.close();
  }
}

const withoutEntry = ({ name, bytes }: ZipEntry): { readonly name: string; readonly bytes: number } => ({
  name,
  bytes,
});

async function columnsIn(remote: RemoteZip, units: ZipEntry, { signal }: SorAddressWish): Promise<SorAddressColumns> {
  const pieces = unpacked(remote.zip, units, { maxBytes: Number.MAX_SAFE_INTEGER, signal });
  const { bytes, ended } = await firstOf(pieces, BEGINNING_BYTES);
  return columnsOf(bytes, ended);
}

/** The header was read and is none. */
class HeaderRefused extends Error {
  constructor(readonly reason: Pick<SorAddressFault, 'fault' | 'said' | 'found'>) {
    super(reason.fault);
  }
}

function columnsOf(bytes: Uint8Array, whole: boolean): SorAddressColumns {
  const read = readSorHeader(bytes, { whole });
  if (read === 'more') throw new HeaderRefused({ fault: 'no-header', said: 'the first line does not end', found: [] });
  if ('fault' in read) throw new HeaderRefused({ fault: read.fault, said: read.said, found: read.found });
  const { columns, unknown, missing } = read.header;
  const recognised = [...columns].sort(([, a], [, b]) => a - b).map(([name]) => name);
  return { recognised, unknown, missing };
}
