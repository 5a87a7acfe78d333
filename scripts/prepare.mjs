// What has to be there before the product can start or be tested: the dependencies as locked, and the built code.
// Uses Node alone, since it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs `npm ci` where node_modules is missing or holds other versions than the lock. Throws when npm fails. */
export function installIfNeeded(say = console.log) {
  const reason = whyInstall();
  if (!reason) return;
  say(`Installing dependencies: ${reason} (about a minute) ...`);
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds what changed since the last build; without a change it takes about a second. Throws when the build fails. */
export function buildIfNeeded(say = console.log) {
  say('Building what changed ...');
  runTool('nx', ['run-many', '-t', 'build', '--output-style=static'], { quiet: true, env: { NX_DAEMON: 'false' } });
}

/** Runs an installed package's program with this Node. */
export function runTool(name, args, options) {
  run(process.execPath, [programOf(name), ...args], options);
}

/** As `runTool`, while others run; see `runAside`. */
export function runToolAside(name, args, options) {
  return runAside(process.execPath, [programOf(name), ...args], options);
}

function programOf(name) {
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
  return join(ROOT, 'node_modules', name, typeof bin === 'string' ? bin : bin[name]);
}

/** Runs a command in the root folder; with `quiet` its output is shown only when it fails. */
export function run(command, args, { quiet = false, env = {} } = {}) {
  const windowsShim = process.platform === 'win32' && command === 'npm';
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    maxBuffer: 64 * 1024 * 1024,
    shell: windowsShim,
  });
  if (error) throw error;
  if (status === 0) return;
  if (quiet) process.stderr.write(Buffer.concat([stdout, stderr]));
  throw new CommandFailed(`${command} ${args.join(' ')} failed`, status ?? 1);
}

/** Runs a command while others run: what it says is shown in one piece at its end, with `quiet` only when it fails. */
export async function runAside(command, args, { quiet = false, env = {} } = {}) {
  const said = [];
  const status = await new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  if (!quiet || status !== 0) process.stderr.write(Buffer.concat(said));
  if (status !== 0) throw new CommandFailed(`${command} ${args.join(' ')} failed`, status);
}

export class CommandFailed extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Compares what npm says it installed with the lock; platform packages that npm may leave out are not missed. */
function whyInstall() {
  const installedFile = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'none are installed';
  const locked = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  for (const [key, entry] of Object.entries(locked)) {
    if (!key.includes('node_modules/')) continue;
    const found = installed[key];
    if (!found ? !entry.optional && !entry.devOptional : found.version !== entry.version) return 'the lock has changed';
  }
  return undefined;
}
