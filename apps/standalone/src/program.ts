import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const MOST_BYTES = 64 * 1024 * 1024;

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the program. */
  readonly signal: AbortSignal;
}

/** Runs one of our own programs with Node and returns what it printed. Throws, with its complaints, when it fails. */
export async function runProgram(
  script: string,
  args: readonly string[],
  { env = {}, signal }: ProgramOptions,
): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], {
    env: { ...process.env, ...env },
    signal,
    maxBuffer: MOST_BYTES,
  });
  return stdout;
}
