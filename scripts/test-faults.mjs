// npm run test:faults: the tests that kill the broker, PostgreSQL or a service, with 20 000 subjects each instead of the
// 2 000 of npm test, and those of files with a million rows. Needs the programs of PostgreSQL and RabbitMQ. Further
// arguments go to jest.
import { buildIfNeeded, CommandFailed, installIfNeeded, runTool } from './prepare.mjs';

try {
  installIfNeeded();
  buildIfNeeded();
  runTool(
    'jest',
    ['--runInBand', '--testPathPatterns=((is|are)-killed|million-rows|many-units)', ...process.argv.slice(2)],
    {
      env: { FAULTS: '1' },
    },
  );
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exitCode = error.status;
}
