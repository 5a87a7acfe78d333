import type { Command, Terminal } from './commands/command';
import { companies } from './commands/companies';
import { cpr } from './commands/cpr';
import { deliveries } from './commands/deliveries';
import { faults } from './commands/faults';
import { fileServer } from './commands/file-server';
import { lifeEvents } from './commands/life-events';
import { organisations } from './commands/organisations';
import { persons } from './commands/persons';
import { properties } from './commands/properties';
import { serve } from './commands/serve';
import { sor } from './commands/sor';

const COMMANDS: readonly Command[] = [
  deliveries,
  sor,
  serve,
  companies,
  lifeEvents,
  organisations,
  properties,
  persons,
  cpr,
  fileServer,
  faults,
];

const HELP = `register-simulator: plays the registers, with an invented population

${COMMANDS.map(({ help }) => help).join('\n\n')}

  --help                  this text`;

/** Runs the command with its arguments. Answers 0 when all went well, 1 when it failed, 2 on bad arguments. */
export async function run(args: string[], terminal: Terminal): Promise<number> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    terminal.print(HELP);
    return 0;
  }
  let work: (terminal: Terminal) => Promise<void>;
  try {
    const command = COMMANDS.find(({ name }) => name === args[0]);
    if (!command) throw new RangeError(`the command is: ${COMMANDS.map(({ name }) => name).join(', ')}`);
    work = command.read(args.slice(1));
  } catch (error) {
    return refuse(error, terminal, 2);
  }
  try {
    await work(terminal);
    return 0;
  } catch (error) {
    return refuse(error, terminal, error instanceof RangeError ? 2 : 1);
  }
}

function refuse(error: unknown, { complain }: Terminal, exitCode: number): number {
  complain(`register-simulator: ${error instanceof Error ? error.message : String(error)}`);
  if (exitCode === 2) complain('register-simulator --help shows the options');
  return exitCode;
}
