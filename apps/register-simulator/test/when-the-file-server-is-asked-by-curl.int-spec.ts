import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect } from 'node:tls';
import { type RunningFileServer, type RunningSimulator, startSimulator } from '../src';
import { call } from './calling';

// Another program, which is written by people who know FTP and nothing of us.

const EXTRACT = Buffer.from(`${'000 æøå'.padEnd(35)}\n`.repeat(9000), 'latin1');

let now = new Date('2024-02-01T09:00:00Z');
let folder: string;
let simulator: RunningSimulator;
let server: RunningFileServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-server-'));
  simulator = await startSimulator({
    seed: 3,
    companies: 5,
    organisations: 5,
    properties: 1,
    persons: 20,
    start: '2024-02-01',
    now: () => now,
  });
  server = simulator.cprFileServer;
  await writeFile(join(folder, 'ca.pem'), simulator.ca);
  server.files.place('ud', { name: 'd240130.l013201', bytes: EXTRACT, day: '2024-01-30' });
  server.files.place('ud', { name: 'd240131.l013201', bytes: Buffer.from('small'), day: '2024-01-31' });
  server.files.place('ud', { name: 'd231204.l013201', bytes: Buffer.from('old'), day: '2023-12-04', kind: 'migrated' });
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true });
});

afterEach(() => {
  server.faults.clear();
  server.options.face = 'zos';
});

interface Asked {
  implicit?: boolean;
  with?: readonly string[];
  password?: string;
}

/** What curl prints, and how it ended. */
function curl(path: string, { implicit, with: more = [], password }: Asked = {}) {
  const { user, password: right } = simulator.secrets.cprFiles;
  const url = implicit ? `ftps://${server.implicit}/${path}` : `ftp://${server.explicit}/${path}`;
  const secured = ['--ssl-reqd', '--cacert', join(folder, 'ca.pem'), '--user', `${user}:${password ?? right}`];
  const args = ['--silent', '--show-error', '--max-time', '10', ...secured, ...more, url];
  return new Promise<{ code: number; out: Buffer; said: string }>((resolve) => {
    execFile('curl', args, { encoding: 'buffer' }, (error, out, said) =>
      resolve({ code: error ? Number(error.code) : 0, out, said: said.toString() }),
    );
  });
}

// Of a text curl gives the lines in the machine's own way.
const lines = (out: Buffer) => out.toString('latin1').split('\n').slice(0, -1);

/** curl's own codes. */
const CERTIFICATE = 60;
const NOT_LOGGED_ON = 67;
const PARTIAL = 18;
const NO_TLS = 64;

