import { hash } from 'node:crypto';
import type { AuditRow } from './audit-row';

const HASH_BYTES = 32;

/** What the first link is chained to: SHA-256 of the name of the chain, in hexadecimal. */
export const GENESIS = hash('sha256', 'contact-sync audit chain 1', 'hex');

/**
 * The row as one text, which no other row has: a JSON array of its values in the order of the table, numbers and the time
 * as text, without blanks. A column that is added later goes to the end, and only where it is not null, so that what was
 * sealed before keeps its text.
 */
export function canonicalText(row: AuditRow): string {
  const { id, at, who, purpose, action, register, contactId, fields, resultCount } = row;
  return JSON.stringify([id, at, who, purpose, action, register, contactId, fields, resultCount]);
}

// One buffer for all: a verification hashes millions of rows, one after the other.
let input = Buffer.alloc(8192);

/** The hash of the next link, in hexadecimal: SHA-256 of the hash before (32 bytes) and the row's text in UTF-8. */
export function linkHash(before: string, row: AuditRow): string {
  const text = canonicalText(row);
  // A character of a text takes three bytes at most.
  const longest = HASH_BYTES + text.length * 3;
  if (input.length < longest) input = Buffer.alloc(longest);
  input.write(before, 0, HASH_BYTES, 'hex');
  const length = HASH_BYTES + input.write(text, HASH_BYTES, 'utf8');
  return hash('sha256', input.subarray(0, length), 'hex');
}
