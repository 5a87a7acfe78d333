import { readFile } from 'node:fs/promises';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerCredentials } from '@contact-sync/credentials';
import { openPool } from '@contact-sync/database';
import type { CheckResult } from '@contact-sync/service';
import { newAuthority, SERVICE_TOKEN, uniqueName, waitFor } from '@contact-sync/testing';
import { direkteCheck } from '../src/direkte/direkte-check';
import { answer, DirekteOffice, KNOWN, PASSWORD } from './direkte-office';
import { DirekteProfiles } from './direkte-profiles';
import { failureOf, replica, SETTINGS, type Replica, type ReplicaWish } from './direkte-replica';
import { Running } from './running';

const REFUSED = 'refused direkte-01';

let folder: string;
let office: DirekteOffice;
let profiles: DirekteProfiles;
let answering: { stop(): Promise<void> };
let running: Running;
let exchange: string;
const replicas: Replica[] = [];

beforeAll(async () => {
  const authority = await newAuthority();
  folder = mkdtempSync(join(tmpdir(), 'cpr-direkte-'));
  writeFileSync(join(folder, 'ca.pem'), authority.certificate);
  const { certificate, key } = await authority.issue({ name: 'localhost' });
  office = await DirekteOffice.open({ cert: certificate, key });
  exchange = uniqueName('direkte');
  profiles = new DirekteProfiles('Direkte', { host: 'localhost', port: String(office.port) });
  answering = answerCredentials(profiles, {
    road: { transport: 'in-process', exchange },
    callers: new Map(),
    onFault: (error) => expect(error).toBeUndefined(),
  });
  running = await Running.fresh({
    AMQP_EXCHANGE: exchange,
    ENDPOINT_HOSTS: 'localhost:*',
    REGISTER_CA_FILE: join(folder, 'ca.pem'),
    CPR_SUBSTITUTE_NUMBERS: 'allow',
    // The key of `HASH`: the service and the replicas of this test are one installation.
    CPR_HASH_KEY: Buffer.alloc(32, 1).toString('base64'),
    LOG_LEVEL: 'debug',
  });
});

beforeEach(() => afresh());

afterAll(async () => {
  await running.end();
  await answering.stop();
  await office.close();
  rmSync(folder, { recursive: true });
});

async function afresh(): Promise<void> {
  office.reset();
  profiles.reset();
  await running.rows('delete from cpr.direkte_stop');
}

function asked(more: Partial<ReplicaWish> = {}): Replica {
  const made = replica({ pool: running.database.pool, exchange, caFile: join(folder, 'ca.pem'), ...more });
  replicas.push(made);
  return made;
}

const secrets = (): string[] => [KNOWN, 'Tok0000', 'Forkert1', ...profiles.made];
const lookUp = ({ direkte }: Replica) => direkte.lookUp(SETTINGS, KNOWN, { subscribe: false });
const found = async (one: Replica): Promise<void> => expect(await lookUp(one)).toMatchObject({ outcome: 'found' });
const fails = (one: Replica): Promise<string> => failureOf(lookUp(one), secrets());

describe('a token', () => {
  it('that ends while many look up is renewed once, and each look-up is repeated', async () => {
    const one = asked();
    await found(one);
    office.tokens.clear();
    await Promise.all(Array.from({ length: 10 }, () => found(one)));
    expect(office.logons).toHaveLength(2);
    expect(office.tokens.size).toBe(1);
  });

  it('is one for all, and no more than four look-ups are under way', async () => {
    const one = asked();
    let open = (): void => undefined;
    office.gate = new Promise<void>((resolve) => (open = resolve));
    const all = Promise.all(Array.from({ length: 10 }, () => found(one)));
    await waitFor(() => Promise.resolve(office.waiting === 1));
    open();
    office.gate = new Promise<void>((resolve) => (open = resolve));
    await waitFor(() => Promise.resolve(office.waiting === 4));
    open();
    await all;
    expect(office.logons).toHaveLength(1);
    expect(office.most).toEqual({ logons: 1, lookUps: 4 });
  });

  it('is logged on for by one replica at a time', async () => {
    await Promise.all([asked(), asked(), asked()].map(found));
    expect(office.logons).toHaveLength(3);
    expect(office.most.logons).toBe(1);
  });
});

