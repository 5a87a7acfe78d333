// npm run check: everything about the sources that needs no running database. Each part says its name and how long it took.
import { join } from 'node:path';
import { checkDocuments } from './check-documents.mjs';
import { checkContracts } from './contracts.mjs';
import { CommandFailed, installIfNeeded, run, runTool } from './prepare.mjs';

const PARTS = {
  lock: () => run(process.execPath, [join('scripts', 'complete-lock.mjs'), '--check']),
  format: () => runTool('prettier', ['--check', '--log-level=warn', '.']),
  types: () =>
    runTool('nx', ['run-many', '-t', 'build,typecheck', '--output-style=static'], {
      quiet: true,
      env: { NX_DAEMON: 'false' },
    }),
  lint: () => runTool('eslint', ['.', '--max-warnings=0']),
  documents: () => checkDocuments(),
  contracts: () => checkContracts(),
};
// The linter reads the built declarations and Nx's graph of the projects; contracts are compared by a built library.
const NEEDS = { lint: 'types', contracts: 'types' };

installIfNeeded();
const failed = new Set();
for (const [name, part] of Object.entries(PARTS)) {
  if (failed.has(NEEDS[name])) {
    failed.add(name);
    console.log(`FAILED ${name}: not looked at, since ${NEEDS[name]} failed`);
    continue;
  }
  const began = performance.now();
  try {
    part();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    failed.add(name);
  }
  console.log(
    `${failed.has(name) ? 'FAILED' : 'ok    '} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`,
  );
}
process.exitCode = failed.size > 0 ? 1 : 0;
