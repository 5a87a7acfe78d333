import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeliveriesPage, PersonsPage } from '../src/deliveries/deliveries-api';
import type { BatchRunReport } from '../src/deliveries/batch-run';
import { delivery, pnr } from './off4-file';
import { Running } from './running';

let running: Running;
beforeAll(async () => void (running = await Running.fresh({ CPR_UPLOAD_LIMIT_MB: '1' })));
afterAll(() => running.end());

const valueOf = async (name: string): Promise<unknown> => {
  const { settings } = await running.get<{ settings: { name: string; value: unknown }[] }>('settings');
  return settings.find((setting) => setting.name === name)?.value;
};
const first = delivery([{ pnr: pnr(1) }, { pnr: pnr(2) }]);

it('needs somebody who is signed in', async () => {
  expect((await fetch(`${running.service.url}/cpr-sync/deliveries`)).status).toBe(401);
});

it('refuses an address that holds a person number, and logs none of it', async () => {
  for (const path of [`deliveries/${pnr(1)}`, `deliveries?after=${pnr(1)}`, `nothing/${pnr(1)}`]) {
    const { status, body } = await running.ask('GET', path);
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'person-number-in-address' })]);
    expect(JSON.stringify(body)).not.toContain(pnr(1));
  }
  const lines = (await readFile(join(running.root, 'log'), 'utf8')).trimEnd().split('\n');
  const answers = lines.map((line) => JSON.parse(line) as { message: string; status?: number });
  expect(answers.filter(({ message, status }) => message === 'request answered' && status === 400)).toHaveLength(3);
  expect(lines.join('')).not.toContain(pnr(1));
});

it('takes several files at once and imports them in the order they were sent', async () => {
  const files = [2, 3, 4, 5].map(
    (day) =>
      [
        `d26030${day}.l110901`,
        delivery([{ pnr: pnr(1), street: `Skovvej ${day}` }, { pnr: pnr(2) }], {
          date: `2026030${day}`,
          previous: day === 2 ? '00000000' : `2026030${day - 1}`,
          change: true,
        }),
      ] as const,
  );
  const { status, body } = await running.upload({ persons: 'all' }, ...files);
  expect(status).toBe(202);
  const requested = body as { id: string; file: string }[];
  expect(requested.map(({ file }) => file)).toEqual(files.map(([name]) => name));
  for (const { id } of requested) {
    // A file out of its turn would find a gap.
    expect(await running.ended(id)).toMatchObject({ state: 'imported', problems: [] });
  }
  const { persons, next } = await running.get<PersonsPage>(`deliveries/${requested[0]?.id}/persons?limit=1`);
  expect(persons).toMatchObject([{ line: 2, outcome: 'created', contactId: expect.stringMatching(/^\d+$/) }]);
  const rest = await running.get<PersonsPage>(`deliveries/${requested[0]?.id}/persons?after=${next}`);
  expect(rest).toMatchObject({ persons: [{ line: 8, outcome: 'created' }], next: null });
});

it.each([
  ['a name outside the pattern', 'report.pdf', first, 422],
  ['a name with a person number', `d${pnr(1)}.l110901`, first, 422],
  ['a name that leads elsewhere', '..%2fd1.l1', first, 422],
  ['a file larger than allowed', 'd260401.l110901', Buffer.alloc(1024 * 1024 + 1, '0'), 413],
])('refuses %s', async (_, name, bytes, status) => {
  const answer = await running.upload({}, [name, bytes]);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).not.toContain(pnr(1));
  expect((await running.get<DeliveriesPage>('deliveries')).waiting).toEqual([]);
});

it('refuses a body that is no upload, fields it does not know, and an upload without files', async () => {
  expect((await running.ask('POST', 'deliveries', {})).status).toBe(415);
  expect((await running.upload({ person: 'all' }, ['d260401.l110901', first])).status).toBe(400);
  expect((await running.upload({ persons: 'some' }, ['d260401.l110901', first])).status).toBe(400);
  expect((await running.upload({ persons: 'all' })).status).toBe(400);
});

