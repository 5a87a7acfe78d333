import type { Surroundings } from '../surroundings';
import type { Server } from './server';

const CLEAR_LINE = '\r\u001b[2K';

/** What is waited for. */
export interface Followed<Report> {
  /** Where its report is read. */
  readonly path: string;
  readonly isUnderWay: (report: Report) => boolean;
  /** How far it is: one line without a line break. */
  readonly progressText: (report: Report) => string;
  /** Milliseconds between two looks. */
  readonly pollMs?: number;
}

/** Waits until something the server does is at its end and returns its report. A terminal is shown how far it is. */
export async function follow<Report>(
  server: Server,
  { path, isUnderWay, progressText, pollMs = 300 }: Followed<Report>,
  { errors, pause }: Pick<Surroundings, 'errors' | 'pause'>,
): Promise<Report> {
  const shows = errors.isTTY === true;
  for (;;) {
    const report = await server.get<Report>(path);
    if (!isUnderWay(report)) {
      if (shows) errors.write(CLEAR_LINE);
      return report;
    }
    if (shows) errors.write(`${CLEAR_LINE}${progressText(report)}`);
    await pause(pollMs);
  }
}
