import { run } from './run';
import { processSurroundings } from './surroundings';

/** The program: runs one command with the process around it and leaves its exit code behind. */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that has seen enough, such as `head`, closes the pipe: that is an end, not a fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  process.exitCode = await run(args, processSurroundings());
}
