// npm test: unit and integration tests. Further arguments go to jest: npm test -- libs/messaging
import { buildIfNeeded, CommandFailed, installIfNeeded, runTool } from './prepare.mjs';

try {
  installIfNeeded();
  buildIfNeeded();
  runTool('jest', process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exitCode = error.status;
}
