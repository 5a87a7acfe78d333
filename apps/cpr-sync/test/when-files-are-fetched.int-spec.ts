import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecord } from '@contact-sync/service';
import { waitFor } from '@contact-sync/testing';
import type { BatchRunReport } from '../src/deliveries/batch-run';
import type { InputFilesPage, OrderedInputAnswer } from '../src/transfer/transfer-api';
import { Fetching } from './fetching';
import { delivery, pnr } from './off4-file';
import { FILES } from './simulated-profiles';

let fetching: Fetching;
beforeAll(async () => {
  // A Monday morning.
  fetching = await Fetching.fresh('2026-03-02T08:00:00Z');
  const settings = { fileServerProfile: FILES, mvs: true, prefix: 'HENTET.', filePersons: 'all' };
  expect((await fetching.ask('PATCH', 'settings', settings)).status).toBe(200);
});
afterAll(() => fetching.end());
afterEach(() => {
  fetching.simulator.cprFileServer.faults.clear();
  // Nothing is ever deleted there.
  expect(fetching.count('DELE')).toBe(0);
});

let files = 0;
/** Puts a file on the server that is produced on a day of its own, and is whole. */
const place = (more: { name?: string; street?: string; kind?: 'migrated' } = {}): string => {
  files += 1;
  const { name = `D2604${String(files).padStart(2, '0')}.L110902`, street = 'Skovvej 1', kind } = more;
  const bytes = delivery([{ pnr: pnr(files), street }], { task: '110902', date: '20260401' });
  fetching.simulator.cprFileServer.files.place('ud', { name, bytes, ...(kind && { kind }) });
  return name;
};
const onServer = (name: string): boolean => fetching.simulator.cprFileServer.files.find('ud', name) !== undefined;
const codesOf = ({ problems }: RunRecord): string[] => problems.map(({ code }) => code);

describe('a batch run', () => {
  it('takes the four steps of the guide: the night is fetched, renamed there, and imported', async () => {
    const { cprOffice, persons } = fetching.simulator;
    const [one = '', two = ''] = persons.numbers();
    for (const number of [one, two]) cprOffice.subscribe(number);
    fetching.clock.set('2026-03-02T20:00:00Z');
    const { status, body } = await fetching.ask<BatchRunReport>('POST', 'batch-runs');
    expect(status).toBe(202);
    expect(body.steps).toEqual([
      { step: 'logon', outcome: 'done', text: expect.any(String) },
      { step: 'connect', outcome: 'done', text: '1 files on the server, 0 of them migrated' },
      { step: 'get all files', outcome: 'done', text: '1 files fetched, 1 renamed on the server' },
      { step: 'import all files', outcome: 'done', text: '1 files are being imported' },
    ]);
    expect(body.problems).toEqual([]);
    await fetching.imported();
    expect(onServer('HENTET.D260302.L013201')).toBe(true);
    expect(await fetching.local('D260302')).toEqual(['HENTET.D260302.L013201']);
    expect(
      await fetching.rows(`select name_code from contacts.contact where name_code = any($1)`, [[one, two]]),
    ).toHaveLength(2);
    const { body: journal } = await fetching.ask<{ lines: string[] }>('GET', 'journal');
    const actions = journal.lines.map((line) => line.split('\t')[1]);
    expect(actions.slice(0, 3)).toEqual(['listed', 'fetched', 'renamed at CPR']);
    // What has the prefix never lists: the second run finds nothing.
    const again = await fetching.ask<BatchRunReport>('POST', 'batch-runs');
    expect(again.body.steps[2]?.text).toBe('0 files fetched, 0 renamed on the server');
    expect(fetching.count('RETR')).toBe(1);
  });

  it('is what the night does by itself', async () => {
    const night = await fetching.nightOf('2026-03-04T04:30:00.000Z');
    expect(night).toMatchObject({ state: 'finished', counts: { files: 1, imported: 1 }, problems: [] });
    expect(onServer('HENTET.D260303.L013201')).toBe(true);
  });
});

