import type { Followed } from '../server/follow';
import { printable } from '../text/printable';
import { doneOf } from '../text/table';
import { isUnderWay, type ImportReport } from './import-report';

/** An import until its end. */
export const sorImport = (id: string): Followed<ImportReport> => ({
  path: `/sor-import/imports/${encodeURIComponent(id)}`,
  isUnderWay,
  progressText,
});

/** One line without a line break: how far an import is. Its progress counts bytes while it is fetched and read. */
export function progressText({ source, state, progress }: ImportReport): string {
  const name = printable(source.name);
  if (state === 'waiting') return `${name}: waits for its turn`;
  const { done = 0, total = null } = progress ?? {};
  if (done === 0 && total === null) return `${name}: under way`;
  return total === null || total === 0 ? `${name}: ${done}` : `${name}: ${doneOf(done, total)}`;
}
