import { setTimeout as sleep } from 'node:timers/promises';

/** A keyboard or a pipe. */
export interface Input extends AsyncIterable<Uint8Array | string> {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  pause(): unknown;
}

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Everything a command touches beside the server. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: Input;
  /** Answers. */
  readonly output: Output;
  /** Progress, questions and errors. */
  readonly errors: Output;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** The surroundings of this process. */
export function processSurroundings(): Surroundings {
  return {
    env: process.env,
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    pause: (milliseconds) => sleep(milliseconds),
  };
}
