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

const { main } = createRequire(import.meta.url)('../apps/standalone');
process.exit(await main(process.env));