describe('a wrong password', () => {
  beforeEach(() => void (profiles.password = 'Forkert1'));

  it('is tried once, whoever asks, however often, and after a restart', async () => {
    const replicas = [asked(), asked(), asked()];
    const failures = await Promise.all([...replicas, ...replicas].map(fails));
    expect(new Set(failures)).toEqual(new Set([REFUSED]));
    for (const one of [...replicas, asked()]) expect(await fails(one)).toBe(REFUSED);
    // Nor to learn whether CPR answers at all.
    expect(await asked().direkte.answers(SETTINGS)).toBe(false);
    expect([office.logons.length, office.wrong, office.lookUps.length]).toEqual([1, 1, 0]);
    const warnings = replicas.flatMap(({ log }) => log.filter((line) => line.includes('"level":"warn"')));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('Wrong user ID or password');
  });

  it('is tried once also where CPR never ends the connection that it refuses it by', async () => {
    office.lingers = true;
    for (let again = 0; again < 2; again += 1) expect(await fails(asked({ limitMs: 300 }))).toBe(REFUSED);
    expect(office.logons).toHaveLength(1);
  });

  it('is tried once where a new one is to be set with it, and the new one not at all', async () => {
    const one = asked();
    expect(await failureOf(one.direkte.renewPassword(SETTINGS), secrets())).toBe(REFUSED);
    expect(await fails(one)).toBe(REFUSED);
    expect(await failureOf(asked().direkte.renewPassword(SETTINGS), secrets())).toBe(REFUSED);
    expect([office.logons.length, profiles.pending]).toEqual([1, undefined]);
  });

  it('is no hindrance once the profile has another', async () => {
    const one = asked();
    expect(await fails(one)).toBe(REFUSED);
    profiles.password = 'Andet123';
    expect(await fails(one)).toBe(REFUSED);
    profiles.password = PASSWORD;
    await found(one);
    expect(await asked().direkte.answers(SETTINGS)).toBe(true);
    expect(office.logons.map(({ password }) => password)).toEqual(['Forkert1', 'Andet123', PASSWORD, PASSWORD]);
  });

  it('that was right when the token was issued ends no sooner than the token', async () => {
    profiles.password = PASSWORD;
    const one = asked();
    await found(one);
    profiles.password = 'Forkert1';
    await found(one);
    office.tokens.clear();
    expect(await fails(one)).toBe(REFUSED);
    expect(office.wrong).toBe(1);
  });
});

it('what CPR refuses is remembered of the password that it was refused to', async () => {
  const one = asked();
  await found(one);
  profiles.password = office.password = 'Andet123';
  office.tokens.clear();
  await found(one);
  office.instead = (request) => (request[9] === '9' ? undefined : answer({ code: '99' }));
  for (let again = 0; again < 2; again += 1) expect(await fails(one)).toBe('refused direkte-99');
  expect([office.logons.length, office.lookUps.length]).toEqual([2, 4]);
});

it('many who want to log on leave connections to the database to whoever does', async () => {
  const pool = openPool(running.database.runUrl, { max: 2, applicationName: 'two connections' });
  try {
    const one = asked({ pool });
    const tests = await Promise.all(Array.from({ length: 4 }, () => one.direkte.test(SETTINGS)));
    expect(tests).toEqual(Array.from({ length: 4 }, () => expect.objectContaining({ errorCode: '00' })));
  } finally {
    await pool.end();
  }
});

it('an address that CPR does not allow is tried once an hour', async () => {
  let now = new Date('2026-11-23T09:00:00Z');
  const one = asked({ now: () => now });
  office.instead = () => answer({ code: '16', types: '90' });
  for (const minutes of [0, 30, 59]) {
    now = new Date(Date.parse('2026-11-23T09:00:00Z') + minutes * 60_000);
    expect(await fails(one)).toBe('refused direkte-16');
  }
  expect(office.logons).toHaveLength(1);
  now = new Date('2026-11-23T10:00:00Z');
  expect(await fails(one)).toBe('refused direkte-16');
  now = new Date('2026-11-23T10:30:00Z');
  expect(await fails(one)).toBe('refused direkte-16');
  expect(office.logons).toHaveLength(2);
  office.instead = () => undefined;
  now = new Date('2026-11-23T11:00:00Z');
  await found(one);
});

