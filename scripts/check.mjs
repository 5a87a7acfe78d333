// npm run check: everything about the sources that needs no running database. Parts that need nothing of each other run at
// the same time, which keeps two cores busy. Each part says, when it has ended, what it found and how long it took.
import { join } from 'node:path';
import { checkDocuments } from './check-documents.mjs';
import { checkContracts } from './contracts.mjs';
import { CommandFailed, installIfNeeded, runAside, runToolAside } from './prepare.mjs';

const PARTS = {
  lock: () => runAside(process.execPath, [join('scripts', 'complete-lock.mjs'), '--check']),
  types: () =>
    runToolAside('nx', ['run-many', '-t', 'build,typecheck', '--output-style=static'], {
      quiet: true,
      env: { NX_DAEMON: 'false' },
    }),
  format: () => runToolAside('prettier', ['--check', '--log-level=warn', '.']),
  lint: () => runToolAside('eslint', ['.', '--max-warnings=0']),
  documents: () => checkDocuments(),
  contracts: () => checkContracts(),
};
// The linter reads the built declarations and Nx's graph of the projects; contracts are compared by a built library.
const NEEDS = { lint: 'types', contracts: 'types' };

installIfNeeded();
/** Name to whether the part, which may still be at it, passed. */
const passed = {};
for (const name of Object.keys(PARTS)) passed[name] = check(name, passed[NEEDS[name]]);
process.exitCode = (await Promise.all(Object.values(passed))).every(Boolean) ? 0 : 1;

async function check(name, needed) {
  if ((await needed) === false) {
    console.log(`FAILED ${name}: not looked at, since ${NEEDS[name]} failed`);
    return false;
  }
  const began = performance.now();
  const ok = await passes(PARTS[name]);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return ok;
}

async function passes(part) {
  try {
    await part();
    return true;
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return false;
  }
}
