import type { ExitCode } from './failures';
import type { Surroundings } from './surroundings';

/** One line of a command's help. */
export interface HelpLine {
  readonly term: string;
  readonly text: string;
}

/** One thing the program can do. */
export interface Command {
  /** The words that choose it, such as `cpr import`. */
  readonly name: string;
  /** What follows the name. */
  readonly usage: string;
  readonly summary: string;
  /** What it does, in paragraphs, for somebody who meets it for the first time. */
  readonly about: readonly string[];
  readonly options: readonly HelpLine[];
  readonly examples: readonly HelpLine[];
  /** `args` are the words after the name. Throws `CommandFailure`. */
  run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode>;
}

/** Options of every command that asks a server. */
export const SERVER_OPTIONS = {
  url: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const SERVER_HELP: readonly HelpLine[] = [
  { term: '--url URL', text: 'where contact-sync answers; else CONTACT_SYNC_URL, else http://127.0.0.1:8080' },
  { term: '--json', text: 'print the answer as JSON, for programs' },
];
