import { type RunningSimulator, startSimulator } from '../src';
import { call } from './calling';

const PATH = '/sor2_produktion/V1_00/data/SorEntity_daily.csv';

let simulator: RunningSimulator;
let now = new Date('2026-03-01T09:00:00Z');

beforeAll(async () => {
  simulator = await startSimulator({ companies: 5, organisations: 60, start: '2026-03-01', now: () => now });
});
afterAll(() => simulator.stop());
afterEach(() => {
  simulator.faults.clear();
  simulator.sorFiles.mend();
});

const get = (headers: Record<string, string> = {}, path = PATH, method = 'GET') =>
  call(simulator, `${simulator.addresses.sorFiles}${path}`, { headers, method });

const control = async (method: string, path: string, json?: object) => {
  const headers = { authorization: `Bearer ${simulator.secrets.control}` };
  const { status, text } = await call(simulator, `${simulator.addresses.control}/control/organisations${path}`, {
    method,
    headers,
    json,
  });
  return { status, body: text === '' ? undefined : JSON.parse(text) };
};

const idsIn = (text: string) => [...text.matchAll(/^"=""(\d+)"""/gm)].map((match) => match[1]);

it('gives the file of the day to everybody, with its length, time and mark', async () => {
  const { status, headers, text } = await get();
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/csv',
    'content-length': String(Buffer.byteLength(text)),
    'last-modified': 'Sun, 01 Mar 2026 02:30:00 GMT',
    'accept-ranges': 'bytes',
  });
  expect(idsIn(text)).toEqual([...simulator.organisations.rows()].map(({ SorId }) => SorId));
});

it('gives parts, byte by byte the same', async () => {
  const { text, headers } = await get();
  const whole = Buffer.from(text);
  const etag = String(headers.etag);
  const size = whole.length;
  const middle = await get({ range: 'bytes=1000-1999', 'if-range': etag });
  expect([middle.status, middle.headers['content-range'], middle.headers['content-length']]).toEqual([
    206,
    `bytes 1000-1999/${size}`,
    '1000',
  ]);
  const rest = await get({ range: `bytes=${size - 40}-`, 'if-range': String(headers['last-modified']) });
  expect([rest.status, rest.text]).toEqual([206, whole.subarray(size - 40).toString()]);
  const beyond = await get({ range: `bytes=${size}-` });
  expect([beyond.status, beyond.headers['content-range'], beyond.text]).toEqual([416, `bytes */${size}`, '']);
  const other = await get({ range: 'bytes=1000-1999', 'if-range': '"another"' });
  expect([other.status, other.text]).toEqual([200, text]);
  expect((await get({ 'if-none-match': etag })).status).toBe(304);
});

it('refuses HEAD, and has no other files', async () => {
  const { status, headers } = await get({}, PATH, 'HEAD');
  expect([status, headers.allow]).toEqual([405, 'GET']);
  expect((await get({}, '/sor2_produktion/V1_00/data/Other.csv')).status).toBe(404);
});

it('gives the archive under both its names', async () => {
  for (const name of ['Sor_complete.zip', 'SOR_complete.zip']) {
    const { status, text } = await get({}, `/sor2_produktion/V1_00/data/${name}`);
    expect([name, status, text.slice(0, 2)]).toEqual([name, 200, 'PK']);
  }
});

it('gives the files of earlier days too, as they were', async () => {
  const ofDay = (day: string) => get({}, PATH.replace('daily', `daily_${day}`));
  simulator.organisations.turn(1);
  const today = await get();
  const { text, headers } = await ofDay('2026-03-01');
  expect(headers['last-modified']).toBe('Sun, 01 Mar 2026 02:30:00 GMT');
  expect(idsIn(text)).toEqual([...simulator.organisations.rows('2026-03-01')].map(({ SorId }) => SorId));
  expect((await ofDay('2026-03-02')).text).toBe(today.text);
  expect((await ofDay('2026-02-28')).status).toBe(404);
  expect((await ofDay('2026-03-03')).status).toBe(404);
  expect((await ofDay('yesterday')).status).toBe(404);
});

