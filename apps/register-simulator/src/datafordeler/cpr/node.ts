import { createHash } from 'node:crypto';

/** An object of an answer, by the names of GraphQL. */
export type Node = Readonly<Record<string, unknown>>;

/** An id that a text always has. */
export function uuidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
