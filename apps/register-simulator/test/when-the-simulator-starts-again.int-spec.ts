import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningSimulator, startSimulator } from '../src';
import { run } from '../src/command-line';
import { call, cvrApi, logicToken } from './calling';

let folder: string;
let simulator: RunningSimulator | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
});

afterAll(async () => {
  await simulator?.stop();
  rmSync(folder, { recursive: true });
});

async function ran(...args: string[]) {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const terminal = { print: (line: string) => printed.push(line), complain: (line: string) => complaints.push(line) };
  return { exitCode: await run([...args, '--folder', folder], terminal), printed, complaints };
}

function whole({ world, organisations }: RunningSimulator): string {
  const states = [...world.identities()].map(({ number }) => world.stateOf(number, '2027-01-01'));
  return JSON.stringify([
    states,
    world.events(0, 100_000),
    world.importStatus(),
    world.notices(),
    [...organisations.rows()],
  ]);
}

it('goes on with what has happened, under the same authority and with the same secrets', async () => {
  simulator = await startSimulator({ folder, companies: 40, organisations: 50, seed: 'again', start: '2026-11-01' });
  const headers = { authorization: await logicToken(simulator) };
  simulator.world.play(60, 'first');
  simulator.world.apply({ kind: 'name', number: '26911745' }, { open: true, repeats: 1 });
  simulator.world.completeImport();
  simulator.organisations.apply({ kind: 'opened', name: 'Ny enhed' });
  simulator.organisations.turn(2);
  simulator.organisations.play(5, 'lot');
  simulator.organisations.turn();
  const { configurationId } = simulator.secrets.logic;
  const [one, other] = ['26911745', '1003387453'].map((number) => simulator!.world.byNumber(number)!.id);
  for (const id of [one, other]) {
    await call(simulator, `${cvrApi(simulator)}/subscribe/${id}`, { headers, json: { configurationId } });
  }
  await call(simulator, `${cvrApi(simulator)}/unsubscribe/${other}`, { method: 'DELETE', headers });
  const before = { whole: whole(simulator), ca: simulator.ca, secrets: simulator.secrets };
  const subscriptions = simulator.subscriptions();
  expect(subscriptions.map(({ objectId }) => objectId)).toEqual([one]);
  await simulator.stop();

  simulator = await startSimulator({ folder });
  expect(simulator.world.size.companies).toBeGreaterThanOrEqual(40);
  expect({ whole: whole(simulator), ca: simulator.ca, secrets: simulator.secrets }).toEqual(before);
  expect(simulator.subscriptions()).toEqual(subscriptions);
});

it('keeps secrets to the owner of the folder', () => {
  for (const name of ['simulator.json', 'profiles.json', 'authority.key', 'life-events.jsonl', 'subscriptions.jsonl']) {
    expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  }
  const open = ['authority.pem', 'addresses.json'].map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  const { logic, datafordeler, odata, control } = simulator!.secrets;
  for (const secret of [
    logic.clientSecret,
    datafordeler.clientSecret,
    datafordeler.apiKey,
    odata.clientSecret,
    control,
  ]) {
    expect(open.includes(secret)).toBe(false);
  }
});

it('takes no other population into the folder', async () => {
  await expect(startSimulator({ folder, companies: 41 })).rejects.toThrow('take another folder');
  await expect(startSimulator({ folder, organisations: 51 })).rejects.toThrow('take another folder');
  await expect(startSimulator({ folder, seed: 'other' })).rejects.toThrow('take another folder');
});

it('lets things happen from the command line', async () => {
  const named = await ran('life-events', '--kind', 'name', '--number', '1003387453', '--name', 'KMD Ballerup Ny');
  expect([named.exitCode, named.complaints, named.printed[0]]).toEqual([0, [], 'name          1003387453']);
  expect(simulator!.world.stateOf('1003387453')!.name).toBe('KMD Ballerup Ny');
  const without = await ran('life-events', '--kind', 'phone', '--number', '1003387453', '--none');
  expect([without.exitCode, simulator!.world.stateOf('1003387453')!.phone]).toEqual([0, null]);
  expect((await ran('life-events', '--count', '7')).printed).toHaveLength(8);
  const unknown = await ran('life-events', '--kind', 'name', '--number', '99999999');
  expect([unknown.exitCode, unknown.complaints[0]]).toEqual([2, 'register-simulator: the register has no 99999999']);
});

