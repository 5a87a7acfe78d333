/** Identifiers of SNOMED CT, of which SOR's are some, have at most eighteen digits; SOR's have eleven or more (sor.md 4). */
const SHORTEST = 11;
const LONGEST = 18;

const BLANK = 32;
const TAB = 9;
const QUOTE = 34;
const EQUALS = 61;
const APOSTROPHE = 39;
const ZERO = 48;
const NINE = 57;

/** What stands around an id when it is quoted, wrapped as `="…"` or made a text in another way. */
const WRAPPING = /^[ \t"='\r]+|[ \t"='\r]+$/g;
const CARRIAGE_RETURN = 13;
const ID = new RegExp(`^\\d{${SHORTEST},${LONGEST}}$`);

/** The SOR id in the bytes of a cell, however it is wrapped; undefined where there is none. */
export function sorIdInBytes(bytes: Uint8Array, from: number, to: number): string | undefined {
  let start = from;
  let end = to;
  while (start < end && isWrapping(bytes[start]!)) start++;
  while (end > start && isWrapping(bytes[end - 1]!)) end--;
  if (end - start < SHORTEST || end - start > LONGEST) return undefined;
  for (let at = start; at < end; at++) if (bytes[at]! < ZERO || bytes[at]! > NINE) return undefined;
  // Four times as fast as spreading; the bytes serve as the numbers they are.
  return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]);
}

/** The same of a cell's text. */
export function sorIdInText(cell: string): string | undefined {
  const id = cell.replaceAll(WRAPPING, '');
  return ID.test(id) ? id : undefined;
}

function isWrapping(byte: number): boolean {
  return (
    byte === QUOTE ||
    byte === EQUALS ||
    byte === BLANK ||
    byte === TAB ||
    byte === APOSTROPHE ||
    byte === CARRIAGE_RETURN
  );
}
