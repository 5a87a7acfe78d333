import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../program';
import { PERSONS, SIMULATOR } from '../simulator/simulator';

/** The task of the status extract, one of the customer whom the simulator's CPR office serves. */
const TASKS = ['--task', '013201'];

export interface MakeDeliveriesOptions {
  readonly folder: string;
  /** The first day, `YYYY-MM-DD`; where absent one that is always the same. */
  readonly start?: string;
  /** Nights of changes after the first load. */
  readonly nights: number;
  readonly signal: AbortSignal;
}

/** Has the simulator write a first load of its invented population and some nights of changes; returns the files in order. */
export async function makeDeliveries({ folder, start, nights, signal }: MakeDeliveriesOptions): Promise<string[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const options = [
    ...PERSONS,
    ...TASKS,
    '--nights',
    String(nights),
    ...(start === undefined ? [] : ['--start', start]),
  ];
  await runProgram(process.execPath, [SIMULATOR, 'deliveries', ...options, '--out', folder], { signal });
  return readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
}
