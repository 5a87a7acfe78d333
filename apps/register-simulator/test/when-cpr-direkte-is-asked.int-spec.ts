import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { type PersonState, type RunningSimulator, startSimulator } from '../src';
import { run } from '../src/command-line';
import { LAYOUTS } from '../src/writers/off4/layouts';
import { direkteSocket, hear, takenApart } from './asking-direkte';
import { call } from './calling';

let folder: string;
let simulator: RunningSimulator;
/** A Tuesday. */
const clock = { now: new Date('2026-11-24T09:00:00Z') };

const start = () =>
  startSimulator({ folder, companies: 5, organisations: 10, persons: 200, start: '2026-11-23', now: () => clock.now });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  simulator = await start();
});

afterAll(async () => {
  await simulator.stop();
  rmSync(folder, { recursive: true });
});

afterEach(() => simulator.cprDirekte.faults.clear());

const ask = async (sent: string) => takenApart((await hear(direkteSocket(simulator, 'direkte'), sent)).text);

function logonText({ customer = '0132', password, newPassword = '', user }: Record<string, string> = {}): string {
  const known = simulator.profiles['cpr-direkte'];
  const [userId, secret] = [user ?? known.user, password ?? known.password];
  return `OFF4,${customer}90${userId.padEnd(8)}${secret.padEnd(8)}${newPassword.padEnd(8)}`;
}

async function token(): Promise<string> {
  const { error, token: given } = await ask(logonText());
  expect(error).toBe('00');
  return given;
}

const lookUpText = (given: string, number: string, types = '06', customer = '0132') =>
  `OFF4,${customer}${types}${given}${simulator.profiles['cpr-direkte'].user}00${number}`;

function someone(fits: (state: PersonState) => boolean): PersonState {
  for (const number of simulator.persons.numbers()) {
    const state = simulator.persons.find(number);
    if (state && fits(state)) return state;
  }
  throw new Error('nobody fits');
}

const resident = ({ status }: PersonState) => status === '01';

/** Every record of an answer, by the lengths of the layouts. */
function recordsOf(data: string): string[] {
  const records: string[] = [];
  for (let at = 0; at < data.length;) {
    const length = LAYOUTS[data.slice(at, at + 3) as keyof typeof LAYOUTS].length;
    records.push(data.slice(at, at + length));
    at += length;
  }
  return records;
}

