import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const SIMULATOR = join(__dirname, '..', '..', '..', 'register-simulator', 'dist', 'main.js');
/** The same invented country on every machine. */
const SEED = ['--seed', '1'];
const POPULATION = [...SEED, '--companies', '400', '--organisations', '300', '--properties', '200'];
/** Everybody is delivered to the authority, and much happens: more in a week than would among 300 real people. */
const PERSONS_LIVE = ['--persons', '300', '--persons-changed', '0.05', '--cpr-area', 'all'];
/** The invented persons, as files of theirs are asked for. */
export const PERSONS = [...SEED, '--persons', '300', '--changed', '0.05'];
/** Its first day, so many days ago: there are days to go through. */
const DAYS_BEFORE = 10;
const DAY_MS = 86_400_000;
const STOP_MS = 5_000;

/** What plays the registers in another process: its folder holds addresses, authority and ready profiles. */
export interface RunningSimulator {
  readonly folder: string;
  /** Hosts and ports that the services may call besides the registers' own, for `ENDPOINT_HOSTS`. */
  readonly hosts: readonly string[];
  /** The authority of its certificates, PEM. */
  readonly caFile: string;
  stop(): Promise<void>;
}

/** The simulator did not come up; the message says what it complained of. */
export class SimulatorFailed extends Error {}

/**
 * Starts the register simulator and waits until it answers. It goes on where an earlier start stopped, under the same
 * addresses, and ends with this process however that ends.
 */
export async function startSimulator(folder: string, signal: AbortSignal): Promise<RunningSimulator> {
  // Ctrl-C in the terminal does not reach it: that is for us, who stop the services first.
  const child = spawn(
    process.execPath,
    [SIMULATOR, 'serve', '--folder', folder, '--with-parent', ...population(folder)],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    },
  );
  // Its end closes them; what else happens there is told by that end.
  child.stdin.on('error', () => undefined);
  const complaints: string[] = [];
  createInterface(child.stderr).on('line', (line) => void complaints.push(line));
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => void child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  };
  try {
    const lines = createInterface(child.stdout);
    const ready = new Promise<void>((resolve) => lines.on('line', (line) => line === 'ready' && resolve()));
    const failed = ended.then(() => {
      throw new SimulatorFailed(`the register simulator did not start: ${complaints.join(' ')}`);
    });
    // Once it is ready its end is nobody's surprise.
    failed.catch(() => undefined);
    await Promise.race([ready, failed, once(signal, 'abort').then(() => signal.throwIfAborted())]);
    return { folder, hosts: hostsOf(folder), caFile: join(folder, 'authority.pem'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A folder that is made keeps the first day it began with. */
function population(folder: string): string[] {
  const persons = [...POPULATION, ...PERSONS_LIVE];
  if (existsSync(join(folder, 'simulator.json'))) return persons;
  const start = new Date(Date.now() - DAYS_BEFORE * DAY_MS).toISOString().slice(0, 10);
  return [...persons, '--start', start];
}

/** The first day of the invented country, `YYYY-MM-DD`. */
export function firstDayIn(folder: string): string {
  const { start } = JSON.parse(readFileSync(join(folder, 'simulator.json'), 'utf8')) as { start: string };
  return start;
}

function hostsOf(folder: string): string[] {
  return [...new Set(Object.values(addressesIn(folder)).map((address) => address.replace(/^https:\/\//, '')))];
}

/** Where the parties that are played answer, by name: base addresses, and host and port of those that speak no HTTPS. */
export function addressesIn(folder: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(folder, 'addresses.json'), 'utf8')) as Record<string, string>;
}
