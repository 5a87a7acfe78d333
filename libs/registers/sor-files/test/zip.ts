import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip, and what is untrue of it. */
export interface ZippedFile {
  readonly name: string;
  readonly content: string | Buffer;
  /** 0: as it is; 8: deflated, the default; others are told only. */
  readonly method?: number;
  readonly encrypted?: boolean;
  readonly crc?: number;
  /** Told instead of its true length. */
  readonly size?: number;
}

const fields = (...numbers: readonly (readonly [value: number, bytes: 2 | 4 | 8])[]): Buffer =>
  Buffer.concat(
    numbers.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      if (bytes === 8) field.writeBigUInt64LE(BigInt(value));
      else field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );

const LARGE = 0xffffffff;

/** A zip by its published format (APPNOTE.TXT 6.3); with `zip64` all lengths and places stand in the fields for large files. */
export function zipOf(files: readonly ZippedFile[], { zip64 = false } = {}): Buffer {
  const locals: Buffer[] = [];
  const list: Buffer[] = [];
  let place = 0;
  for (const { name, content, method = 8, encrypted = false, ...told } of files) {
    const bytes = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const { crc = crc32(bytes), size = bytes.length } = told;
    const nameBytes = Buffer.from(name);
    const extra = zip64 ? fields([1, 2], [24, 2], [size, 8], [packed.length, 8], [place, 8]) : Buffer.alloc(0);
    const common = fields(
      [zip64 ? 45 : 20, 2],
      [0x800 + (encrypted ? 1 : 0), 2],
      [method, 2],
      [0, 2],
      [0x5a21, 2],
      [crc, 4],
      [zip64 ? LARGE : packed.length, 4],
      [zip64 ? LARGE : size, 4],
      [nameBytes.length, 2],
      [extra.length, 2],
    );
    const local = Buffer.concat([fields([0x04034b50, 4]), common, nameBytes, extra, packed]);
    const where = fields([0, 2], [0, 2], [0, 2], [0, 4], [zip64 ? LARGE : place, 4]);
    list.push(fields([0x02014b50, 4], [45, 2]), common, where, nameBytes, extra);
    locals.push(local);
    place += local.length;
  }
  const directory = Buffer.concat(list);
  const count = files.length;
  const large = Buffer.concat([
    fields([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4], [count, 8], [count, 8]),
    fields([directory.length, 8], [place, 8]),
    fields([0x07064b50, 4], [0, 4], [place + directory.length, 8], [1, 4]),
  ]);
  const end = fields(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [zip64 ? 0xffff : count, 2],
    [zip64 ? 0xffff : count, 2],
    [zip64 ? LARGE : directory.length, 4],
    [zip64 ? LARGE : place, 4],
    [0, 2],
  );
  return Buffer.concat([...locals, directory, ...(zip64 ? [large] : []), end]);
}
