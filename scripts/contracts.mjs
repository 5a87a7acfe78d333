// What the product promises other programs: the documents in docs/contracts, and those last released beside them.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CommandFailed, ROOT } from './prepare.mjs';

export const SERVICES = [
  'auth-profile',
  'bfe-lookup',
  'contact-desk',
  'cpr-sync',
  'cvr-subscription',
  'cvr-update',
  'sor-import',
];
export const DOCUMENTS = ['asyncapi.json', ...SERVICES.map((service) => `openapi/${service}.json`)];

const PRESENT = join(ROOT, 'docs', 'contracts');
const RELEASED = join(PRESENT, 'released');

const read = (folder, document) => JSON.parse(readFileSync(join(folder, document), 'utf8'));

/** Throws `CommandFailed` after printing every change that breaks programs written to the released contracts. */
export function checkContracts() {
  const require = createRequire(import.meta.url);
  const { breakingChanges } = require(join(ROOT, 'libs', 'contract-checks', 'dist', 'index.js'));
  const changes = DOCUMENTS.filter((document) => existsSync(join(RELEASED, document))).flatMap((document) =>
    breakingChanges(read(RELEASED, document), read(PRESENT, document)).map(
      ({ where, what }) => `${document}: ${where} ${what}`,
    ),
  );
  for (const change of changes) console.error(change);
  if (changes.length > 0) throw new CommandFailed('the contracts break what was released', 1);
}

/** Takes the present documents over as the released ones. */
export function releaseContracts() {
  rmSync(RELEASED, { recursive: true, force: true });
  for (const document of DOCUMENTS) {
    mkdirSync(join(RELEASED, document, '..'), { recursive: true });
    cpSync(join(PRESENT, document), join(RELEASED, document));
  }
}
