import { createHash } from 'node:crypto';
import type { AuditRow } from './audit-row';

/** What the first link is chained to: SHA-256 of the name of the chain. */
export const GENESIS: Buffer = createHash('sha256').update('contact-sync audit chain 1').digest();

/**
 * The row as one text, which no other row has: a JSON array of its values in the order of the table, numbers and the time
 * as text, without blanks. A column that is added later goes to the end, and only where it is not null, so that what was
 * sealed before keeps its text.
 */
export function canonicalText(row: AuditRow): string {
  const { id, at, who, purpose, action, register, contactId, fields, resultCount } = row;
  return JSON.stringify([id, at, who, purpose, action, register, contactId, fields, resultCount]);
}

/** The hash of the next link: SHA-256 of the hash before (32 bytes) and the row's text in UTF-8. */
export function linkHash(before: Uint8Array, row: AuditRow): Buffer {
  return createHash('sha256').update(before).update(canonicalText(row), 'utf8').digest();
}
