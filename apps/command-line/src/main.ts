import { maskPersonNumbers } from '@contact-sync/contacts-model';
import { EXIT } from './failures';
import { run } from './run';
import { processSurroundings } from './surroundings';

/** The program: runs one command with the process around it and leaves its exit code behind. Never rejects. */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that has seen enough, such as `head`, closes the pipe: that is an end, not a fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.done);
  });
  try {
    process.exitCode = await run(args, processSurroundings());
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`contact-sync: a fault in the program itself\n${maskPersonNumbers(text)}\n`);
    process.exitCode = EXIT.fault;
  }
}
