import { open, type FileHandle } from 'node:fs/promises';
import { bucketLength, fromBucket, putIntoBucket, type PersonSlice } from '@contact-sync/contacts-off4';

const BUFFER_BYTES = 16 * 1024;

/** Memory that several files are read into one after the other: V8 is slow to clear what lies outside its heap. */
export class ReadRoom {
  private bytes = Buffer.alloc(0);

  of(length: number): Buffer {
    if (this.bytes.length < length) this.bytes = Buffer.allocUnsafeSlow(length);
    return this.bytes.subarray(0, length);
  }
}

/** Persons put aside in a file of the spill folder (mode 0600), to be read again whole. */
export class SpillFile {
  private file: FileHandle | undefined;
  private buffer = Buffer.alloc(0);
  private used = 0;

  /** `buffered`: bytes kept in memory before they are written. */
  constructor(
    private readonly path: string,
    private readonly buffered: number = BUFFER_BYTES,
  ) {}

  /** Adds records of a person; their bytes are copied. Gives a promise only when there is something to wait for. */
  add(slice: PersonSlice): Promise<void> | undefined {
    const length = bucketLength(slice);
    if (this.used + length > this.buffer.length) return this.makeRoom(length).then(() => this.put(slice, length));
    this.put(slice, length);
    return undefined;
  }

  /**
   * Every person put aside so far, each with all its records; they share one buffer that is theirs alone. What is read of
   * the file goes to `room` on the way.
   */
  async readAll(room = new ReadRoom()): Promise<readonly PersonSlice[]> {
    await this.makeRoom(0);
    if (this.file === undefined) return [];
    const { size } = await this.file.stat();
    const bytes = room.of(size);
    for (let at = 0; at < size;) {
      const { bytesRead } = await this.file.read(bytes, at, size - at, at);
      if (bytesRead === 0) throw new Error('a spill file is shorter than it was written');
      at += bytesRead;
    }
    return fromBucket(bytes);
  }

  async close(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    await file?.close();
  }

  private put(slice: PersonSlice, length: number): void {
    putIntoBucket(slice, this.buffer, this.used);
    this.used += length;
  }

  private async makeRoom(bytes: number): Promise<void> {
    if (this.used > 0) {
      this.file ??= await open(this.path, 'wx+', 0o600);
      await this.file.appendFile(this.buffer.subarray(0, this.used));
      this.used = 0;
    }
    const length = bytes === 0 ? 0 : Math.max(bytes, this.buffered);
    if (length !== this.buffer.length) this.buffer = Buffer.allocUnsafeSlow(length);
  }
}
