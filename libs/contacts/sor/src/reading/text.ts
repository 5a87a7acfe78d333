/** How a file's bytes are read as text: SOR writes UTF-8; old files and hand-made ones are Windows-1252 (sor.md 2 and 6.1). */
export type SorEncoding = 'utf-8' | 'windows-1252';

/** Every engine's own; the core's types name no machine. */
declare const TextDecoder: new (
  label: string,
  options: { ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** What Windows-1252 has between 80 and 9F, where ISO-8859-1 has control characters; its five gaps stay what they are. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const FIRST_HIGH = 0x80;
const LAST_HIGH = 0x9f;
/** Arguments of one call. */
const PIECE = 4096;

/** The text of bytes. What is no text in the encoding becomes U+FFFD; it never throws. */
export function textOf(bytes: Uint8Array, encoding: SorEncoding): string {
  return encoding === 'utf-8' ? UTF8.decode(bytes) : windows1252(bytes);
}

/** By hand: some versions of Node.js read `windows-1252` as ISO-8859-1. */
function windows1252(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    text += String.fromCharCode(...Array.from(bytes.subarray(at, at + PIECE), unitOf));
  }
  return text;
}

function unitOf(byte: number): number {
  return byte < FIRST_HIGH || byte > LAST_HIGH ? byte : HIGH.charCodeAt(byte - FIRST_HIGH);
}
