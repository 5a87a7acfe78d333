import type { Environment } from '../configuration/read-config';
import type { RunningService } from './running-service';
import { runUntilStopped } from './run-until-stopped';

/** The program of one service: starts it, runs it until a signal, and ends the process with what `runUntilStopped` says, or 1. */
export function runService(name: string, start: (env: Environment) => Promise<RunningService>): void {
  untilStopped(start).catch((error: unknown) => {
    // What stops a start is a fault of the environment, told without values; anything else shows where it came from.
    process.stderr.write(`${name} does not start: ${error instanceof Error ? error.message : 'unknown failure'}\n`);
    process.exit(1);
  });
}

async function untilStopped(start: (env: Environment) => Promise<RunningService>): Promise<never> {
  const service = await start(process.env);
  process.exit(await runUntilStopped([service], service.logger));
}
