import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../program';

const SIMULATOR = join(__dirname, '..', '..', '..', 'register-simulator', 'dist', 'main.js');

// The same persons and changes on every machine. More happens in these two nights than would among 300 real people.
const POPULATION = ['--seed', '1', '--persons', '300', '--nights', '2', '--changed', '0.1', '--redelivered', '0.1'];

/** Has the simulator write a first load and two nights of changes of an invented population; returns the files in order. */
export async function makeDeliveries(folder: string, signal: AbortSignal): Promise<string[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await runProgram(process.execPath, [SIMULATOR, 'deliveries', ...POPULATION, '--out', folder], { signal });
  return readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
}