it('lets days pass for health organisations from the command line', async () => {
  const { organisations } = simulator!;
  const listed = await ran('organisations', '--limit', '2');
  expect([listed.exitCode, listed.complaints, listed.printed.length]).toEqual([0, [], 3]);
  const sorId = listed.printed[1]!.slice(0, 17);
  const { exitCode, printed } = await ran(
    'organisations',
    '--kind',
    'renamed',
    '--sor-id',
    sorId,
    '--name',
    'Nyt Sygehus',
  );
  expect([exitCode, printed]).toEqual([0, [`renamed           ${sorId}`, `day ${organisations.day}`]]);
  expect((await ran('organisations', '--turn', '1')).printed.at(-1)).toBe(`day ${organisations.day}`);
  expect(organisations.stateOf(sorId)!.name).toBe('Nyt Sygehus');
  expect((await ran('organisations', '--spoil', 'half', '--spoil', 'lf')).exitCode).toBe(0);
  expect(simulator!.sorFiles.list()).toEqual([{ file: 'daily', layouts: [{ kind: 'half' }, { kind: 'lf' }] }]);
  expect((await ran('organisations', '--mend')).exitCode).toBe(0);
  expect(simulator!.sorFiles.list()).toEqual([]);
});

it('keeps the ports that a folder of an earlier version has, and adds what it lacks', async () => {
  const { addresses } = simulator!;
  await simulator!.stop();
  for (const [name, lost] of [
    ['addresses.json', 'sorFiles'],
    ['simulator.json', 'organisations'],
  ] as const) {
    const kept = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    delete kept[lost];
    writeFileSync(join(folder, name), JSON.stringify(kept));
  }
  simulator = await startSimulator({ folder });
  const { sorFiles: _, ...others } = addresses;
  expect(simulator.addresses).toMatchObject(others);
  expect(simulator.organisations.size).toBeGreaterThanOrEqual(300);
});

it('places faults from the command line, lists and clears them', async () => {
  expect((await ran('faults', '--target', 'gateway', '--fault', '429:30', '--times', '5')).exitCode).toBe(0);
  expect((await ran('faults', '--target', '*', '--fault', 'cut', '--path', '/CVR/')).exitCode).toBe(0);
  expect(simulator!.faults.list()).toEqual([
    { id: 1, target: 'gateway', fault: { kind: 'status', status: 429, retryAfter: '30' }, times: 5 },
    { id: 2, target: '*', fault: { kind: 'reset', when: 'mid-body' }, path: '/CVR/' },
  ]);
  expect((await ran('faults')).printed).toHaveLength(2);
  expect((await ran('faults', '--clear', '--target', 'gateway')).exitCode).toBe(0);
  expect(simulator!.faults.list().map(({ id }) => id)).toEqual([2]);
  expect((await ran('faults', '--clear')).exitCode).toBe(0);
  expect(simulator!.faults.list()).toEqual([]);
  expect((await ran('faults', '--target', 'gateway', '--fault', 'flood')).exitCode).toBe(2);
});

describe('the control interface', () => {
  const control = (path: string, authorization = `Bearer ${simulator!.secrets.control}`) =>
    call(simulator!, `${simulator!.addresses.control}/control/${path}`, { headers: { authorization } });

  it('is closed to who does not know the token', async () => {
    for (const path of ['addresses', 'state?ids=26911745', 'requests', 'subscriptions', 'odata', 'faults']) {
      expect([path, (await control(path, 'Bearer no')).status]).toEqual([path, 401]);
    }
  });

  it('tells the state of units, subscriptions, companies and requests', async () => {
    const json = async (path: string) => JSON.parse((await control(path)).text);
    expect(await json('state?ids=1003387453,1')).toEqual([
      JSON.parse(JSON.stringify(simulator!.world.stateOf('1003387453'))),
      { number: '1', unknown: true },
    ]);
    expect(await json('subscriptions')).toEqual(simulator!.subscriptions());
    expect(await json('addresses')).toMatchObject({ gateway: simulator!.addresses.gateway });
    expect((await json('companies?limit=3')).companies).toHaveLength(3);
    expect((await json('requests?target=identity')).counts.identity).toBe(simulator!.requestCount('identity'));
    expect((await control('requests?target=nowhere')).status).toBe(400);
  });
});
