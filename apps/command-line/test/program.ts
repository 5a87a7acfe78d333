import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const BIN = join(ROOT, 'bin', 'contact-sync.js');
const BUILT = join(ROOT, 'apps', 'command-line', 'dist', 'index.js');

export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the built program as a shell would. Nothing of this process' environment that the program reads comes through. */
export async function program(
  args: readonly string[],
  { env = {}, input = '' }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Ran> {
  if (!existsSync(BUILT)) throw new Error('the command line is not built: run "npm run build"');
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { PATH: process.env['PATH'], CONTACT_SYNC_DATA: '/nowhere', ...env },
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  // A program that needs no input may end before it is written.
  child.stdin.on('error', () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { code, output, errors };
}