describe('with the face of z/OS', () => {
  it.each([false, true])('lists and sends, implicitly secured: %s', async (implicit) => {
    const listed = await curl('ud/', { implicit });
    expect(listed).toMatchObject({ code: 0, said: '' });
    expect(lines(listed.out).map((line) => line.replace(/^CPR00\d/, 'CPR00n'))).toEqual([
      'Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname',
      'Migrated                                                D231204.L013201',
      expect.stringMatching(/^CPR00n 3390 {3}2024\/0\d\/\d\d {2}1 {4}6 {2}VB {5}310 27998 {2}PS {2}D240130.L013201$/),
      'CPR00n 3390   2024/01/31  1    1  VB     310 27998  PS  D240131.L013201',
    ]);
    const sent = await curl('ud/D240130.L013201', { implicit });
    expect([sent.code, sent.out.equals(EXTRACT)]).toEqual([0, true]);
  });

  it('lists by mask, by qualifier, and answers 550 where nothing fits', async () => {
    const names = await curl('ud/', { with: ['--list-only', '--quote', 'SITE DIRECTORYMODE'] });
    expect(lines(names.out)).toEqual(['D231204', 'D240130', 'D240131']);
    const masked = await curl('ud/', { with: ['--request', 'NLST d24*.l013201'] });
    expect(lines(masked.out)).toEqual(['D240130.L013201', 'D240131.L013201']);
    expect((await curl('ud/', { with: ['--request', 'LIST X*', '-v'] })).said).toContain('550 No data sets found.');
    expect((await curl('', { with: ['-v'] })).said).toContain(`257 "'CPR0132.'" is working directory name prefix.`);
  });

  it('brings a migrated data set back, unless told not to', async () => {
    const refused = await curl('ud/D231204.L013201', { with: ['--quote', 'SITE NOAUTORECALL', '-v'] });
    expect(refused.said).toContain('550 Data set CPR0132.UD.D231204.L013201 is migrated');
    expect((await curl('ud/D231204.L013201')).out.toString()).toBe('old');
    expect(lines((await curl('ud/')).out)[1]).toContain('2024/02/01  1    1  VB');
  });

  it('renames within the rules of names, takes what is uploaded to ind, and deletes nothing', async () => {
    const renamed = (to: string, more: string[] = []) =>
      curl('ud/', {
        with: ['--quote', 'CWD ud', '--quote', 'RNFR D240131.L013201', '--quote', `RNTO ${to}`, '-v', ...more],
      });
    expect((await renamed('IMPORTED-D240131.L013201')).said).toContain('501 Invalid data set name');
    expect((await renamed('D240130.L013201')).said).toContain('550 Rename failed: there is a file of that name.');
    server.faults.add({ fault: { kind: 'refuse-rename' }, times: 1 });
    expect((await renamed('XD240131.L013201')).said).toContain('550 Rename failed: the file is in use.');
    expect((await renamed('XD240131.L013201')).said).toContain('250 CPR0132.UD.D240131.L013201 renamed');
    expect(lines((await curl('ud/', { with: ['--list-only'] })).out)).toContain('XD240131.L013201');

    await writeFile(join(folder, 'input'), 'line\r\n');
    const stored = await curl('ind/D240201.I013201', { with: ['--upload-file', join(folder, 'input')] });
    expect(stored.code).toBe(0);
    const other = await curl('ind/NOTE.TXT', { with: ['--upload-file', join(folder, 'input'), '-v'] });
    expect(other.said).toContain('553 NOTE.TXT cannot be stored');
    expect(lines((await curl('ind/')).out)[1]).toMatch(/\*\*NONE\*\* .* FB {6}80 27920 {2}PS {2}D240201.I013201$/);
    expect((await curl('', { with: ['--quote', 'DELE ud/D240130.L013201', '-v'] })).said).toContain(
      '550 Nothing is deleted',
    );
    expect([
      server.count('DELE'),
      JSON.stringify(server.commands()).includes(simulator.secrets.cprFiles.password),
    ]).toEqual([1, false]);
  });
});

it('has the face of a UNIX machine too, with sizes, and goes on where a transfer ended', async () => {
  server.options.face = 'unix';
  expect(lines((await curl('')).out)).toEqual([
    'drwxr-x---   2 cpr      customer         4096 Jan  1  1970 ind',
    'drwxr-x---   2 cpr      customer         4096 Jan  1  1970 ud',
  ]);
  expect(lines((await curl('ud/')).out)).toContain(
    '-rw-r-----   1 cpr      customer       324000 Jan 30 19:00 d240130.l013201',
  );
  const path = join(folder, 'part');
  server.faults.add({ fault: { kind: 'cut', after: 100_000 }, times: 1 });
  const first = await curl('ud/d240130.l013201', { with: ['--output', path] });
  expect([first.code, (await readFile(path)).length]).toEqual([PARTIAL, 100_000]);
  const second = await curl('ud/d240130.l013201', { with: ['--output', path, '--continue-at', '-'] });
  expect([second.code, (await readFile(path)).equals(EXTRACT)]).toEqual([0, true]);
  server.faults.add({ fault: { kind: 'cut', after: 10 }, command: 'LIST', times: 1 });
  expect((await curl('ud/')).code).not.toBe(0);
  expect((await curl('ud/d240130.l013201', { with: ['--head'] })).out.toString()).toContain('Content-Length: 324000');
});

it('is used over TLS alone, also for the data', async () => {
  const plain = await curl('', { with: ['--quote', '*PROT C', '-v'] });
  expect(plain.said).toContain('534 Data connections must be private');
  // curl asks for SSL first and for TLS then.
  server.faults.add({ fault: { kind: 'no-tls' }, times: 2 });
  expect((await curl('ud/')).code).toBe(NO_TLS);
  for (const implicit of [false, true]) {
    server.faults.add({ fault: { kind: 'expired-certificate' }, times: 1 });
    expect((await curl('ud/', { implicit })).code).toBe(CERTIFICATE);
  }
  expect((await curl('ud/')).code).toBe(0);
});

