import { setTimeout as sleep } from 'node:timers/promises';
import { addressesIn } from '../simulator/simulator';
import { FirstRunFailed } from './failed';
import { PROFILES } from './profiles';
import { changeSettings, contactSyncOf, contactSyncTyping, type RegistersOptions, simulatorOf } from './registers';
import { type FileReport, fileLine } from './report';

const POLL_MS = 300;
const LIMIT_MS = 120_000;
const PURPOSE = 'first run';

interface Run {
  readonly id: string;
  readonly state: string;
  readonly problems: readonly { readonly text: string }[];
}

/** Chooses the simulator's CPR office: CPR Direkte, its file server with z/OS listings, and Datafordeler. */
export async function chooseCpr(options: RegistersOptions): Promise<void> {
  const { graphql: graphqlHost = '', restCertificate: restHost = '' } = addressesIn(options.folder);
  const settings = {
    direkteProfile: PROFILES.direkte.name,
    fileServerProfile: PROFILES.files.name,
    authProfile: PROFILES.datafordeler.name,
    graphqlHost,
    restHost,
    // Names of data sets have parts of at most eight characters: the prefix is a part of its own.
    mvs: true,
    prefix: 'HENTET.',
  };
  await changeSettings('cpr-sync', settings, options);
}

/** Has the nights' files fetched from the CPR office and imported; tells a line of each that is not told yet. */
export async function importNights(told: readonly string[], options: RegistersOptions): Promise<FileReport[]> {
  const contactSync = contactSyncOf(options);
  await runNow('cpr-sync/import-deliveries', options);
  const { deliveries } = await read<{ deliveries: readonly (FileReport & { readonly id: string })[] }>(
    '/cpr-sync/deliveries?limit=50',
    options,
  );
  // What was uploaded before is told already; names of one task are in the order of their days.
  const fetched = deliveries
    .filter(({ file }) => !told.includes(file))
    .sort((one, other) => (one.file < other.file ? -1 : 1));
  for (const report of fetched) options.say(fileLine(report));
  if (fetched.length === 0)
    throw new FirstRunFailed(`no file was fetched:\n${await contactSync('cpr', 'files', 'list')}`);
  return fetched;
}

/** The first of the contacts who live at an address that everybody may know. */
export async function residents(
  contacts: readonly string[],
  most: number,
  options: Pick<RegistersOptions, 'url' | 'token' | 'signal'>,
): Promise<string[]> {
  const found: string[] = [];
  for (const id of contacts) {
    if (found.length === most) break;
    const words = ['contacts', 'get', '--id', id, '--purpose', PURPOSE, '--json'];
    const { protection, end, addresses } = JSON.parse(await contactSyncOf(options)(...words)) as Contact;
    const isResident = addresses.some(({ addressType, country_code }) => addressType === 'HA' && country_code === 'DK');
    if (isResident && protection === undefined && end === undefined) found.push(id);
  }
  return found;
}

/** A part of what a contact is shown as. */
interface Contact {
  readonly nameCode: string;
  readonly protection?: unknown;
  readonly end?: unknown;
  readonly addresses: readonly { readonly addressType: string; readonly country_code?: string }[];
}

/** Shows a look-up, the nightly decision about subscriptions, and what a citizen may know. */
export async function showPersons(parties: readonly string[], options: RegistersOptions): Promise<void> {
  const { say } = options;
  const contactSync = contactSyncOf(options);
  const [party = ''] = parties;
  const contact = JSON.parse(await contactSync('contacts', 'get', '--id', party, '--purpose', PURPOSE, '--json')) as {
    readonly nameCode: string;
  };
  const before = await personOf(contact.nameCode, options);
  say(`CPR Direkte answers: contact ${party} is ${nameOf(before)}, ${addressOf(before)}.`);
  await runNow('cpr-sync/set-subscriptions', options);
  const subscribed = await subscriptions(options, parties.length);
  say(
    `The nightly decision had CPR subscribe to ${subscribed} persons: those who are parties on open cases, and nobody else.`,
  );
  await simulatorOf(options)('life-events', '--register', 'cpr', '--kind', 'move', '--number', contact.nameCode);
  const after = await personOf(contact.nameCode, options);
  say(`Contact ${party} moved to ${addressOf(after)}: tonight's file from CPR tells the register.`);
  say(`What a citizen may know: contact-sync cpr report --contact ${party} --purpose "request for access"`);
}

interface Person {
  readonly name1?: string;
  readonly name2?: string;
  readonly address?: { readonly address1?: string; readonly postcode?: string; readonly city?: string };
}

async function personOf(number: string, options: RegistersOptions): Promise<Person> {
  const words = ['cpr', 'lookup', '--code', '-', '--purpose', PURPOSE, '--json'];
  return (JSON.parse(await contactSyncTyping(options)(number, ...words)) as { readonly person: Person }).person;
}

const nameOf = ({ name1 = '', name2 = '' }: Person): string => `${name1} ${name2}`;
const addressOf = ({ address: { address1 = 'no address', postcode = '', city = '' } = {} }: Person): string =>
  [address1, `${postcode} ${city}`.trim()].filter((part) => part !== '').join(', ');

/** Runs a scheduled job now, and waits for its end. */
async function runNow(schedule: string, options: RegistersOptions): Promise<void> {
  const { runId } = JSON.parse(await contactSyncOf(options)('schedules', 'run', schedule, '--json')) as {
    runId: string;
  };
  const [service = ''] = schedule.split('/');
  const run = await until(async () => {
    const found = await read<Run>(`/${service}/runs/${runId}`, options);
    return found.state === 'running' ? undefined : found;
  }, options);
  if (run.state !== 'finished')
    throw new FirstRunFailed(`${schedule} ended as ${run.state}: ${run.problems.map(({ text }) => text).join('; ')}`);
}

/** How many CPR has subscribed, when it has confirmed so many or more. */
function subscriptions(options: RegistersOptions, least: number): Promise<number> {
  return until(async () => {
    const { subscriptions: found } = await read<{ subscriptions: readonly unknown[] }>(
      '/cpr-sync/subscriptions?srcSubscribed=Y&limit=100',
      options,
    );
    return found.length >= least ? found.length : undefined;
  }, options);
}

async function until<T>(look: () => Promise<T | undefined>, { signal }: RegistersOptions): Promise<T> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new FirstRunFailed('what was asked of CPR did not arrive in time');
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function read<Answer>(path: string, { url, token, signal }: RegistersOptions): Promise<Answer> {
  const answer = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${token}` }, signal });
  if (!answer.ok) throw new FirstRunFailed(`${path.split('?')[0]} was answered with ${answer.status}`);
  return (await answer.json()) as Answer;
}
