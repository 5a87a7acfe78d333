import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { COMMANDS } from './commands';
import type { Command } from './command';
import { CommandFailure, EXIT, UsageError, type ExitCode } from './failures';
import { commandHelp, programHelp } from './help';
import type { Surroundings } from './surroundings';
import { version } from './version';

/**
 * Runs one command line and returns the exit code. What the user or the server did wrong is told on the error output in
 * plain words, with anything that looks like a person number masked; a fault of the program itself is thrown.
 */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { output, errors } = surroundings;
  const safe: Surroundings = {
    ...surroundings,
    errors: { isTTY: errors.isTTY === true, write: (text) => errors.write(maskPersonNumbers(text)) },
  };
  const found = findCommand(args);
  try {
    if (found !== undefined) {
      if (wantsHelp(found.rest)) return print(output, commandHelp(found.command));
      return await found.command.run(found.rest, safe);
    }
    if (args.includes('--version') || args[0] === 'version') return print(output, `contact-sync ${version()}\n`);
    if (args.length === 0 || args[0] === 'help' || wantsHelp(args)) {
      const asked = findCommand(args.filter((word) => word !== 'help'));
      return print(output, asked === undefined ? programHelp(COMMANDS) : commandHelp(asked.command));
    }
    throw new UsageError(`there is no such command${nearby(args)}`);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    safe.errors.write(`contact-sync: ${error.message}\n`);
    if (error instanceof UsageError) {
      const more = found === undefined ? '' : `${found.command.name} `;
      safe.errors.write(`Try: contact-sync ${more}--help\n`);
    }
    return error.exitCode;
  }
}

function print(output: Surroundings['output'], text: string): ExitCode {
  output.write(text);
  return EXIT.done;
}

function findCommand(args: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const command of COMMANDS) {
    const words = command.name.split(' ');
    if (words.every((word, at) => args[at] === word)) return { command, rest: args.slice(words.length) };
  }
  return undefined;
}

const wantsHelp = (args: readonly string[]): boolean => {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
};

/** The commands that share the first word typed. */
function nearby(args: readonly string[]): string {
  const siblings = COMMANDS.filter(({ name }) => name.split(' ')[0] === args[0]).map(({ name }) => name);
  return siblings.length === 0 ? '' : `; there is ${siblings.join(', ')}`;
}