it('refuses a wrong password, sends callers away, sends half a file, and is slow, where it is asked to', async () => {
  expect((await curl('ud/', { password: 'other' })).code).toBe(NOT_LOGGED_ON);
  server.faults.add({ fault: { kind: 'refuse-login' }, times: 1 });
  expect((await curl('ud/')).code).toBe(NOT_LOGGED_ON);
  server.faults.add({ fault: { kind: 'away' }, times: 1, command: 'CONNECT' });
  expect((await curl('ud/', { with: ['-v'] })).said).toContain('421 Service not available');
  server.faults.add({ fault: { kind: 'half-file' }, times: 1 });
  expect((await curl('ud/D240130.L013201')).out.length).toBe(162_000);
  server.faults.add({ fault: { kind: 'slow', ms: 20 }, times: 1, command: 'RETR' });
  expect((await curl('ud/D240130.L013201')).out.equals(EXTRACT)).toBe(true);
  server.faults.add({ fault: { kind: 'hang' }, times: 1, command: 'RETR' });
  expect((await curl('ud/D240130.L013201', { with: ['--max-time', '1'] })).code).toBe(28);
});

it('gives a transfer up when it is told to', async () => {
  const dial = (port: number) => connect({ port, host: '127.0.0.1', servername: 'localhost', ca: simulator.ca });
  const control = dial(Number(server.implicit.split(':')[1]));
  const answers = createInterface(control)[Symbol.asyncIterator]();
  const said = async () => String((await answers.next()).value);
  const ask = (command: string) => {
    control.write(`${command}\r\n`);
    return said();
  };
  await said();
  const { user, password } = simulator.secrets.cprFiles;
  for (const command of [`USER ${user}`, `PASS ${password}`, 'PBSZ 0', 'PROT P', 'CWD ud']) await ask(command);
  const port = Number(/\|(\d+)\|/.exec(await ask('EPSV'))?.[1]);
  const data = dial(port);
  let got = 0;
  data.on('error', () => undefined).on('data', (part: Buffer) => (got += part.length));
  server.faults.add({ fault: { kind: 'slow', ms: 300 }, command: 'RETR', times: 1 });
  expect(await ask('RETR D240130.L013201')).toMatch(/^125 /);
  expect([await ask('ABOR'), await said()]).toEqual([
    '426 Connection closed; transfer aborted.',
    '226 Abort successful.',
  ]);
  if (!data.closed) await once(data, 'close');
  expect(got).toBeLessThan(EXTRACT.length);
  expect(await ask('PWD')).toContain('257');
  control.destroy();
});

it('shows what the office has produced, and looks and errs as it is told from behind', async () => {
  const [number = ''] = simulator.persons.numbers();
  simulator.cprOffice.subscribe(number);
  now = new Date('2024-02-01T19:01:00Z');
  const control = (method: string, path: string, json?: object) =>
    call(simulator, `${simulator.addresses.control}/control/cpr-files${path}`, {
      method,
      headers: { authorization: `Bearer ${simulator.secrets.control}` },
      ...(json && { json }),
    });
  expect((await control('POST', '/options', { face: 'unix' })).status).toBe(200);
  const names = lines((await curl('ud/', { with: ['--list-only'] })).out);
  expect(names).toContain('d240201.l013201');
  expect((await curl('ud/d240201.l013201')).out.toString('latin1')).toContain(`\n001${number}`);

  expect((await control('POST', '/faults', { fault: { kind: 'refuse-login' } })).status).toBe(201);
  expect((await curl('ud/')).code).toBe(NOT_LOGGED_ON);
  expect((await control('POST', '/faults', { fault: { kind: 'cut' } })).status).toBe(400);
  expect((await control('DELETE', '/faults')).status).toBe(204);
  expect((await curl('ud/')).code).toBe(0);
  const told = JSON.parse((await control('GET', '')).text) as { options: object; counts: Record<string, number> };
  expect([told.options, told.counts['DELE']]).toEqual([server.options, 1]);
});
