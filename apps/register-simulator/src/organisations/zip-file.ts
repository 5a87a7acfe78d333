import { open } from 'node:fs/promises';
import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file to be put into an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly chunks: () => Iterable<Buffer>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

const MOST_BYTES = 0xfffffffe;
const VERSION = 20;
/** Sizes and checksum follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;

/**
 * Writes an archive: entries deflated one after the other, sizes and checksum behind each, as programs do that stream.
 * Entries from 4 GB on are refused.
 */
export async function writeZip(path: string, entries: readonly ZipEntry[], modified: Date): Promise<number> {
  const file = await open(path, 'w');
  try {
    let at = 0;
    const write = async (part: Buffer): Promise<void> => {
      await file.write(part);
      at += part.length;
    };
    const written: Written[] = [];
    for (const entry of entries) {
      const offset = at;
      const name = Buffer.from(entry.name, 'utf8');
      await write(localHeader(name, modified));
      const before = at;
      const { crc, size } = await deflate(entry.chunks(), write);
      const packed = at - before;
      if (size > MOST_BYTES || at > MOST_BYTES) throw new RangeError('an archive of 4 GB and more is not written');
      await write(numbers([4, 0x08074b50], [4, crc], [4, packed], [4, size]));
      written.push({ name, offset, crc, packed, size });
    }
    const directory = at;
    for (const each of written) await write(directoryHeader(each, modified));
    const length = at - directory;
    await write(
      numbers(
        [4, 0x06054b50],
        [2, 0],
        [2, 0],
        [2, written.length],
        [2, written.length],
        [4, length],
        [4, directory],
        [2, 0],
      ),
    );
    return at;
  } finally {
    await file.close();
  }
}

async function deflate(
  chunks: Iterable<Buffer>,
  write: (part: Buffer) => Promise<void>,
): Promise<{ crc: number; size: number }> {
  const packer = createDeflateRaw();
  let [crc, size] = [0, 0];
  const feeding = (async () => {
    for (const chunk of chunks) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      if (!packer.write(chunk)) await once(packer, 'drain');
    }
    packer.end();
  })();
  const draining = (async () => {
    for await (const part of packer) await write(part as Buffer);
  })();
  await Promise.all([feeding, draining]);
  return { crc, size };
}

function localHeader(name: Buffer, modified: Date): Buffer {
  const fixed = numbers(
    [4, 0x04034b50],
    [2, VERSION],
    [2, FLAGS],
    [2, DEFLATED],
    [4, dosTime(modified)],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, name.length],
    [2, 0],
  );
  return Buffer.concat([fixed, name]);
}

function directoryHeader({ name, offset, crc, packed, size }: Written, modified: Date): Buffer {
  const fixed = numbers(
    [4, 0x02014b50],
    [2, VERSION],
    [2, VERSION],
    [2, FLAGS],
    [2, DEFLATED],
    [4, dosTime(modified)],
    [4, crc],
    [4, packed],
    [4, size],
    [2, name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, offset],
  );
  return Buffer.concat([fixed, name]);
}

/** Little-endian numbers of two or four bytes. */
function numbers(...parts: readonly (readonly [2 | 4, number])[]): Buffer {
  const bytes = Buffer.alloc(parts.reduce((sum, [length]) => sum + length, 0));
  let at = 0;
  for (const [length, value] of parts) at = bytes.writeUIntLE(value, at, length);
  return bytes;
}

/** Date and time as archives have them: in two seconds, from 1980 on. */
function dosTime(at: Date): number {
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return date * 0x10000 + time;
}
