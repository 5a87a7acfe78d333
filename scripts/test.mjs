// npm test: unit and integration tests. Further arguments go to jest: npm test -- libs/messaging
import { join } from 'node:path';
import { buildIfNeeded, CommandFailed, installIfNeeded, run } from './prepare.mjs';

try {
  installIfNeeded();
  buildIfNeeded();
  run(process.execPath, [join('node_modules', 'jest', 'bin', 'jest.js'), ...process.argv.slice(2)]);
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exitCode = error.status;
}
