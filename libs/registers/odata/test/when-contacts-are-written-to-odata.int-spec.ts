import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallFailed, openCaller, type OpenCaller } from '@contact-sync/outbound';
import { startSimulator, type Fault, type RunningSimulator } from '@contact-sync/register-simulator';
import { simulatedCredentials, type SimulatedCredentials } from '@contact-sync/testing';
import { ODataTarget, type TargetContact } from '../src';

let simulator: RunningSimulator;
let credentials: SimulatedCredentials;
let caller: OpenCaller;
let target: ODataTarget;
let folder: string;

beforeAll(async () => {
  simulator = await startSimulator({ companies: 1 });
  folder = mkdtempSync(join(tmpdir(), 'odata-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, simulator.ca);
  caller = openCaller({ hosts: 'localhost:*', caFile, timeoutMs: 1000 });
  credentials = simulatedCredentials('odata', simulator.profiles.odata, simulator.ca);
  target = new ODataTarget({ caller, credentials, now: () => new Date() });
});
afterAll(async () => {
  caller.close();
  await simulator.stop();
  rmSync(folder, { recursive: true });
});
afterEach(() => simulator.faults.clear());

let last = 10_000_000;
/** A contact of its own for each test. */
const contact = (more: Partial<TargetContact> = {}): TargetContact => ({
  nameType: 'J',
  nameCode: String((last += 1)),
  name1: "O'Hara & Søn ApS",
  address: { address1: 'Søvej 1', address2: '2. th', postcode: '2750', city: 'Ballerup', country: 'DK' },
  phone: '44600000',
  email: 'post@firma.example',
  industries: ['620100', '620200'],
  ...more,
});

const there = ({ nameType, nameCode }: TargetContact) => {
  const found = simulator
    .written('Contacts')
    .filter((each) => each.NameType_Value === nameType && each.NameCode === nameCode);
  const owned = (set: 'AddressMains' | 'ContactInfos') =>
    simulator.written(set).filter(({ Contact_Value }) => Contact_Value === found[0]?.ID);
  return { found, addresses: owned('AddressMains'), info: owned('ContactInfos') };
};
const branches = (wanted: TargetContact) =>
  there(wanted)
    .info.toSorted((a, b) => Number(a.Priority) - Number(b.Priority))
    .map(({ Info, Priority }) => [Info, Priority]);
const requests = () => simulator.requests('odata');

it('one that is not there is created with address and activities, the main one first', async () => {
  const wanted = contact();
  expect(await target.write(wanted)).toEqual({ outcome: 'created' });
  const { found, addresses } = there(wanted);
  expect(found).toEqual([
    { ID: expect.any(String), NameType_Value: 'J', NameCode: wanted.nameCode, Name1: "O'Hara & Søn ApS" },
  ]);
  expect(addresses).toMatchObject([{ Address1: 'Søvej 1', Address2: '2. th', City: 'Ballerup', Phone: '44600000' }]);
  expect(branches(wanted)).toEqual([
    ['620100', 1],
    ['620200', 2],
  ]);
});

it('written again nothing is changed, and nothing is sent but questions', async () => {
  const wanted = contact();
  await target.write(wanted);
  const before = requests().length;
  expect(await target.write(wanted)).toEqual({ outcome: 'unchanged' });
  expect(
    new Set(
      requests()
        .slice(before)
        .map(({ method }) => method),
    ),
  ).toEqual(new Set(['GET']));
});

it('only what differs is changed; activities are replaced', async () => {
  const wanted = contact();
  await target.write(wanted);
  const { phone: _, ...silent } = wanted;
  const before = requests().length;
  const changed = { ...silent, name1: 'Nyt Navn ApS', industries: ['631100', '620100'], endDate: '2026-11-22' };
  expect(await target.write(changed)).toEqual({ outcome: 'changed' });
  const sent = requests()
    .slice(before)
    .flatMap(({ method, body }) => (method === 'PATCH' ? [body] : []));
  expect(sent).toEqual([{ Name1: 'Nyt Navn ApS', EndDate: '2026-11-22T00:00:00' }, { Phone: null }]);
  expect(branches(wanted)).toEqual([
    ['631100', 1],
    ['620100', 2],
  ]);
});

it('what it cannot tell stays: name, fax, activities, an end that was set there', async () => {
  const wanted = contact({ fax: '44600001', endDate: '2026-01-01' });
  await target.write(wanted);
  const { nameType, nameCode, phone } = wanted;
  await target.write({ nameType, nameCode, ...(phone !== undefined && { phone }), industries: [] });
  const { found, addresses } = there(wanted);
  expect(found[0]).toMatchObject({ Name1: "O'Hara & Søn ApS", EndDate: '2026-01-01T00:00:00' });
  expect(addresses[0]).toMatchObject({ Address1: 'Søvej 1', Fax: '44600001', Phone: '44600000', Email: null });
  expect(branches(wanted)).toHaveLength(2);
});

it('broken off in the middle, the rest is done by the next attempt, and nothing twice', async () => {
  const wanted = contact();
  simulator.faults.add({ target: 'odata', path: 'ContactInfos', fault: { kind: 'status', status: 503 } });
  await expect(target.write(wanted)).rejects.toMatchObject({ failure: 'unavailable', code: 'http-503' });
  simulator.faults.clear();
  expect(await target.write(wanted)).toEqual({ outcome: 'changed' });
  const { found, addresses, info } = there(wanted);
  expect([found.length, addresses.length, info.length]).toEqual([1, 1, 2]);
});

it('one that the target will not take is refused by itself', async () => {
  expect(await target.write(contact({ name1: 'N'.repeat(151) }))).toEqual({ outcome: 'refused', code: 'http-400' });
});

it('one that another changed meanwhile is looked up again', async () => {
  const wanted = contact();
  await target.write(wanted);
  simulator.faults.add({ target: 'odata', fault: { kind: 'slow', ms: 0 }, times: 1 });
  simulator.faults.add({ target: 'odata', fault: { kind: 'status', status: 412 }, times: 1 });
  expect(await target.write({ ...wanted, name1: 'Nyt Navn ApS' })).toEqual({ outcome: 'changed' });
  expect(there(wanted).found).toMatchObject([{ Name1: 'Nyt Navn ApS' }]);
});

it('a change names the version it was made from', async () => {
  const wanted = contact();
  await target.write(wanted);
  const seen: (string | undefined)[] = [];
  const watching = new ODataTarget({
    caller: {
      call: (call) => {
        if (call.method === 'PATCH') seen.push(call.headers?.['if-match']);
        return caller.call(call);
      },
    },
    credentials,
    now: () => new Date(),
  });
  await watching.write({ ...wanted, name1: 'Nyt Navn ApS' });
  expect(seen).toEqual([expect.stringMatching(/^W\/".+"$/)]);
});

it('a token that is refused is renewed once, and nobody notices', async () => {
  await target.test();
  const before = credentials.tokens();
  simulator.withdrawTokens();
  await target.test();
  expect(credentials.tokens()).toBe(before + 1);
});

it.each<[string, Fault, object]>([
  ['401', { kind: 'status', status: 401 }, { failure: 'refused', code: 'http-401' }],
  ['404', { kind: 'status', status: 404 }, { failure: 'unavailable', code: 'service-missing' }],
  [
    '429',
    { kind: 'status', status: 429, retryAfter: '3' },
    { failure: 'unavailable', code: 'http-429', more: { retryAfterMs: 3000 } },
  ],
  ['500', { kind: 'status', status: 500 }, { failure: 'unavailable', code: 'http-500' }],
  ['half JSON', { kind: 'half-json' }, { failure: 'unavailable', code: 'half-json' }],
  ['nothing', { kind: 'hang' }, { failure: 'unavailable', code: 'timeout' }],
])('%s concerns the whole target, and writes nothing', async (_, fault, failure) => {
  simulator.faults.add({ target: 'odata', fault });
  const wanted = contact();
  const written = target.write(wanted);
  await expect(written).rejects.toBeInstanceOf(CallFailed);
  await expect(written).rejects.toMatchObject(failure);
  expect(there(wanted).found).toEqual([]);
});
