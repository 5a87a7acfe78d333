import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressesIn } from '../simulator/simulator';
import { FirstRunFailed } from './failed';
import { PROFILES } from './profiles';
import { changeSettings, contactSyncOf, type RegistersOptions, simulatorOf, type Words } from './registers';

/** The number that the guide looks up to see whether CVR answers. */
const TEST_UNIT = '1003387453';
const COMPANIES = 12;
const POLL_MS = 300;
const LIMIT_MS = 60_000;

/** A part of what a contact is shown as. */
interface Contact {
  readonly version: number;
  readonly name1?: string;
  readonly addresses: readonly {
    readonly address1?: string;
    readonly postcode?: string;
    readonly city?: string;
    readonly phoneNo?: string;
  }[];
}

/**
 * Shows companies being followed: a profile against the simulator, a look-up, an import, CVR update switched on, and life
 * events that arrive. All by the command line, as anybody would; begun again it goes on with what is there.
 */
export async function followCompanies(options: RegistersOptions): Promise<void> {
  const { folder, say, signal } = options;
  const contactSync = contactSyncOf(options);
  const simulator = simulatorOf(options);
  const { graphql: graphqlHost = '', restCertificate: restHost = '' } = addressesIn(folder);
  await changeSettings('cvr-subscription', { graphqlHost, restHost }, options);
  await contactSync('cvr', 'enable', '--profile', PROFILES.datafordeler.name, '--look-ups-only');
  say(`CVR answers: production unit ${TEST_UNIT} is ${await nameOf(contactSync, TEST_UNIT)}.`);

  const numbers = join(folder, 'numbers.txt');
  writeFileSync(numbers, await simulator('companies', '--limit', String(COMPANIES)));
  const imported = JSON.parse(await contactSync('cvr', 'import', '--file', numbers, '--json')) as unknown[];
  await contactSync('cvr', 'enable');
  await contactSync('cvr', 'status', '--follow');
  say(`${imported.length} companies and production units were imported and are followed from now on.`);

  const numbersOfEvents = companiesIn(numbers).slice(0, LIFE_EVENTS.length);
  const read = (): Promise<Contact[]> => Promise.all(numbersOfEvents.map((number) => readContact(contactSync, number)));
  const before = await read();
  for (const [at, { kind }] of LIFE_EVENTS.entries())
    await simulator('life-events', '--kind', kind, '--number', numbersOfEvents[at] ?? '');
  await contactSync('schedules', 'run', 'cvr-subscription/read-events');
  const after = await untilChanged(read, before, signal);
  say('Then three things happened there, and arrived with the next reading of events:');
  for (const [at, { kind, shown }] of LIFE_EVENTS.entries()) {
    const [old, now] = [before[at], after[at]];
    if (old !== undefined && now !== undefined) say(`  ${kind.padEnd(9)}${shown(old)}  ->  ${shown(now)}`);
  }
}

const LIFE_EVENTS: readonly { readonly kind: string; readonly shown: (contact: Contact) => string }[] = [
  { kind: 'name', shown: ({ name1 = '' }) => name1 },
  { kind: 'address', shown: ({ addresses: [at] }) => `${at?.address1 ?? ''}, ${at?.postcode ?? ''} ${at?.city ?? ''}` },
  { kind: 'phone', shown: ({ addresses: [at] }) => at?.phoneNo ?? 'none' },
];

/** The contacts when each has changed; as they are when the time is up. */
async function untilChanged(
  read: () => Promise<Contact[]>,
  before: readonly Contact[],
  signal: AbortSignal,
): Promise<readonly Contact[]> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    const now = await read();
    if (now.every(({ version }, at) => version > (before[at]?.version ?? 0))) return now;
    if (performance.now() > end) throw new FirstRunFailed('what happened at the register did not arrive in time');
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function readContact(contactSync: Words, number: string): Promise<Contact> {
  const words = ['--type', 'J', '--code', number, '--purpose', 'first run', '--json'];
  return JSON.parse(await contactSync('contacts', 'get', ...words)) as Contact;
}

async function nameOf(contactSync: Words, number: string): Promise<string> {
  const { found } = JSON.parse(await contactSync('cvr', 'lookup', number, '--json')) as {
    readonly found: readonly { readonly name: string }[];
  };
  return found[0]?.name ?? 'unknown';
}

const companiesIn = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(/\s/)[0] ?? '')
    .filter((number) => number.length === 8);
