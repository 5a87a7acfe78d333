import type { Server } from '../server/server';
import type { Surroundings } from '../surroundings';
import { printable } from '../text/printable';
import { isUnderWay, type ImportReport } from './import-report';

const POLL_MS = 300;
const CLEAR_LINE = '\r\u001b[2K';

/** Waits until an import is at its end and returns its report. A terminal is shown how far it is. */
export async function follow(
  server: Server,
  id: string,
  { errors, pause }: Pick<Surroundings, 'errors' | 'pause'>,
): Promise<ImportReport> {
  const shows = errors.isTTY === true;
  for (;;) {
    const report = await server.get<ImportReport>(`/sor-import/imports/${encodeURIComponent(id)}`);
    if (!isUnderWay(report)) {
      if (shows) errors.write(CLEAR_LINE);
      return report;
    }
    if (shows) errors.write(`${CLEAR_LINE}${progressText(report)}`);
    await pause(POLL_MS);
  }
}

/** One line without a line break: how far an import is. Its progress counts bytes while it is fetched and read. */
export function progressText({ source, state, progress }: ImportReport): string {
  const name = printable(source.name);
  if (state === 'waiting') return `${name}: waits for its turn`;
  const { done = 0, total = null } = progress ?? {};
  if (done === 0 && total === null) return `${name}: under way`;
  return total === null || total === 0
    ? `${name}: ${done}`
    : `${name}: ${done} of ${total} (${Math.floor((100 * done) / total)} %)`;
}
