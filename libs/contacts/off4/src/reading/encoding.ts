/** What a file is written in, when that is not the ISO-8859-1 that CPR delivers. */
export type WrongEncoding = 'UTF-8' | 'UTF-16' | 'EBCDIC';

const MARKS: readonly (readonly [WrongEncoding, readonly number[]])[] = [
  ['UTF-8', [0xef, 0xbb, 0xbf]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
  // "000", the beginning of every delivery, in UTF-16 without a mark and in EBCDIC.
  ['UTF-16', [0x30, 0x00, 0x30]],
  ['UTF-16', [0x00, 0x30, 0x00]],
  ['EBCDIC', [0xf0, 0xf0, 0xf0]],
];

/** Judges a file by how it begins: byte order marks and foreign digits. */
export function encodingOfBeginning(head: Uint8Array): WrongEncoding | undefined {
  return MARKS.find(([, mark]) => mark.every((byte, at) => head[at] === byte))?.[0];
}

/**
 * Tells UTF-8 by its letters: in a UTF-8 file every byte above 127 belongs to a whole sequence, which in ISO-8859-1
 * would be an odd pair such as `Ã¦`. The first byte that does not fit settles it, so that a right file costs nothing
 * beyond its first Danish letter.
 */
export class Utf8Detector {
  #settled = false;
  #sequences = 0;
  #following = 0;

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && !this.#settled; at++) {
      const byte = chunk[at]!;
      if (byte < 0x80 && this.#following === 0) continue;
      this.#take(byte);
    }
  }

  /** True when the whole file holds letters and all of them are UTF-8. */
  get isUtf8(): boolean {
    return !this.#settled && this.#sequences > 0;
  }

  #take(byte: number): void {
    const continues = byte >= 0x80 && byte < 0xc0;
    if (this.#following > 0 && continues) {
      this.#following -= 1;
      if (this.#following === 0) this.#sequences += 1;
    } else if (this.#following === 0 && byte >= 0xc2 && byte < 0xf5) {
      this.#following = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    } else {
      this.#settled = true;
    }
  }
}
