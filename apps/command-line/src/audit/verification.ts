import { CommandFailure, EXIT, type ExitCode } from '../failures';
import type { Followed } from '../server/follow';
import { printable } from '../text/printable';
import { counted, doneOf } from '../text/table';

/** The run of a verification as the API tells it. Its problems name places, never persons. */
export interface Verification {
  readonly id: string;
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly code: string; readonly text: string }[];
  readonly problemCount: number;
  readonly progress: { readonly done: number; readonly total: number | null };
}

/** A verification until its end. */
export const verification = (id: string): Followed<Verification> => ({
  path: `/contact-desk/runs/${encodeURIComponent(id)}`,
  isUnderWay: ({ state }) => state === 'running',
  progressText: ({ progress: { done, total } }) => (total === null || total === 0 ? 'comparing' : doneOf(done, total)),
});

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
