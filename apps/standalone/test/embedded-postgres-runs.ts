import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Run {
  readonly process: ChildProcess;
  readonly said: Said;
}

/** What a run says when it is ready, or why it is not. */
export interface Said {
  readonly urls: { readonly migrate: string; readonly service: string };
  readonly isNew: boolean;
  readonly place: string;
  readonly lines: readonly string[];
  readonly error?: string;
  readonly message?: string;
}

const DRIVER = join(__dirname, 'run-postgres.js');

/** Starts PostgreSQL in a process of its own, from the built code, and waits for its first word. */
export async function run(
  folders: { readonly data: string; readonly system: string },
  as: { readonly uid?: number; readonly gid?: number } = {},
): Promise<Run> {
  if (!existsSync(join(__dirname, '..', 'dist', 'postgres')))
    throw new Error('build first: npx nx build @contact-sync/standalone');
  const child = spawn(process.execPath, [DRIVER, folders.data, folders.system], {
    ...as,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('no output');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { process: child, said: JSON.parse(line) as Said };
}

export async function endWith(signal: 'SIGTERM' | 'SIGKILL', { process: child }: Run): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** An ordinary account that every system has; undefined where we cannot become somebody else. */
export function ordinaryAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
