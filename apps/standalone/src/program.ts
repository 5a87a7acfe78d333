import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Ends the program. */
  readonly signal?: AbortSignal;
  /** What it reads; nothing unless given. */
  readonly input?: string;
}

/** A program of ours ended with a complaint, which the message holds. */
export class ProgramFailed extends Error {}

/**
 * Runs a program to its end and returns what it printed. Ctrl-C in the terminal does not reach it: that is for us, who
 * decide what has to be finished first. Throws `ProgramFailed`, or an AbortError when the signal ended it.
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  { env = {}, input, ...options }: ProgramOptions,
): Promise<string> {
  const child = spawn(file, args, {
    ...options,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  // It may end without reading any of it.
  child.stdin.on('error', () => undefined).end(input ?? '');
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const [outcome, printed, complaints] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (outcome !== 0) throw new ProgramFailed(`${file} ${args[0] ?? ''} ended with ${outcome}:\n${complaints.trim()}`);
  return printed;
}
