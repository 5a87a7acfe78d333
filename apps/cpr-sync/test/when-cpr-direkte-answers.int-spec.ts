import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { answerCredentials } from '@contact-sync/credentials';
import {
  freshDatabase,
  newAuthority,
  selfSigned,
  uniqueName,
  waitFor,
  type FreshDatabase,
  type IssuedCertificate,
} from '@contact-sync/testing';
import { answer, DirekteOffice, KNOWN, PASSWORD, personData } from './direkte-office';
import { DirekteProfiles } from './direkte-profiles';
import { failureOf, replica, SETTINGS, type Replica, type ReplicaWish } from './direkte-replica';
import { OWNERS } from './importing';

/** Nobody in the office has it. */
const UNKNOWN = '6707614286';
const SECRETS = [KNOWN, UNKNOWN, PASSWORD, 'Tok0000', 'æææ'];
const ALL_CODES = Array.from({ length: 100 }, (_, code) => String(code).padStart(2, '0'));

/** Whom the code of a look-up concerns (cpr-direkte.md 4.3), by hand; whatever is not here is `wrong`. */
const FAILURES: Readonly<Record<string, string>> = {
  '01': 'refused',
  '02': 'unavailable',
  '03': 'refused',
  '04': 'unavailable',
  '06': 'refused',
  '07': 'unavailable',
  '08': 'unavailable',
  '09': 'unavailable',
  '16': 'refused',
  '99': 'refused',
};
/** After these nothing more is sent. */
const STOPS: ReadonlySet<string> = new Set(['01', '06', '16', '99']);

let database: FreshDatabase;
let folder: string;
let good: TlsOptions;
let office: DirekteOffice;
let profiles: DirekteProfiles;
let answering: { stop(): Promise<void> };
let exchange: string;
/** Servers that are not to be trusted, by what is said of them. */
let servers: Readonly<Record<string, TlsOptions>>;
const opened: DirekteOffice[] = [];
const replicas: Replica[] = [];

const shown = ({ certificate, key }: IssuedCertificate): TlsOptions => ({ cert: certificate, key });

