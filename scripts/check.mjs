// npm run check: everything about the sources that needs no running database. Each part says its name and how long it took.
import { join } from 'node:path';
import { checkDocuments } from './check-documents.mjs';
import { CommandFailed, installIfNeeded, run } from './prepare.mjs';

const node = (script, ...args) =>
  run(process.execPath, [join(...script.split('/')), ...args], { env: { NX_DAEMON: 'false' } });

const PARTS = [
  ['lock', () => node('scripts/complete-lock.mjs', '--check')],
  ['format', () => node('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.')],
  // Before the linter, which reads the built declarations and Nx's graph of the projects.
  ['types', () => node('node_modules/nx/bin/nx.js', 'run-many', '-t', 'build,typecheck', '--output-style=static')],
  ['lint', () => node('node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0')],
  ['documents', () => checkDocuments()],
];

installIfNeeded();
const failed = [];
for (const [name, part] of PARTS) {
  const began = performance.now();
  try {
    part();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    failed.push(name);
  }
  console.log(
    `${failed.includes(name) ? 'FAILED' : 'ok    '} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`,
  );
}
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