it('is logged on to by another program, which gets the 28 characters of the documentation', async () => {
  const caFile = join(folder, 'authority.pem');
  const options = ['-quiet', '-verify_return_error', '-CAfile', caFile, '-servername', 'localhost'];
  const openssl = spawn('openssl', ['s_client', ...options, '-connect', simulator.addresses.direkte], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const heard: Buffer[] = [];
  openssl.stdout.on('data', (part: Buffer) => heard.push(part));
  openssl.stdin.write(logonText());
  await once(openssl, 'close');
  const answer = Buffer.concat(heard).toString('latin1');
  expect(answer).toMatch(/^013290[A-Za-z0-9]{8}[A-Z]{6}\d\d000028$/);
  expect(answer).toHaveLength(28);
});

it('answers the records of one person, as registered now', async () => {
  const given = await token();
  const { number } = someone(resident);
  const answer = await ask(lookUpText(given, number));
  expect(answer).toMatchObject({ customer: '0132', abonType: '0', dataType: '6', token: given, error: '00' });
  expect(Number(answer.length)).toBe(28 + answer.data.length);
  const records = recordsOf(answer.data);
  expect(records[0]).toBe('000' + '0000000000' + '013201' + '20261124' + '00000000');
  expect(records.at(-1)).toBe('999' + '9999999999' + String(records.length - 2).padStart(8, '0'));
  const types = records.map((each) => each.slice(0, 3));
  expect(types).toEqual([...types].sort());
  expect(types.slice(0, 4)).toEqual(['000', '001', '002', '003']);
  simulator.persons.apply({ kind: 'name', number, last: 'Ærøbo' });
  expect((await ask(lookUpText(given, number))).data).toContain('Ærøbo');
});

it('subscribes, sets without data, and deletes', async () => {
  const given = await token();
  const { number } = someone((state) => resident(state) && !simulator.cprOffice.isSubscribed(state.number));
  expect((await ask(lookUpText(given, number, '16'))).data).not.toBe('');
  expect(simulator.cprOffice.isSubscribed(number)).toBe(true);
  expect(await ask(lookUpText(given, number, '30'))).toMatchObject({ error: '00', length: '0028', data: '' });
  expect(simulator.cprOffice.isSubscribed(number)).toBe(false);
  expect(await ask(lookUpText(given, number, '10'))).toMatchObject({ error: '00', length: '0028', data: '' });
  expect(simulator.cprOffice.isSubscribed(number)).toBe(true);
});

it('answers of a number that was replaced with the one in force', async () => {
  const { number } = someone((state) => resident(state) && state.birthDate < '1990');
  const [fresh] = simulator.persons.apply({ kind: 'new-number', number }).numbers;
  const { data } = await ask(lookUpText(await token(), number));
  const basics = recordsOf(data)[1]!;
  expect([basics.slice(13, 23), basics.slice(23, 25)]).toEqual([fresh, '60']);
});

it('answers the right code to each mistake', async () => {
  const given = await token();
  const { number } = someone(resident);
  const codes: Record<string, string> = {
    '05': lookUpText(given, '6101010001'),
    '06': lookUpText(given, number, '06', '9999'),
    '07': lookUpText('abcd1234', number),
    '10': lookUpText(given, number, '26'),
    '11': lookUpText(given, number, '05'),
    '17': lookUpText(given, ' '.repeat(10)),
    '99': lookUpText(given, number).replace('OFF4', 'PRIV'),
  };
  for (const [code, sent] of Object.entries(codes)) {
    expect(await ask(sent)).toMatchObject({ error: code, length: '0028', data: '' });
  }
  expect((await ask(logonText({ customer: '9999' }))).error).toBe('06');
  simulator.cprDirekte.options.allowedAddresses = ['192.0.2.1'];
  expect((await ask(logonText())).error).toBe('16');
  expect((await ask(lookUpText(given, number))).error).toBe('16');
  simulator.cprDirekte.options.allowedAddresses = undefined;
});

it('lets tokens end after half an hour, or at once', async () => {
  const given = await token();
  const { number } = someone(resident);
  clock.now = new Date(clock.now.getTime() + 1_799_000);
  expect((await ask(lookUpText(given, number))).error).toBe('00');
  clock.now = new Date(clock.now.getTime() + 1_000);
  expect((await ask(lookUpText(given, number))).error).toBe('07');
  const other = await token();
  simulator.cprDirekte.withdrawTokens();
  expect((await ask(lookUpText(other, number))).error).toBe('07');
});

it('counts wrong passwords and locks the user out after the third', async () => {
  const { account } = simulator.cprDirekte;
  expect((await ask(logonText({ password: 'Wrong123' }))).error).toBe('01');
  expect((await ask(logonText({ user: 'NOBODY99' }))).error).toBe('01');
  expect(account.current.wrong).toBe(1);
  await token();
  expect(account.current.wrong).toBe(0);
  for (let time = 1; time <= 3; time++) {
    expect(await ask(logonText({ password: 'Wrong123' }))).toMatchObject({ error: '01', token: ' '.repeat(8) });
  }
  expect(account.current).toMatchObject({ wrong: 3, locked: true });
  expect((await ask(logonText())).error).toBe('01');
  account.unlock();
  await token();
});

it('wants another password when the old one has expired, and takes no bad one', async () => {
  const { account } = simulator.cprDirekte;
  const old = account.current.password;
  account.expire();
  expect((await ask(logonText())).error).toBe('02');
  for (const newPassword of ['abcdefg1', 'a1234567', 'ab12', 'ab12 cd', old]) {
    expect([newPassword, (await ask(logonText({ newPassword }))).error]).toEqual([newPassword, '03']);
  }
  expect((await ask(logonText({ newPassword: 'Ny12Pass' }))).error).toBe('00');
  expect(simulator.profiles['cpr-direkte'].password).toBe('Ny12Pass');
  await token();
  expect((await ask(logonText({ password: old }))).error).toBe('01');
  expect((await ask(logonText({ newPassword: old }))).error).toBe('03');
  simulator.cprDirekte.options.passwordDays = 90;
  const changed = clock.now;
  clock.now = new Date(changed.getTime() + 90 * 86_400_000);
  expect((await ask(logonText())).error).toBe('02');
  clock.now = changed;
  simulator.cprDirekte.options.passwordDays = undefined;
});

describe('on request', () => {
  const faults = () => simulator.cprDirekte.faults;

  it('answers every code', async () => {
    for (let code = 1; code <= 99; code++) {
      const error = String(code).padStart(2, '0');
      faults().add({ fault: { kind: 'error', code: error, text: '0123 Ukendt forhold' }, times: 1 });
      expect(await ask(logonText())).toMatchObject({ error, length: '0047', data: '0123 Ukendt forhold' });
    }
  });

  it('cuts the answer at every byte, breaks it off, splits it, and tells a wrong length', async () => {
    const given = await token();
    const sent = lookUpText(given, '6101010001');
    const whole = (await hear(direkteSocket(simulator, 'direkte'), sent)).text;
    expect(whole).toHaveLength(28);
    for (let at = 0; at < whole.length; at++) {
      faults().add({ fault: { kind: 'cut', at }, times: 1 });
      expect((await hear(direkteSocket(simulator, 'direkte'), sent)).text).toBe(whole.slice(0, at));
    }
    faults().add({ fault: { kind: 'reset', at: 10 }, times: 2 });
    expect(await hear(direkteSocket(simulator, 'direkte'), sent)).toMatchObject({ text: whole.slice(0, 10) });
    expect((await hear(direkteSocket(simulator, 'direkteProxy'), sent)).text.length).toBeLessThanOrEqual(10);
    faults().add({ fault: { kind: 'split', bytes: 1 }, times: 1 });
    const split = await hear(direkteSocket(simulator, 'direkte'), sent);
    expect(split.text).toBe(whole);
    expect(split.packets).toBeGreaterThan(5);
    for (const road of ['direkte', 'direkteProxy'] as const) {
      faults().add({ fault: { kind: 'slow', ms: 20 }, times: 1 });
      expect((await hear(direkteSocket(simulator, road), sent, true)).text).toHaveLength(28);
      expect((await hear(direkteSocket(simulator, road), sent.slice(0, 20), true)).text).toBe('');
    }
    for (const [bytes, length] of [
      [5, 33],
      [-5, 23],
    ] as const) {
      faults().add({ fault: { kind: 'longer', bytes }, times: 1 });
      const { text } = await hear(direkteSocket(simulator, 'direkte'), sent);
      expect([text.length, text.slice(24, 28)].slice(0, length < 28 ? 1 : 2)).toEqual(
        length < 28 ? [length] : [length, '0028'],
      );
    }
  });

  it('says nothing at all, while others are answered', async () => {
    faults().add({ fault: { kind: 'hang' }, times: 1 });
    const silent = direkteSocket(simulator, 'direkte');
    const heard = hear(silent, logonText());
    while (simulator.cprDirekte.requests().at(-1)?.fault !== 'hang') await turn();
    await token();
    silent.destroy();
    expect((await heard).text).toBe('');
  });
});

it('answers at the local proxy without logon, with blanks where the others stand', async () => {
  const { number } = someone(resident);
  const { text } = await hear(direkteSocket(simulator, 'direkteProxy'), `OFF4,    06${' '.repeat(16)}00${number}`);
  expect(takenApart(text)).toMatchObject({
    customer: '    ',
    token: ' '.repeat(8),
    userId: ' '.repeat(8),
    error: '00',
  });
  expect(recordsOf(text.slice(28)).length).toBeGreaterThan(5);
});

it('goes on after a stop: subscriptions, password, persons, files and ports', async () => {
  const { addresses, profiles } = simulator;
  const subscribed = simulator.cprOffice.subscribed();
  expect(subscribed.length).toBeGreaterThan(0);
  clock.now = new Date('2026-11-26T09:00:00Z');
  const files = simulator.cprOffice.files();
  expect(files.length).toBe(3);
  const whole = () => [...simulator.persons.numbers()].map((number) => simulator.persons.find(number));
  const before = whole();
  await simulator.stop();
  simulator = await start();
  expect(simulator.addresses).toEqual(addresses);
  expect(simulator.profiles).toMatchObject({ 'cpr-direkte': profiles['cpr-direkte'] });
  expect(simulator.cprOffice.subscribed()).toEqual(subscribed);
  expect(simulator.cprOffice.files()).toEqual(files);
  expect(whole()).toEqual(before);
  await token();
  for (const name of ['cpr-direkte.json', 'person-events.jsonl', 'cpr-office-events.jsonl']) {
    expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  }
  expect(JSON.parse(readFileSync(join(folder, 'profiles.json'), 'utf8'))['cpr-direkte'].password).toBe('Ny12Pass');
});

describe('the command line', () => {
  async function ran(...args: string[]) {
    const [printed, complaints]: [string[], string[]] = [[], []];
    const terminal = { print: (line: string) => printed.push(line), complain: (line: string) => complaints.push(line) };
    return { exitCode: await run([...args, '--folder', folder], terminal), printed, complaints };
  }

  it('lists persons and lets things happen to them', async () => {
    const listed = await ran('persons', '--limit', '5');
    expect([listed.exitCode, listed.complaints, listed.printed.length]).toEqual([0, [], 5]);
    const number = listed.printed[0]!.slice(0, 10);
    const named = await ran('life-events', '--register', 'cpr', '--kind', 'name', '--number', number, '--last', 'Åkær');
    expect([named.exitCode, named.printed[0]!.slice(0, 26)]).toEqual([0, `name            ${number}`]);
    expect(simulator.persons.find(number)!.name.last).toBe('Åkær');
    const played = await ran('life-events', '--register', 'cpr', '--count', '3');
    expect([played.exitCode, played.printed.length]).toEqual([0, 3]);
    const refused = await ran('life-events', '--register', 'cpr', '--kind', 'come-home', '--number', number);
    expect([refused.exitCode, refused.complaints[0]]).toEqual([
      2,
      'register-simulator: come-home: the person is neither abroad nor disappeared',
    ]);
  });

  it('tells of the office and of CPR Direkte, and spoils both', async () => {
    expect((await ran('cpr', '--direkte-fault', 'error:08', '--times', '2')).exitCode).toBe(0);
    expect(simulator.cprDirekte.faults.list()).toEqual([{ id: 1, fault: { kind: 'error', code: '08' }, times: 2 }]);
    expect((await ran('cpr', '--file-fault', 'late', '--day', '2026-12-01')).exitCode).toBe(0);
    expect(simulator.cprOffice.faults()).toEqual([{ kind: 'late', day: '2026-12-01' }]);
    expect((await ran('cpr', '--clear')).exitCode).toBe(0);
    expect([simulator.cprDirekte.faults.list(), simulator.cprOffice.faults()]).toEqual([[], []]);
    expect((await ran('cpr', '--account', 'expire')).exitCode).toBe(0);
    expect(simulator.cprDirekte.account.hasExpired()).toBe(true);
    const { exitCode, printed } = await ran('cpr');
    expect([exitCode, printed.some((line) => line.startsWith('d261123.l013201'))]).toEqual([0, true]);
    expect((await ran('cpr', '--direkte-fault', 'flood')).exitCode).toBe(2);
  });

  it('shows no person number, password or token of what was asked', async () => {
    simulator.cprDirekte.account.reset('Ny12Pass');
    const given = await token();
    await ask(lookUpText(given, someone(resident).number));
    const headers = { authorization: `Bearer ${simulator.secrets.control}` };
    const url = `${simulator.addresses.control}/control/`;
    const shown = [
      JSON.stringify(simulator.cprDirekte.requests()),
      (await call(simulator, `${url}cpr-direkte`, { headers })).text,
      (await call(simulator, `${url}cpr-office`, { headers })).text,
    ].join('\n');
    expect(shown).toContain('"kind":"look-up"');
    for (const secret of ['Ny12Pass', given]) expect(shown).not.toContain(secret);
    for (const number of simulator.persons.numbers()) expect(shown.includes(number)).toBe(false);
    const states = await call(simulator, `${url}persons/state`, {
      headers,
      json: { numbers: [[...simulator.persons.numbers()][0], '6101010001'] },
    });
    expect(JSON.parse(states.text)[1]).toEqual({ number: '6101010001', unknown: true });
  });
});
