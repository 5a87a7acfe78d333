import { answeredError, Refused } from './refusals';

/** The most nodes of a page, and how many there are when the query does not say. */
export const PAGE_SIZE = 1000;

export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
}

/** How many nodes a page shall hold. Throws Refused on more than the service gives. */
export function pageSize(first: number | null | undefined, most = PAGE_SIZE): number {
  const size = first ?? most;
  if (size >= 0 && size <= most) return size;
  throw new Refused([answeredError('HC0051', `The maximum allowed items per page were exceeded: ${most}.`)]);
}

/** The key behind which a page begins, from the cursor of the page before. Throws Refused on a foreign cursor. */
export function keyBehind(after: string | null | undefined): string | undefined {
  if (after === null || after === undefined) return undefined;
  const key = Buffer.from(after, 'base64').toString('utf8');
  if (/^[0-9a-f-]+$/.test(key) && cursorOf(key) === after) return key;
  throw new Refused([answeredError('HC0078', 'The cursor specified in `after` has an invalid format.')]);
}

/** The cursor of the row with this key. Callers must not read anything into it. */
export const cursorOf = (key: string): string => Buffer.from(key, 'utf8').toString('base64');
