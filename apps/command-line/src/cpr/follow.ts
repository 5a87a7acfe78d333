import type { Server } from '../server/server';
import type { Surroundings } from '../surroundings';
import { printable } from '../text/printable';
import { isUnderWay, type DeliveryReport } from './delivery-report';

const POLL_MS = 300;
const CLEAR_LINE = '\r\u001b[2K';

/** Waits until a delivery is at its end and returns its report. A terminal is shown how far it is. */
export async function follow(
  server: Server,
  id: string,
  { errors, pause }: Pick<Surroundings, 'errors' | 'pause'>,
): Promise<DeliveryReport> {
  const shows = errors.isTTY === true;
  for (;;) {
    const report = await server.get<DeliveryReport>(`/cpr-sync/deliveries/${encodeURIComponent(id)}`);
    if (!isUnderWay(report)) {
      if (shows) errors.write(CLEAR_LINE);
      return report;
    }
    if (shows) errors.write(`${CLEAR_LINE}${progressText(report)}`);
    await pause(POLL_MS);
  }
}

/** One line without a line break: how far the import of a file is. */
export function progressText({ file: name, state, progress }: DeliveryReport): string {
  const file = printable(name);
  if (state === 'waiting') return `${file}: waits for its turn`;
  const done = progress?.done ?? 0;
  const total = progress?.total ?? 0;
  if (total === 0) return `${file}: importing`;
  return `${file}: ${done} of ${total} (${Math.floor((100 * done) / total)} %)`;
}
