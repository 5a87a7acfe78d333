import type { Followed } from '../server/follow';
import { printable } from '../text/printable';
import { doneOf } from '../text/table';
import { isUnderWay, type DeliveryReport } from './delivery-report';

/** A delivery until its end. */
export const delivery = (id: string): Followed<DeliveryReport> => ({
  path: `/cpr-sync/deliveries/${encodeURIComponent(id)}`,
  isUnderWay,
  progressText,
});

/** One line without a line break: how far the import of a file is. */
export function progressText({ file: name, state, progress }: DeliveryReport): string {
  const file = printable(name);
  if (state === 'waiting') return `${file}: waits for its turn`;
  const done = progress?.done ?? 0;
  const total = progress?.total ?? 0;
  if (total === 0) return `${file}: importing`;
  return `${file}: ${doneOf(done, total)}`;
}
