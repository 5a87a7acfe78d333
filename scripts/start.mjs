// npm start: installs what is locked, builds what changed, and runs everything on this machine. Uses Node alone until then.
import { createRequire } from 'node:module';
import { buildIfNeeded, CommandFailed, installIfNeeded } from './prepare.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`contact-sync needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

try {
  installIfNeeded();
  buildIfNeeded();
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exit(error.status);
}

endWithParent();
const { main } = createRequire(import.meta.url)('../apps/standalone');
process.exit(await main(process.env));

/**
 * npm answers SIGTERM by ending the shell between it and us, and a terminal that closes sends SIGHUP. Both mean stop: in
 * good order, as SIGTERM does.
 */
function endWithParent() {
  const parent = process.ppid;
  const stop = () => {
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  };
  const look = setInterval(() => process.ppid !== parent && stop(), 500).unref();
  process.once('SIGHUP', stop);
}
