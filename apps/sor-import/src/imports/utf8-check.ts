import { isUtf8 } from 'node:buffer';

const LONGEST_SEQUENCE = 4;

/** Whether bytes that come in chunks are UTF-8, also where a chunk ends inside a letter. */
export class Utf8Check {
  private carried = Buffer.alloc(0);

  /** False when the bytes up to here cannot be UTF-8, whatever follows. */
  push(chunk: Uint8Array): boolean {
    let begin = 0;
    if (this.carried.length > 0) {
      // The letter that the last chunk began: its other bytes are among the next three.
      begin = continuationBytes(chunk, LONGEST_SEQUENCE - 1);
      const letter = Buffer.concat([this.carried, chunk.subarray(0, begin)]);
      if (begin === chunk.length && letter.length < lengthOf(letter[0] ?? 0)) {
        this.carried = letter;
        return true;
      }
      this.carried = Buffer.alloc(0);
      if (!isUtf8(letter)) return false;
    }
    const end = Math.max(begin, chunk.length - unfinishedBytes(chunk));
    this.carried = Buffer.from(chunk.subarray(end));
    return isUtf8(chunk.subarray(begin, end));
  }

  /** False when the last letter is not whole. */
  end(): boolean {
    return this.carried.length === 0;
  }
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

function continuationBytes(chunk: Uint8Array, most: number): number {
  let count = 0;
  while (count < Math.min(most, chunk.length) && isContinuation(chunk[count] ?? 0)) count += 1;
  return count;
}

/** Bytes that the letter beginning with this byte has. */
function lengthOf(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

/** Bytes at the end of a chunk that begin a letter and do not end it. */
function unfinishedBytes(chunk: Uint8Array): number {
  for (let back = 1; back < LONGEST_SEQUENCE && back <= chunk.length; back += 1) {
    const byte = chunk[chunk.length - back] ?? 0;
    if (!isContinuation(byte)) return lengthOf(byte) > back ? back : 0;
  }
  return 0;
}
