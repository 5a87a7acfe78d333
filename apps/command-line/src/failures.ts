/** What the program tells the shell that called it. */
export const EXIT = {
  done: 0,
  /** The server said no, a file was refused or failed, or nothing was found. */
  refused: 1,
  /** The command line was not understood. */
  usage: 2,
  /** The server, or for `migrate` the database, could not be reached, or did not let us in. */
  notReached: 3,
  /** A fault in this program. */
  fault: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a message in plain words and an exit code. */
export class CommandFailure extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
    this.name = 'CommandFailure';
  }
}

/** The command line cannot be understood; the message says what is wrong with it. */
export class UsageError extends CommandFailure {
  constructor(message: string) {
    super(EXIT.usage, message);
    this.name = 'UsageError';
  }
}