beforeAll(async () => {
  const [authority, fresh] = await Promise.all([newAuthority(), freshDatabase({ owners: OWNERS })]);
  database = fresh;
  folder = mkdtempSync(join(tmpdir(), 'cpr-direkte-'));
  writeFileSync(join(folder, 'ca.pem'), authority.certificate);
  good = shown(await authority.issue({ name: 'localhost' }));
  office = await DirekteOffice.open(good);
  exchange = uniqueName('direkte');
  profiles = new DirekteProfiles('Direkte', { host: 'localhost', port: String(office.port) });
  answering = answerCredentials(profiles, {
    road: { transport: 'in-process', exchange },
    callers: new Map(),
    onFault: (error) => expect(error).toBeUndefined(),
  });
  const expired = await authority.issue({ name: 'localhost', from: -30, to: -1 });
  const elsewhere = await authority.issue({ name: 'direkte.example' });
  servers = {
    'certificate-expired': shown(expired),
    'certificate-untrusted': shown(await selfSigned('localhost')),
    'certificate-wrong-name': shown(elsewhere),
    'tls-failed': { ...good, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  };
});

beforeEach(async () => {
  office.reset();
  profiles.reset({ host: 'localhost', port: String(office.port) });
  await database.pool.query('delete from cpr.direkte_stop');
});

afterEach(() => Promise.all(opened.splice(0).map((other) => other.close())));

afterAll(async () => {
  await answering.stop();
  await office.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

function asked(more: Partial<ReplicaWish> = {}): Replica {
  const made = replica({ pool: database.pool, exchange, caFile: join(folder, 'ca.pem'), ...more });
  replicas.push(made);
  return made;
}

const lookUp = ({ direkte }: Replica, pnr = KNOWN, signal?: AbortSignal) =>
  direkte.lookUp(SETTINGS, pnr, { subscribe: false, ...(signal && { signal }) });

/** What is answered to look-ups, and to nothing else. */
const toLookUps =
  (bytes: (request: string) => Buffer | 'silence' | 'end') =>
  (request: string): Buffer | 'silence' | 'end' | undefined =>
    request[9] === '9' ? undefined : bytes(request);

describe('a person', () => {
  it('is read with the token of a logon, and the next one with the same', async () => {
    const direkte = asked();
    const found = await lookUp(direkte);
    expect(found).toEqual({ outcome: 'found', data: new Uint8Array(Buffer.from(personData(KNOWN), 'latin1')) });
    expect(await direkte.direkte.lookUp(SETTINGS, KNOWN, { subscribe: true })).toEqual(found);
    expect(await direkte.direkte.deleteSubscription(SETTINGS, KNOWN, {})).toBe('deleted');
    expect(await lookUp(direkte, UNKNOWN)).toEqual({ outcome: 'not-found' });
    expect(await direkte.direkte.deleteSubscription(SETTINGS, UNKNOWN, {})).toBe('not-found');
    expect(office.logons).toEqual([{ password: PASSWORD, newPassword: '        ' }]);
    expect(office.lookUps).toEqual([
      `OFF4,013206Tok00001WUADIR3400${KNOWN}`,
      `OFF4,013216Tok00001WUADIR3400${KNOWN}`,
      `OFF4,013230Tok00001WUADIR3400${KNOWN}`,
      `OFF4,013206Tok00001WUADIR3400${UNKNOWN}`,
      `OFF4,013230Tok00001WUADIR3400${UNKNOWN}`,
    ]);
    expect(direkte.calls).toEqual(['logon 00', ...['00', '00', '00', '05', '05'].map((code) => `look-up ${code}`)]);
  });

  it('is read whole from an answer that comes byte by byte', async () => {
    office.inBytes = true;
    expect(await lookUp(asked())).toMatchObject({ outcome: 'found' });
  });

  it('whose number is a substitute one is not sent to CPR, and no number is sent where no profile is chosen', async () => {
    const direkte = asked().direkte;
    const how = { subscribe: false };
    const before = office.connections;
    await expect(direkte.lookUp({ ...SETTINGS, substituteNumbers: 'refuse' }, KNOWN, how)).rejects.toThrow(
      new RangeError('a substitute number is not sent to CPR'),
    );
    const without = direkte.lookUp({ ...SETTINGS, direkteProfile: '' }, KNOWN, how);
    expect(await failureOf(without, SECRETS)).toBe('refused no-profile');
    expect(office.connections).toBe(before);
  });
});

describe('an answer', () => {
  it('of any code to a look-up has its reaction', async () => {
    for (const code of ALL_CODES.filter((each) => each !== '00' && each !== '05')) {
      office.reset();
      await database.pool.query('delete from cpr.direkte_stop');
      const text = `Personnummer ${KNOWN} er afvist`;
      office.instead = toLookUps((request) => answer({ code, types: request.slice(9, 11), data: text }));
      const direkte = asked();
      const said = `direkte-${code === '02' ? '07' : code}`;
      expect([code, await failureOf(lookUp(direkte), SECRETS)]).toEqual([code, `${FAILURES[code] ?? 'wrong'} ${said}`]);
      const again = { '02': 3, '07': 3, '08': 4 }[code] ?? 1;
      const logons = code === '08' ? 1 : again;
      expect([code, office.lookUps.length, office.logons.length]).toEqual([code, again, logons]);
      // Another process, a moment later.
      if (again > 1) continue;
      office.instead = () => undefined;
      if (STOPS.has(code)) expect([code, await failureOf(lookUp(asked()), SECRETS)]).toEqual([code, `refused ${said}`]);
      else expect([code, (await lookUp(asked())).outcome]).toEqual([code, 'found']);
      expect([code, office.lookUps.length]).toEqual([code, STOPS.has(code) ? 1 : 2]);
    }
  });

  it('of any code to a logon has its reaction, and no logon is repeated', async () => {
    for (const code of ALL_CODES.filter((each) => each !== '00' && each !== '02')) {
      office.reset();
      await database.pool.query('delete from cpr.direkte_stop');
      office.instead = (request) => (request[9] === '9' ? answer({ code, types: '90' }) : undefined);
      const direkte = asked();
      const failure = FAILURES[code] ?? 'wrong';
      expect([code, await failureOf(lookUp(direkte), SECRETS)]).toEqual([code, `${failure} direkte-${code}`]);
      expect([code, office.logons.length]).toEqual([code, 1]);
      await failureOf(lookUp(direkte), SECRETS);
      await failureOf(lookUp(asked()), SECRETS);
      expect([code, office.logons.length, office.lookUps.length]).toEqual([code, STOPS.has(code) ? 1 : 3, 0]);
    }
  });

  it('that is cut at any byte is half an answer, and nobody waits for the rest', async () => {
    const direkte = asked({ limitMs: 2_000 });
    await lookUp(direkte);
    const whole = answer({ data: personData(KNOWN) });
    expect(whole).toHaveLength(190);
    for (let end = 0; end < whole.length; end += 1) {
      office.instead = toLookUps(() => whole.subarray(0, end));
      expect([end, await failureOf(lookUp(direkte), SECRETS)]).toEqual([end, 'unavailable half-answer']);
    }
    office.instead = () => undefined;
    expect(await lookUp(direkte)).toMatchObject({ outcome: 'found' });
    expect(office.logons).toHaveLength(1);
  });

  it.each<[string, Buffer | 'end', string]>([
    [
      'is longer than it says',
      Buffer.concat([answer({ data: personData(KNOWN) }), Buffer.of(32)]),
      'answer-unreadable',
    ],
    ['holds no records', answer({}), 'answer-unreadable'],
    ['does not end with record 999', answer({ data: personData(KNOWN).slice(0, -21) }), 'answer-unreadable'],
    ['is of another protocol', Buffer.from('HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n'), 'answer-unreadable'],
    ['goes on and on', Buffer.alloc(10_000, 'x'), 'answer-too-large'],
    ['does not come', 'end', 'half-answer'],
  ])('that %s is not used', async (_, bytes, code) => {
    office.instead = toLookUps(() => bytes);
    expect(await failureOf(lookUp(asked()), SECRETS)).toBe(`unavailable ${code}`);
  });

  it('that does not come in time is waited for no longer, nor by who no longer wants it', async () => {
    office.instead = toLookUps(() => 'silence');
    expect(await failureOf(lookUp(asked({ limitMs: 150 })), SECRETS)).toBe('unavailable timeout');
    const enough = new AbortController();
    const waiting = lookUp(asked(), KNOWN, enough.signal);
    await waitFor(() => Promise.resolve(office.lookUps.length === 2));
    enough.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});

describe('a connection', () => {
  it('that nobody takes, or whose server is not the one, is none; no request is sent', async () => {
    for (const [code, tls] of Object.entries(servers)) {
      const other = await DirekteOffice.open(tls);
      opened.push(other);
      profiles.reset({ host: 'localhost', port: String(other.port) });
      expect([code, await failureOf(lookUp(asked()), SECRETS)]).toEqual([code, `unavailable ${code}`]);
      expect([other.connections, other.logons]).toEqual([1, []]);
    }
    await opened[0]?.close();
    profiles.reset({ host: 'localhost', port: String(opened[0]?.port) });
    expect(await failureOf(lookUp(asked()), SECRETS)).toBe('unavailable connection-refused');
  });

  it('goes to a host of the installation alone', async () => {
    expect(await failureOf(lookUp(asked({ hosts: 'direkte.cpr.dk:5000' })), SECRETS)).toBe('wrong host-not-allowed');
    profiles.reset({ host: 'localhost', port: 'x' });
    expect(await failureOf(lookUp(asked()), SECRETS)).toBe('wrong not-an-address');
  });

  it('to a local proxy is plain, without a logon, and only where the proxy is listed by its own name', async () => {
    const proxy = await DirekteOffice.open();
    opened.push(proxy);
    profiles.reset({ host: 'localhost', port: String(proxy.port), transport: 'local-proxy' });
    expect(await lookUp(asked())).toMatchObject({ outcome: 'found' });
    expect(proxy.lookUps).toEqual([`OFF4,    06                00${KNOWN}`]);
    expect(await asked().direkte.test(SETTINGS)).toBe('proxy-connected');
    profiles.reset({ host: 'x.proxy.localhost', port: String(proxy.port), transport: 'local-proxy' });
    expect(await failureOf(lookUp(asked({ hosts: '*.proxy.localhost:*' })), SECRETS)).toBe('wrong host-not-allowed');
    expect(proxy.logons).toEqual([]);
    profiles.reset({ host: 'localhost', port: String(proxy.port), transport: 'local-proxy' });
    for (const code of ['16', '01']) {
      const before = proxy.lookUps.length;
      proxy.instead = () => answer({ code });
      for (const each of [asked(), asked()])
        expect(await failureOf(lookUp(each), SECRETS)).toBe(`refused direkte-${code}`);
      expect(proxy.lookUps.length - before).toBe(1);
      expect(await asked().direkte.test(SETTINGS)).toBe('proxy-connected');
    }
  });
});

it('nothing that was logged, and nothing that is stored, holds a person number, a token or a password', async () => {
  const { rows } = await database.pool.query<{ text: string }>('select s::text as text from cpr.direkte_stop s');
  const said = [...replicas.flatMap(({ log, calls }) => [...log, ...calls]), ...rows.map(({ text }) => text)];
  expect(said.length).toBeGreaterThan(100);
  for (const secret of SECRETS) expect(said.filter((line) => line.includes(secret))).toEqual([]);
});