describe('an expired password', () => {
  beforeEach(() => void (office.expired = true));

  it('is replaced by one that auth-profile makes', async () => {
    await found(asked());
    expect(office.logons).toEqual([
      { password: PASSWORD, newPassword: '        ' },
      { password: PASSWORD, newPassword: profiles.password },
    ]);
    expect([profiles.password, profiles.pending, profiles.outcomes]).toEqual([
      office.password,
      undefined,
      ['accepted'],
    ]);
    expect(profiles.password).not.toBe(PASSWORD);
  });

  it('is given three new ones at most that break CPR’s rules', async () => {
    office.unruly = 2;
    await found(asked());
    expect(profiles.outcomes).toEqual(['refused', 'refused', 'accepted']);
    await afresh();
    Object.assign(office, { expired: true, unruly: 9 });
    expect(await fails(asked())).toBe('refused direkte-03');
    expect(office.logons).toHaveLength(4);
    expect([profiles.password, profiles.pending]).toEqual([PASSWORD, undefined]);
  });

  /** Kills a process after each thing it waited for, in turn; another one then goes on. */
  const killedAtEach = async (begin: () => void, mostWrong: number): Promise<number> => {
    for (let after = 1; ; after += 1) {
      await afresh();
      begin();
      let steps = 0;
      const killed = asked({
        step: () => {
          steps += 1;
          if (steps >= after) throw new Error('killed');
        },
      });
      const outcome = await lookUp(killed).catch((error: unknown) => String(error));
      await found(asked());
      expect([after, profiles.password, profiles.pending]).toEqual([after, office.password, undefined]);
      expect([after, office.wrong <= mostWrong]).toEqual([after, true]);
      if (outcome !== 'Error: killed') return steps;
    }
  };

  it('is lost by no crash, wherever it happens, and nobody is locked out', async () => {
    const steps = await killedAtEach(() => void (office.expired = true), 1);
    // Reading the profile, whether it may be tried, logon, new password, logon with it, its fate, the end of the stop, look-up.
    expect(steps).toBeGreaterThanOrEqual(8);
  });

  it('is found out by who comes after a crash, wherever that one crashes as well', async () => {
    const steps = await killedAtEach(() => {
      profiles.pending = { id: 'sent', password: 'Sendt123' };
      office.password = 'Sendt123';
    }, 2);
    expect(steps).toBeGreaterThanOrEqual(8);
    expect(office.logons.map(({ password }) => password)).toEqual([PASSWORD, 'Sendt123', 'Sendt123']);
  });

  it('and a pending one that is wrong too are tried once each', async () => {
    profiles.pending = { id: 'sent', password: 'Sendt123' };
    office.password = 'Helt-nyt';
    for (const one of [asked(), asked()]) expect(await fails(one)).toBe(REFUSED);
    expect(office.logons.map(({ password }) => password)).toEqual([PASSWORD, 'Sendt123']);
    expect(profiles.outcomes).toEqual(['refused']);
  });

  it('a pending one that is wrong is tried once also where nobody can be told so', async () => {
    Object.assign(profiles, { pending: { id: 'sent', password: 'Sendt123' }, deaf: true });
    office.password = 'Helt-nyt';
    expect(await fails(asked())).toBe('unavailable auth-profile-fault');
    for (const one of [asked(), asked()]) expect(await fails(one)).toBe(REFUSED);
    expect(office.logons.map(({ password }) => password)).toEqual([PASSWORD, 'Sendt123']);
    // Nor does a test of the connection make it one to try.
    expect(await asked().direkte.test(SETTINGS)).toMatchObject({ errorCode: '01' });
    expect(await fails(asked())).toBe(REFUSED);
    expect(office.logons).toHaveLength(3);
  });

  it('a new one that CPR has taken opens at once where nobody can be told so, and is found out later', async () => {
    profiles.deaf = true;
    const one = asked();
    await found(one);
    expect([profiles.password, profiles.pending?.password]).toEqual([PASSWORD, office.password]);
    // The old one is tried once, however often a token ends.
    for (let ended = 0; ended < 3; ended += 1) {
      office.tokens.clear();
      await found(one);
    }
    profiles.deaf = false;
    await found(one);
    expect([profiles.password, profiles.pending, office.wrong]).toEqual([office.password, undefined, 1]);
  });

  it('a pending one that was never sent is let go when the one in force opens', async () => {
    office.expired = false;
    profiles.pending = { id: 'kept', password: 'Gemt1234' };
    await found(asked());
    expect([profiles.pending, profiles.outcomes, office.wrong]).toEqual([undefined, ['refused'], 0]);
  });
});

