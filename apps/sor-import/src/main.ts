import { runUntilStopped } from '@contact-sync/service';
import { start } from './start';

async function main(): Promise<never> {
  const service = await start(process.env);
  process.exit(await runUntilStopped([service], service.logger));
}

main().catch((error: unknown) => {
  // What stops a start is a fault of the environment, told without values; anything else shows where it came from.
  process.stderr.write(`sor-import does not start: ${error instanceof Error ? error.message : 'unknown failure'}\n`);
  process.exit(1);
});