describe('between fetching and renaming', () => {
  it('a file that cannot be renamed is not fetched twice, and is told of each time', async () => {
    const name = place();
    const fetched = fetching.count('RETR');
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'refuse-rename' } });
    for (let run = 0; run < 2; run += 1) {
      expect(await fetching.fetch()).toMatchObject({
        state: 'finished',
        problems: [{ code: 'rename-refused', subject: name }],
      });
    }
    expect(fetching.count('RETR') - fetched).toBe(1);
    expect(await fetching.remote(name)).toMatchObject({ state: 'fetched', problem: 'rename-refused' });
    fetching.simulator.cprFileServer.faults.clear();
    expect(await fetching.fetch()).toMatchObject({ counts: { fetched: 0, renamed: 1 }, problems: [] });
    expect(fetching.count('RETR') - fetched).toBe(1);
    expect(onServer(`HENTET.${name}`)).toBe(true);
  });

  it('the server went away: the next transfer only renames', async () => {
    const name = place();
    const fetched = fetching.count('RETR');
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'away' }, command: 'RNFR' });
    expect(await fetching.fetch([name])).toMatchObject({ state: 'failed', counts: { fetched: 1, renamed: 0 } });
    fetching.simulator.cprFileServer.faults.clear();
    expect(await fetching.fetch([name])).toMatchObject({ counts: { fetched: 0, renamed: 1 } });
    expect(fetching.count('RETR') - fetched).toBe(1);
  });

  it('we crashed before it was written down: it is fetched again, known by its bytes, and not imported twice', async () => {
    const name = place();
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'refuse-rename' }, times: 1 });
    await fetching.fetch([name]);
    await fetching.ask('POST', 'deliveries/import', {});
    await fetching.imported();
    await fetching.rows(
      `update cpr.remote_file set state = 'fetching', bytes = null, fetched_at = null where name = $1`,
      [name],
    );
    expect(await fetching.fetch([name])).toMatchObject({ counts: { fetched: 1, renamed: 1 }, problems: [] });
    expect(await fetching.local(name)).toEqual([`HENTET.${name}`]);
  });

  it('we crashed after the renaming: that is seen in the listing', async () => {
    const name = place();
    await fetching.fetch([name]);
    const fetched = fetching.count('RETR');
    await fetching.rows(
      `update cpr.remote_file set state = 'fetched', renamed_to = null, renamed_at = null where name = $1`,
      [name],
    );
    await fetching.fetch();
    expect(await fetching.rows('select state, renamed_to from cpr.remote_file where name = $1', [name])).toEqual([
      { state: 'renamed', renamed_to: `HENTET.${name}` },
    ]);
    expect(fetching.count('RETR')).toBe(fetched);
  });
});

describe('files that are not as they should be', () => {
  it('a migrated one is shown in brackets, told of, and not fetched', async () => {
    const name = place({ kind: 'migrated' });
    expect(await fetching.remote(name)).toMatchObject({ shown: `(${name})`, migrated: true, state: 'new' });
    expect(await fetching.fetch([name])).toMatchObject({ problems: [{ code: 'migrated', subject: name }] });
    expect(await fetching.local(name)).toEqual([]);
  });

  it('one of which only half is there stays, and is fetched when it is whole', async () => {
    const name = place();
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'half-file' }, times: 1 });
    expect(codesOf(await fetching.fetch([name]))).toEqual(['not-whole']);
    expect(onServer(name)).toBe(true);
    expect(await fetching.local(name)).toEqual([]);
    expect(await fetching.fetch([name])).toMatchObject({ counts: { fetched: 1, renamed: 1 }, problems: [] });
  });

  it('one whose connection is cut is fetched by the next one', async () => {
    const name = place();
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'cut', after: 100 }, times: 1 });
    expect(await fetching.fetch([name])).toMatchObject({ state: 'finished', counts: { fetched: 1, renamed: 1 } });
  });

  it('another one under a name that was fetched before is another: nothing is overwritten on either side', async () => {
    const name = place();
    await fetching.fetch([name]);
    await fetching.ask('POST', 'deliveries/import', {});
    await fetching.imported();
    place({ name, street: 'Nygade 2' });
    await fetching.fetch([name]);
    expect([onServer(name), onServer(`HENTET.${name}`), onServer(`HENTET.${name}.C2`)]).toEqual([false, true, true]);
    await fetching.ask('POST', 'deliveries/import', {});
    await fetching.imported();
    expect(await fetching.local(name)).toEqual([`HENTET.${name}`, `HENTET.${name}.2`]);
    expect(await fetching.bytes(`HENTET.${name}`)).not.toEqual(await fetching.bytes(`HENTET.${name}.2`));
  });
});