it('breaks off in the middle, and goes on from there', async () => {
  const { text, headers } = await get();
  simulator.faults.add({ target: 'sor-files', fault: { kind: 'reset', when: 'mid-body' }, times: 1 });
  await expect(get()).rejects.toThrow('aborted');
  simulator.faults.add({ target: 'sor-files', fault: { kind: 'half-json' }, times: 1 });
  const half = await get();
  expect([half.status, half.text.length > 100, text.startsWith(half.text.slice(0, -2)), half.text === text]).toEqual([
    200,
    true,
    true,
    false,
  ]);
  const rest = await get({ range: 'bytes=100-', 'if-range': String(headers.etag) });
  expect(rest.status).toBe(206);
});

it('gives a spoiled file until it is mended, and one of a day on that day alone', async () => {
  const whole = (await get()).text;
  const { body } = await control('POST', '/files', { layouts: ['half:500'] });
  expect(body).toEqual({ file: 'daily', layouts: [{ kind: 'half', bytes: 500 }] });
  const half = await get();
  expect([half.headers['content-length'], whole.startsWith(half.text)]).toEqual(['500', true]);
  expect((await control('DELETE', '/files')).status).toBe(204);
  expect((await get()).text).toBe(whole);
  await control('POST', '/files', { layouts: ['empty'], day: '2026-04-01' });
  expect((await get()).text).toBe(whole);
  expect((await control('POST', '/files', { layouts: ['flood'] })).status).toBe(400);
});

it('renews the file as days pass, by the clock and on request', async () => {
  const { organisations } = simulator;
  const [closing] = [...organisations.units()].filter(({ end, closed }) => end !== null && !closed);
  const before = await get();
  expect(idsIn(before.text)).toContain(closing!.sorId);
  now = new Date(`${closing!.end!}T23:30:00Z`);
  const after = await get({ range: 'bytes=10-', 'if-range': String(before.headers.etag) });
  expect(after.status).toBe(200);
  expect(idsIn(after.text)).not.toContain(closing!.sorId);
  // Half past midnight in Denmark.
  expect(organisations.day > closing!.end!).toBe(true);
  const { day } = organisations;
  const { body } = await control('POST', '/turn', { days: 2 });
  expect([body.day, organisations.day > day]).toEqual([organisations.day, true]);
  const ahead = await get();
  expect(ahead.headers['last-modified']).toBe(now.toUTCString());
  expect(idsIn(ahead.text)).toEqual([...organisations.rows()].map(({ SorId }) => SorId));
});

it('tells and changes what is so, over the control interface', async () => {
  const { organisations } = simulator;
  const { body: listed } = await control('GET', '?limit=3');
  expect([listed.day, listed.organisations.length]).toEqual([organisations.day, 3]);
  const { sorId } = listed.organisations[0];
  const asked = await control('POST', '/events', { kind: 'renamed', sorId, name: 'Region Ny' });
  expect(asked.body.applied).toEqual([{ kind: 'renamed', sorId, day: listed.day }]);
  expect((await control('GET', `/state?ids=${sorId},1`)).body).toMatchObject([
    { sorId },
    { sorId: '1', unknown: true },
  ]);
  await control('POST', '/turn');
  expect((await control('GET', `/state?ids=${sorId}`)).body).toMatchObject([{ name: 'Region Ny' }]);
  expect((await get()).text).toContain(';Region Ny;');
  for (const [path, wish] of [
    ['/events', { kind: 'renamed' }],
    ['/events', { kind: 'renamed', sorId: '11000016002' }],
    ['/events', { count: 0 }],
    ['/turn', { days: 0 }],
    ['/files', { layouts: 'half' }],
  ] as const) {
    expect([path, (await control('POST', path, wish)).status]).toEqual([path, 400]);
  }
});
