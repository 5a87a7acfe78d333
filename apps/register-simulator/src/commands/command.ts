/** Where a command writes. */
export interface Terminal {
  print: (line: string) => void;
  complain: (line: string) => void;
}

/** A command: reads its arguments, then runs. Bad arguments are RangeErrors or those of `parseArgs`. */
export interface Command {
  readonly name: string;
  /** Usage and options, for `--help`. */
  readonly help: string;
  read(args: string[]): (terminal: Terminal) => Promise<void>;
}
