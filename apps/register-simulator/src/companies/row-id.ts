import { mix } from '../population/dice';
import type { UnitIndex } from './directory';

const ODD = 0x9e3779b1;
const INVERSE = inverse(ODD);

/** A row id that leads back to its unit: rows are not kept, so they are not looked up by it either. */
export function rowIdOf(seed: number, unit: UnitIndex, fact: number, serial: number): string {
  const head = Math.imul(unit + 1, ODD) >>> 0;
  return uuidFrom(head, mix(seed ^ head, fact, serial), mix(seed + serial, head, fact));
}

export function unitOfRowId(rowId: string): UnitIndex {
  return (Math.imul(Number.parseInt(rowId.slice(0, 8), 16), INVERSE) >>> 0) - 1;
}

/** A UUID of version 4 out of three numbers of 32 bits, the first standing in front. */
export function uuidFrom(a: number, b: number, c: number): string {
  const second = hex(b);
  const third = hex(c);
  const last = hex(mix(a, b, c));
  return `${hex(a)}-${second.slice(0, 4)}-4${second.slice(5)}-${VARIANT[c & 3] ?? '8'}${third.slice(1, 4)}-${third.slice(4)}${last}`;
}

const VARIANT = ['8', '9', 'a', 'b'];

const BYTES = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

function hex(n: number): string {
  return (
    (BYTES[n >>> 24] ?? '') + (BYTES[(n >>> 16) & 255] ?? '') + (BYTES[(n >>> 8) & 255] ?? '') + (BYTES[n & 255] ?? '')
  );
}

/** What an odd number has to be multiplied by to give 1, in 32 bits (Newton). */
function inverse(odd: number): number {
  let x = odd;
  for (let i = 0; i < 5; i++) x = Math.imul(x, 2 - Math.imul(odd, x));
  return x;
}