it('a preview leaves no file behind', async () => {
  const report = await running.import('d260310.l110901', delivery([{ pnr: pnr(3) }], { date: '20260310' }), {
    preview: 'true',
  });
  expect(report).toMatchObject({ state: 'previewed', created: 1, persons: 1 });
  expect((await running.get<DeliveriesPage>('deliveries')).waiting).toEqual([]);
  expect(await readdir(join(running.root, 'cpr', 'interim', '.preview'))).toEqual([]);
});

it('keeps a file, holds pattern and prefix while it waits, and runs the batch', async () => {
  const file = 'd260311.l110902';
  const kept = await running.upload({ then: 'keep' }, [
    file,
    delivery([{ pnr: pnr(4) }], { task: '110902', date: '20260311' }),
  ]);
  expect(kept.status).toBe(202);
  expect((await running.get<DeliveriesPage>('deliveries')).waiting.map(({ name }) => name)).toEqual([file]);
  expect(await running.ask('PATCH', 'settings', { prefix: 'done-' })).toMatchObject({
    status: 409,
    body: { code: 'file-naming' },
  });
  expect(await valueOf('prefix')).toBe('imported-');

  expect((await running.ask('PATCH', 'settings', { filePersons: 'all' })).status).toBe(200);
  const { status, body } = await running.ask('POST', 'batch-runs');
  const { steps, deliveries } = body as BatchRunReport;
  expect([status, steps.map(({ step, outcome }) => [step, outcome])]).toEqual([
    202,
    [
      ['logon', 'done'],
      ['connect', 'skipped'],
      ['get all files', 'skipped'],
      ['import all files', 'done'],
    ],
  ]);
  expect(deliveries.map((one) => one.file)).toEqual([file]);
  // The delivery that was kept is the one that is imported.
  expect(deliveries).toEqual(kept.body);
  expect(await running.ended(deliveries[0]?.id ?? '')).toMatchObject({ state: 'imported', created: 1 });
  expect((await running.ask('PATCH', 'settings', { prefix: 'done-' })).status).toBe(200);
  const { lines } = await running.get<{ lines: string[] }>('journal?limit=500');
  expect(lines.filter((line) => line.includes(file)).map((line) => line.split('\t')[1])).toEqual([
    'received',
    'import started',
    'imported',
  ]);
});

it('names files that do not wait as unknown', async () => {
  expect((await running.ask('POST', 'deliveries/import', { files: ['d1.l1'] })).status).toBe(404);
  expect((await running.ask('GET', 'deliveries/0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c01')).status).toBe(404);
  expect((await running.ask('GET', 'deliveries/1')).status).toBe(400);
});

it('takes an old parameter string', async () => {
  const { status, body } = await running.ask('POST', 'settings/legacy-parameters', {
    parameters: 'IP=10.0.0.1;DefFiles=.\\CPRkilde\\P12170.*;ForceUpdate=N;Subscription=0;guardianNameType=X',
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    report: expect.arrayContaining([expect.objectContaining({ name: 'ForceUpdate', outcome: 'taken' })]),
  });
  expect([await valueOf('forceUpdate'), await valueOf('guardianNameType')]).toEqual([false, 'X']);
});

it('shows its runs and describes itself', async () => {
  const { runs } = await running.get<{ runs: { name: string; state: string; counts: Record<string, number> }[] }>(
    'runs',
  );
  expect(runs.length).toBeGreaterThanOrEqual(5);
  expect(runs.find(({ state }) => state === 'finished')).toMatchObject({ name: 'import-delivery' });
  const description = await running.get<{ paths: Record<string, unknown> }>('docs/openapi.json');
  expect(Object.keys(description.paths)).toEqual(
    expect.arrayContaining(['/cpr-sync/deliveries', '/cpr-sync/batch-runs']),
  );
});
