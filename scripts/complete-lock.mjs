// Adds the entries that npm leaves out of package-lock.json when the registry it asked does not
// serve binaries for other platforms. Without them `npm ci` refuses the lock on every platform.
// Run after each change of a dependency: node scripts/complete-lock.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const OPERATING_SYSTEMS = [
  'darwin',
  'win32',
  'linux',
  'freebsd',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'android',
  'openharmony',
];
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64'];

/** The key under which `name`, required from package `from`, is locked; null when it is not. */
function lockedAt(packages, from, name) {
  for (let folder = from; ;) {
    const key = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[key]) return key;
    if (!folder) return null;
    const cut = folder.lastIndexOf('/node_modules/');
    folder = cut < 0 ? '' : folder.slice(0, cut);
  }
}

/** A locked package that npm may skip where operating system or processor do not match its name. */
function platformEntry(name, version, dev) {
  const words = name.split(/[-/]/);
  const os =
    OPERATING_SYSTEMS.find((each) => words.includes(each)) ?? (words.includes('windows') ? 'win32' : undefined);
  const cpu =
    PROCESSORS.find((each) => words.includes(each)) ??
    (words.some((word) => word.startsWith('arm')) ? 'arm' : undefined);
  return {
    version: version.replace(/^[\^~]/, ''),
    optional: true,
    ...(dev && { dev: true }),
    ...(cpu && { cpu: [cpu] }),
    ...(os && { os: [os] }),
  };
}

const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = [];
for (const [key, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lockedAt(lock.packages, key, name)) continue;
    missing.push(name);
    lock.packages[`node_modules/${name}`] = platformEntry(name, version, entry.dev);
  }
}

if (process.argv.includes('--check')) {
  if (missing.length > 0) {
    console.error(`package-lock.json lacks ${missing.length} platform packages; run: node scripts/complete-lock.mjs`);
    process.exit(1);
  }
} else {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(missing.length === 0 ? 'package-lock.json is complete' : `added ${missing.length} platform packages`);
}
