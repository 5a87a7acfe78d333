// Day 01-31, or 61-91 in substitute numbers; month 01-12; year; serial number. Ten digits, or six and four.
const NUMBER = String.raw`(?:[0-2]\d|3[01]|[6-8]\d|9[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}`;
// Standing alone: the groups of a UUID, a hash or a trace id do not count, which 1 in some 10 000 would else.
const ALONE = new RegExp(String.raw`(?<![0-9A-Za-z-])${NUMBER}(?![0-9A-Za-z-])`);
// A leading zero is lost where the number was written as a JSON number.
const WITHOUT_ZERO = /[:[,]\s*[1-9](?:0[1-9]|1[0-2])\d{6}\s*[,}\]]/;

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|.)/gs;

/** True when the JSON text holds a person number, as a value, a key or a word of a text, written out or escaped. */
export function holdsPersonNumber(json: string): boolean {
  const text = json.includes('\\') ? json.replace(ESCAPE, unescaped) : json;
  return ALONE.test(text) || WITHOUT_ZERO.test(text);
}

/** The character of an escape by code; a blank for the others, none of which is a digit or a letter. */
function unescaped(_escape: string, hex?: string): string {
  return hex === undefined ? ' ' : String.fromCharCode(parseInt(hex, 16));
}