describe('where the server tells the size of its files', () => {
  beforeAll(() => as('unix', false));
  afterAll(() => as('zos', true));
  const as = async (face: 'unix' | 'zos', mvs: boolean): Promise<void> => {
    fetching.simulator.cprFileServer.options.face = face;
    expect((await fetching.ask('PATCH', 'settings', { mvs })).status).toBe(200);
  };

  it('a file that the server never gives keeps no other one away', async () => {
    const names = [place(), place()];
    // As often as one file is tried.
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'cut', after: 0 }, command: 'RETR', times: 2 });
    const run = await fetching.fetch(names);
    expect(run).toMatchObject({ state: 'finished', counts: { fetched: 1, renamed: 1 } });
    expect(run.problems).toMatchObject([{ subject: [...names].sort()[0] }]);
    expect(await fetching.fetch(names)).toMatchObject({ counts: { fetched: 1, renamed: 1 } });
  });

  it('a transfer whose connection is cut goes on where it broke off', async () => {
    const name = place();
    const restarts = fetching.count('REST');
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'cut', after: 100 }, times: 1 });
    expect(await fetching.fetch([name])).toMatchObject({ counts: { fetched: 1, renamed: 1 }, problems: [] });
    expect(fetching.count('REST') - restarts).toBe(1);
    const { bytes = [] } = fetching.simulator.cprFileServer.files.find('ud', `HENTET.${name}`) ?? {};
    expect((await fetching.bytes(name)).equals(Buffer.from(bytes))).toBe(true);
  });

  it('the next transfer does not: a file of that name and size may be another by then', async () => {
    const name = place({ street: 'Skovvej 1' });
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'cut', after: 100 }, times: 1 });
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'cut', after: 0 } });
    expect(await fetching.fetch([name])).toMatchObject({ state: 'failed', counts: { fetched: 0 } });
    fetching.simulator.cprFileServer.faults.clear();
    expect(await fetching.remote(name)).toMatchObject({ state: 'fetching' });
    place({ name, street: 'Nygade 22' });
    expect(await fetching.fetch([name])).toMatchObject({ counts: { fetched: 1, renamed: 1 }, problems: [] });
    const { bytes = [] } = fetching.simulator.cprFileServer.files.find('ud', `HENTET.${name}`) ?? {};
    expect((await fetching.bytes(name)).equals(Buffer.from(bytes))).toBe(true);
  });
});

it('one transfer at a time', async () => {
  const name = place();
  fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'hang' }, command: 'RETR', times: 1 });
  const { body } = await fetching.ask<{ runId: string }>('POST', 'remote-files/fetch', { names: [name] });
  expect(await fetching.ask('POST', 'remote-files/fetch', {})).toMatchObject({
    status: 409,
    body: { code: 'transfer-under-way' },
  });
  // Its time limit passes, and another connection fetches the file.
  expect(await fetching.runEnded(body.runId)).toMatchObject({ state: 'finished', counts: { fetched: 1 } });
});

it('a password that was refused is not tried again by itself, and by a test once', async () => {
  const before = fetching.count('PASS');
  const tries = (): number => fetching.count('PASS') - before;
  fetching.profiles.wrongPassword = 'wrong';
  const refused = await fetching.fetch();
  expect(refused).toMatchObject({ state: 'failed', problems: [{ text: expect.stringContaining('ftp-530') }] });
  expect(tries()).toBe(1);
  await fetching.fetch();
  expect(await fetching.ask('GET', 'remote-files')).toMatchObject({ status: 503, body: { code: 'cpr-refuses' } });
  await fetching.ask('POST', 'batch-runs');
  expect(tries()).toBe(1);
  const test = { road: 'files' };
  expect(await fetching.ask('POST', 'connection-tests', test)).toMatchObject({ body: { ok: false, code: 'ftp-530' } });
  expect(tries()).toBe(2);
  fetching.profiles.wrongPassword = undefined;
  expect(await fetching.ask('POST', 'connection-tests', test)).toMatchObject({ body: { ok: true, code: 'answers' } });
  expect(await fetching.fetch()).toMatchObject({ state: 'finished' });
});

it('a prefix that does not fit z/OS is refused, with one that would', async () => {
  const { status, body } = await fetching.ask<{ detail: string }>('PATCH', 'settings', { prefix: 'imported-' });
  expect(status).toBe(409);
  expect(body.detail).toMatch(/HENTET\./);
});

