import { Problem } from '@contact-sync/service';
import type { CursorSeal } from './cursor-seal';

/** The place a caller's cursor stands for; undefined without a cursor. Throws `Problem` 400 for a cursor of another list. */
export function openCursor<Place extends object>(
  seal: CursorSeal,
  cursor: string | undefined,
  list: string,
): Place | undefined {
  if (cursor === undefined) return undefined;
  const place = seal.open(cursor, list);
  if (typeof place !== 'object' || place === null) {
    throw new Problem(400, 'The cursor is not one of this list; begin at the first page', { code: 'unknown-cursor' });
  }
  // Only we can have made it, and for this list.
  return place as Place;
}
