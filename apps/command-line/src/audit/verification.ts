import { CommandFailure, EXIT, type ExitCode } from '../failures';
import type { Server } from '../server/server';
import type { Surroundings } from '../surroundings';
import { printable } from '../text/printable';
import { counted } from '../text/table';

/** The run of a verification as the API tells it. Its problems name places, never persons. */
export interface Verification {
  readonly id: string;
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly code: string; readonly text: string }[];
  readonly problemCount: number;
  readonly progress: { readonly done: number; readonly total: number | null };
}

const POLL_MS = 300;
const CLEAR_LINE = '\r\u001b[2K';

/** Waits until a verification is at its end. A terminal is shown how far it is. */
export async function followVerification(
  server: Server,
  id: string,
  { errors, pause }: Pick<Surroundings, 'errors' | 'pause'>,
): Promise<Verification> {
  const shows = errors.isTTY === true;
  for (;;) {
    const run = await server.get<Verification>(`/contact-desk/runs/${encodeURIComponent(id)}`);
    if (shows) errors.write(run.state === 'running' ? `${CLEAR_LINE}${progressText(run)}` : CLEAR_LINE);
    if (run.state !== 'running') return run;
    await pause(POLL_MS);
  }
}

function progressText({ progress: { done, total } }: Verification): string {
  return total === null || total === 0 ? 'comparing' : `${done} of ${total} (${Math.floor((100 * done) / total)} %)`;
}

/** What a verification found, for people: all is well, or where it is not. */
export function verificationText({ state, counts, problems, problemCount }: Verification): string {
  if (state !== 'finished') throw new CommandFailure(EXIT.refused, `the verification did not get to its end: ${state}`);
  const { checked = 0, rootsChecked = 0 } = counts;
  const compared = `${counted(checked, 'look')} and ${counted(rootsChecked, 'daily root')} compared`;
  if (problemCount === 0) return `the record of who saw whom is as it was written: ${compared}\n`;
  const more = problemCount - problems.length;
  return [
    `the record of who saw whom is NOT as it was written: ${compared}, ${counted(problemCount, 'fault')}`,
    ...problems.map(({ text }) => `  ${printable(text)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ].join('\n');
}

export const verificationCode = ({ state, problemCount }: Verification): ExitCode =>
  state === 'finished' && problemCount === 0 ? EXIT.done : EXIT.refused;