describe('the service', () => {
  const test = async (): Promise<{ status: number; body: { ok: boolean; code: string } & Record<string, unknown> }> => {
    const { status, body } = await running.ask('POST', 'connection-tests', { road: 'direkte' });
    return { status, body: body as never };
  };
  /** What readiness is to say next: it looks every now and then. */
  const readiness = (): Promise<CheckResult> =>
    direkteCheck(running.database.pool, asked().stops, () => 'Direkte').run();
  const metrics = async (): Promise<string> => {
    const headers = { authorization: `Bearer ${SERVICE_TOKEN}` };
    return (await fetch(`${running.service.url}/metrics`, { headers })).text();
  };

  beforeEach(async () => {
    expect((await running.ask('PATCH', 'settings', { direkteProfile: 'Direkte' })).status).toBe(200);
  });

  it('takes a profile of the kind alone, and tells auth-profile that it is in use', async () => {
    const wrong = await running.ask('PATCH', 'settings', { authProfile: 'Direkte' });
    expect(wrong).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'graphqlHost' }, { field: 'authProfile' }] },
    });
    const none = await running.ask('PATCH', 'settings', { fileServerProfile: 'Nobody' });
    expect(none).toMatchObject({ status: 409, body: { errors: [{ field: 'fileServerProfile' }] } });
    expect(profiles.used.get('cpr-sync/direkte')).toBe('Direkte');
    await running.ask('PATCH', 'settings', { direkteProfile: '' });
    expect(profiles.used.has('cpr-sync/direkte')).toBe(false);
    expect(await running.ask('POST', 'direkte/password')).toMatchObject({ status: 409, body: { code: 'no-profile' } });
    expect(await test()).toMatchObject({ status: 409, body: { code: 'no-profile' } });
  });

  it('shows the answer to a logon taken apart', async () => {
    const answered = await test();
    expect(answered).toEqual({
      status: 200,
      body: {
        ok: true,
        code: 'direkte-00',
        text: { da: 'Forbindelse og login er OK', en: 'Connection and logon are OK' },
        direkte: { customerNumber: '0132', token: '********', userId: 'WUADIR34', errorCode: '00', length: '0028' },
      },
    });
    expect(await readiness()).toEqual({ status: 'Healthy' });
    const shown = await (await fetch(`${running.service.url}/readiness`)).json();
    expect(shown).toHaveProperty(['entries', 'CPR Direkte']);
  });

  it('tries a password again only by a test of the connection, and then goes on with what waited', async () => {
    profiles.password = 'Forkert1';
    expect(await test()).toMatchObject({
      body: { ok: false, code: 'direkte-01', text: { da: 'Forkert bruger-id eller adgangskode' } },
    });
    expect(await readiness()).toEqual({
      status: 'Degraded',
      description: expect.stringContaining('Wrong user ID or password (01), since '),
    });
    expect(await metrics()).toMatch(/^cpr_direkte_stopped\{.*\} 1$/m);
    expect(await fails(asked())).toBe(REFUSED);
    expect(office.wrong).toBe(1);
    await running.rows(
      `insert into service_queue.register_lane (lane, next_probe, error_code, error_text)
       values ('cpr-direkte', clock_timestamp() + interval '1 day', 'direkte-01', 'refused')`,
    );
    // The office has given the user that password.
    office.password = 'Forkert1';
    expect(await test()).toMatchObject({ body: { ok: true } });
    expect(await readiness()).toEqual({ status: 'Healthy' });
    expect(await running.rows('select from service_queue.register_lane')).toEqual([]);
    await found(asked());
  });

  it('renews the password when somebody wants it', async () => {
    expect(await running.ask('POST', 'direkte/password')).toEqual({ status: 200, body: { renewed: true } });
    expect([profiles.password, profiles.pending]).toEqual([office.password, undefined]);
    expect(office.password).not.toBe(PASSWORD);
    office.instead = () => answer({ code: '09', types: '90' });
    expect(await running.ask('POST', 'direkte/password')).toMatchObject({ status: 503, body: { code: 'cpr-away' } });
    // Whether it was taken, the next logon finds out.
    expect(profiles.pending).toBeDefined();
    office.instead = () => undefined;
    await found(asked());
    expect([profiles.password, profiles.pending]).toEqual([office.password, undefined]);
  });
});

it('nothing that was logged, measured or stored holds a person number, a token or a password', async () => {
  const headers = { authorization: `Bearer ${SERVICE_TOKEN}` };
  const metrics = await (await fetch(`${running.service.url}/metrics`, { headers })).text();
  expect(metrics).toMatch(/^cpr_direkte_calls_total\{.*call="logon",outcome="00".*\} \d+$/m);
  const stored = await running.rows<{ text: string }>('select s::text as text from cpr.direkte_stop s');
  const said = [
    ...replicas.flatMap(({ log, calls }) => [...log, ...calls]),
    ...stored.map(({ text }) => text),
    metrics,
    await readFile(join(running.root, 'log'), 'utf8'),
  ].join('\n');
  for (const secret of secrets()) expect(said).not.toContain(secret);
});
