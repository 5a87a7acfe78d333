import { randomUUID } from 'node:crypto';

/** A name nobody else uses, fit for databases, queues and exchanges: `prefix_` and twelve hexadecimal digits. */
export function uniqueName(prefix = 'test'): string {
  return `${prefix}_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
}
