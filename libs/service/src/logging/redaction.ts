import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { errorStack, errorText, isError } from './error-facts';

const HIDDEN = '***';
// Keys whose value is a secret whatever it looks like.
const SECRET_KEY =
  /pass(word|phrase)?$|secret|token$|authorization|cookie|api-?_?key|private-?_?key|^pfx$|^pnr$|personnumber/i;
const MAX_DEPTH = 6;

const BEARER = /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi;
const JWT = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)*/g;
const URL_CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"']*@/gi;
const ASSIGNED_SECRET = /\b((?:password|passwd|pwd|secret|client_secret|token|access_token)\s*[=:]\s*)[^\s,;&"')}]+/gi;

/** Text without person numbers, bearer tokens, passwords and credentials in addresses. For error texts as for logs. */
export function redactText(text: string): string {
  return maskPersonNumbers(
    text
      .replace(URL_CREDENTIALS, `$1${HIDDEN}@`)
      .replace(BEARER, `$1 ${HIDDEN}`)
      .replace(JWT, HIDDEN)
      .replace(ASSIGNED_SECRET, `$1${HIDDEN}`),
  );
}

/**
 * What may be logged of a value, judged by its type and its keys: bytes by their length, errors by name, code, text and
 * stack, values under keys that name secrets not at all. Types with a `toJSON` of their own speak for themselves.
 */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return redactText(String(value));
  if (typeof value === 'number') return redactNumber(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[deeper]';
  if (isError(value)) return errorFacts(value, depth);
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return redactValue(Object.fromEntries(value), depth);
  if (value instanceof Set) return redactValue([...value], depth);
  if (Array.isArray(value)) return value.map((each) => redactValue(each, depth + 1));
  if ('toJSON' in value && typeof value.toJSON === 'function')
    return redactValue((value.toJSON as () => unknown)(), depth + 1);
  return redactEntries(value, depth);
}

function redactNumber(value: number): number | string {
  const text = String(value);
  const masked = maskPersonNumbers(text);
  return masked === text ? value : masked;
}

function redactEntries(value: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [
      redactText(key),
      SECRET_KEY.test(key) && each !== undefined && each !== null ? HIDDEN : redactValue(each, depth + 1),
    ]),
  );
}

/** An error's own fields are left out: drivers put rows, parameters and whole requests there. */
function errorFacts(error: Error, depth: number): Record<string, unknown> {
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined;
  const stack = errorStack(error);
  return {
    type: error.name,
    message: redactText(errorText(error)),
    ...(code === undefined ? {} : { code: redactValue(code) }),
    ...(stack === undefined ? {} : { stack: redactText(stack) }),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1) }),
    ...(error instanceof AggregateError ? { errors: redactValue(error.errors, depth + 1) } : {}),
  };
}

// Nearly every line passes this quick look; only the others are taken apart.
const SUSPECT = /\d{6}[- \u00a0\u2010-\u2015]?\d{4}|:\/\/[^\s"]*@|bearer|basic|eyJ|passw|pwd|secret|token/i;

/** The last look at a finished line of JSON, whatever made it. The line stays valid JSON. */
export function redactLine(line: string): string {
  if (!SUSPECT.test(line)) return line;
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return `${JSON.stringify(redactText(line.trimEnd()))}\n`;
  }
  return `${JSON.stringify(redactValue(parsed, -1))}\n`;
}
