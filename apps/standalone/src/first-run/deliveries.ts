import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../program';

const SIMULATOR = join(__dirname, '..', '..', '..', 'register-simulator', 'dist', 'main.js');

// The same persons and changes on every machine, so that what is written about them stays true.
const PERSONS = '300';
const NIGHTS = '2';
const SEED = '1';

/** Has the simulator write a first load and two nights of changes of an invented population; returns the files in order. */
export async function makeDeliveries(folder: string, signal: AbortSignal): Promise<string[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await runProgram(
    SIMULATOR,
    ['deliveries', '--seed', SEED, '--persons', PERSONS, '--nights', NIGHTS, '--out', folder],
    {
      signal,
    },
  );
  return readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
}