describe('an input file', () => {
  const ids = async (): Promise<string[]> =>
    (
      await fetching.rows<{ id: string }>(`select id::text from contacts.contact where name_type = 'C' order by id`)
    ).map(({ id }) => id);
  const order = (wish: object) =>
    fetching.ask<OrderedInputAnswer>('POST', 'input-files', { type: '07', purpose: 'sag 1', ...wish });
  const uploaded = (name: string): string[] => {
    const file = fetching.simulator.cprFileServer.files.find('ind', name);
    return file === undefined ? [] : Buffer.from(file.bytes).toString('latin1').split('\r\n');
  };

  it('is about contacts, has their numbers only on the server, and is audited before and after', async () => {
    const [one = '', two = ''] = await ids();
    const { status, body } = await order({ contactIds: [two, one] });
    expect(status).toBe(202);
    // Wednesday 4 March, 05:30 in Denmark: in time for the run of the day.
    expect(body).toMatchObject({ file: { name: 'd260304.i013201', lines: 2, state: 'sent' }, refused: [] });
    const numbers = await fetching.rows<{ name_code: string }>(
      'select name_code from contacts.contact where id = any($1::bigint[]) order by name_code',
      [[one, two]],
    );
    expect(uploaded('d260304.i013201')).toEqual(numbers.map(({ name_code }) => `07013201${name_code}`.padEnd(80)));
    expect(
      await fetching.rows(
        `select contact_id::text, purpose, result_count from contacts.audit where action = 'input-file' order by id`,
      ),
    ).toEqual([
      { contact_id: two, purpose: 'sag 1', result_count: null },
      { contact_id: one, purpose: 'sag 1', result_count: null },
      { contact_id: null, purpose: 'sag 1', result_count: 2 },
    ]);
  });

  it('without a purpose there is none', async () => {
    expect(await order({ contactIds: ['1'], purpose: ' ' })).toMatchObject({ status: 400 });
  });

  it('about nobody who can be sent is refused, with the reason', async () => {
    expect(await order({ contactIds: ['999999'] })).toMatchObject({ status: 422, body: { code: 'nobody-to-send' } });
    expect(await order({ type: '06', action: 'delete', contactIds: ['1'] })).toMatchObject({
      status: 409,
      body: { code: 'no-deletion-code' },
    });
  });

  it('waits while the server is away, for the run after that of another file, and goes with the next transfer', async () => {
    const [one = ''] = await ids();
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'cut', after: 10 }, command: 'STOR' });
    const { status, body } = await order({ type: '06', contactIds: [one] });
    expect(status).toBe(202);
    expect(body.file).toMatchObject({ name: 'd260305.i013201', state: 'building', problem: expect.any(String) });
    fetching.simulator.cprFileServer.faults.clear();
    const run = await fetching.ask<BatchRunReport>('POST', 'batch-runs');
    expect(run.body.problems.filter(({ subject }) => subject === 'd260305.i013201')).toEqual([]);
    const { body: page } = await fetching.ask<InputFilesPage>('GET', 'input-files');
    expect(page.files.map(({ name, state }) => [name, state]).sort()).toEqual([
      ['d260304.i013201', 'sent'],
      ['d260305.i013201', 'sent'],
    ]);
    expect(uploaded('d260305.i013201')).toEqual([expect.stringMatching(/^06013200OP\d{10} {60}$/)]);
  });

  it('goes once, though a transfer begins while it is on its way', async () => {
    const [one = ''] = await ids();
    const before = fetching.simulator.cprFileServer.count('STOR');
    fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'slow', ms: 500 }, command: 'STOR', times: 1 });
    const ordered = order({ contactIds: [one] });
    const waits = () => fetching.rows(`select from cpr.input_file where state = 'building'`);
    await waitFor(async () => (await waits()).length === 1, { what: 'the file to be kept' });
    await fetching.ask('POST', 'batch-runs');
    expect((await ordered).body.file).toMatchObject({ name: 'd260306.i013201', state: 'sent' });
    expect(fetching.simulator.cprFileServer.count('STOR')).toBe(before + 1);
  });
});

it('a night on which the server is away is told of, pauses the lane, and imports what is here', async () => {
  const due = '2026-03-05T04:30:00.000Z';
  fetching.simulator.cprFileServer.faults.add({ fault: { kind: 'away' } });
  await fetching.put('D260401.L110903', delivery([{ pnr: pnr(99) }], { task: '110903', date: '20260401' }));
  expect(await fetching.nightOf(due)).toMatchObject({
    state: 'finished',
    counts: { files: 1, imported: 1 },
    problems: expect.arrayContaining([
      expect.objectContaining({ code: 'step-failed', subject: 'connect', text: expect.stringContaining('ftp-421') }),
    ]),
  });
  const lanes = (): Promise<unknown[]> =>
    fetching.rows(`select from service_queue.register_lane where lane = 'cpr-files'`);
  expect(await lanes()).toHaveLength(1);
  fetching.simulator.cprFileServer.faults.clear();
  // Somebody who looks sees that it answers: the next job need not wait for its probe.
  expect((await fetching.ask('GET', 'remote-files')).status).toBe(200);
  expect(await lanes()).toHaveLength(0);
});

it('no person number stands in log, journal or schema cpr', async () => {
  const numbers = (await fetching.rows<{ code: string }>('select name_code as code from contacts.identifier')).map(
    ({ code }) => code,
  );
  expect(numbers.length).toBeGreaterThan(5);
  const tables = ['remote_file', 'input_file', 'input_line', 'refused_file_login', 'run'];
  const kept = await Promise.all(tables.map((table) => fetching.rows(`select * from cpr.${table}`)));
  const texts = [
    await readFile(join(fetching.folder, 'log'), 'utf8'),
    (await fetching.bytes('cprbatch.log')).toString(),
    JSON.stringify(kept),
  ];
  for (const text of texts) expect(numbers.filter((number) => text.includes(number))).toEqual([]);
  const { password } = fetching.simulator.profiles['cpr-file-server'];
  for (const text of texts) expect(text).not.toContain(password);
});
