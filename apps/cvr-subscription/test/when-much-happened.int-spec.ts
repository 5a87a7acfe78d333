import { CallFailed } from '@contact-sync/outbound';
import {
  cvrSettings,
  type CvrRegister,
  type CvrSettings,
  type EventPage,
  type UnitEvent,
} from '@contact-sync/registers-cvr';
import { createLogger, type Run } from '@contact-sync/service';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { readEvents, type ReadingParts } from '../src/events/read-events';
import { CvrLane } from '../src/register/cvr-lane';
import { NIGHT, OWNERS, typeContacts } from './running';

const SETTINGS = {
  ...Object.fromEntries(Object.entries(cvrSettings).map(([name, setting]) => [name, setting.default])),
  cvrIntegration: true,
  cvrUpdate: true,
} as CvrSettings;
const COMPANIES = ['10150817', '26911745', '29189757'];
const PAGES = 120;

let database: FreshDatabase;
let ids: string[];
/** What the register gives, page by page. */
let pages: (EventPage | Error)[];
let betweenPages: (page: number) => Promise<void>;
let settings: CvrSettings;

beforeAll(async () => {
  database = await freshDatabase({ owners: OWNERS });
  ids = [...(await typeContacts(database.pool, COMPANIES)).values()];
});
afterAll(() => database.drop());
beforeEach(async () => {
  settings = SETTINGS;
  betweenPages = () => Promise.resolve();
  await database.pool.query(`
    delete from service_queue.message where kind = 'task';
    delete from service_queue.inbox;
    delete from service_queue.register_lane;
    update cvr.cvrupdate_setting set provider = 'datafordeler', auth_profile = 'cvr', event_mark = '0',
           active_tasks_token = 7, reading_wanted = false`);
  await database.pool.query(
    `insert into cvr.cvrupdate_subscription (contact_id, state, provider, object_id)
     select id, 'subscribed', 'datafordeler', 'object ' || id from unnest($1::bigint[]) as r(id) on conflict do nothing`,
    [ids],
  );
});

const event = (contact: number, page: number): UnitEvent => ({
  objectId: `object ${ids[contact]}`,
  key: `${page} ${contact}`,
});

/** Each page is about the first company, the last one about the second too. */
const manyPages = (): (EventPage | Error)[] =>
  Array.from({ length: PAGES }, (_, at) => ({
    events: at === PAGES - 1 ? [event(0, at), event(1, at)] : [event(0, at)],
    mark: String(at + 1),
  }));

/** Only what a reading needs of a register. */
const register = {
  provider: 'datafordeler',
  batch: 100,
  async *eventsSince(mark: string) {
    for (const page of pages.slice(Number(mark))) {
      if (page instanceof Error) throw page;
      await betweenPages(Number(page.mark));
      yield page;
    }
  },
} as unknown as CvrRegister;

async function read(): Promise<{ counts: Record<string, number>; problems: string[] }> {
  const counts: Record<string, number> = {};
  const problems: string[] = [];
  const run: Run = {
    id: '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c04',
    signal: new AbortController().signal,
    count: (name, by = 1) => void (counts[name] = (counts[name] ?? 0) + by),
    problem: ({ code }) => void problems.push(code),
    progress: () => undefined,
  };
  const parts: ReadingParts = {
    pool: database.pool,
    lane: new CvrLane({ pool: database.pool, logger: createLogger({ service: 'test', level: 'silent' }) }),
    open: () => register,
    readSettings: () => Promise.resolve(settings),
    now: () => new Date(NIGHT),
  };
  await readEvents(parts, run);
  return { counts, problems };
}

async function standing(): Promise<{ mark: string; token: number; tasks: unknown[]; readingWanted: boolean }> {
  const { rows } = await database.pool.query<{ mark: string; token: number; wanted: boolean }>(
    'select event_mark as mark, active_tasks_token as token, reading_wanted as wanted from cvr.cvrupdate_setting',
  );
  const tasks = await database.pool.query<{ subject: string; token: string }>(
    `select subject, data ->> 'activeTasksToken' as token from service_queue.message
      where kind = 'task' and state = 'open' order by subject::bigint`,
  );
  const [row] = rows;
  return {
    mark: row?.mark ?? '',
    token: row?.token ?? 0,
    tasks: tasks.rows.map(({ subject, token }) => [ids.indexOf(subject), token]),
    readingWanted: row?.wanted ?? false,
  };
}

it('a reading of many pages keeps what it has on the way, under one number, with one task for each contact', async () => {
  pages = manyPages();
  const marks = new Set<string>();
  betweenPages = async () => void marks.add((await standing()).mark);
  const { counts } = await read();
  expect(counts).toMatchObject({ events: PAGES + 1 });
  expect([...marks]).toEqual(['0', '50', '100']);
  expect(await standing()).toEqual({
    mark: String(PAGES),
    token: 8,
    tasks: [
      [0, '8'],
      [1, '8'],
    ],
    readingWanted: false,
  });
});

it('what was read before the register went away is kept, and the rest is read when it is back', async () => {
  pages = manyPages();
  pages[70] = new CallFailed('unavailable', 'http-503');
  expect((await read()).problems).toEqual(['register-away']);
  expect(await standing()).toEqual({ mark: '70', token: 8, tasks: [[0, '8']], readingWanted: true });
  // While its lane is paused nobody is asked.
  pages = manyPages();
  expect((await read()).problems).toEqual(['register-away']);
  expect((await standing()).mark).toBe('70');
  await database.pool.query('update service_queue.register_lane set next_probe = clock_timestamp()');
  expect((await read()).problems).toEqual([]);
  expect(await standing()).toEqual({
    mark: String(PAGES),
    token: 9,
    tasks: [
      [0, '9'],
      [1, '9'],
    ],
    readingWanted: false,
  });
});

it('a reading that was overtaken by another leaves mark and tasks to that one', async () => {
  pages = manyPages();
  betweenPages = async (page) => {
    if (page === 60)
      await database.pool.query(`update cvr.cvrupdate_setting set event_mark = '90', active_tasks_token = 20`);
  };
  await read();
  expect(await standing()).toMatchObject({ mark: '90', token: 20, tasks: [[0, '8']] });
});

it.each([
  ['turned off', { cvrUpdate: false }],
  ['paused', { paused: true }],
  ['sent to another provider', { provider: 'logic' as const }],
])('CVR update is %s in the midst of it: nothing more becomes a task', async (_what, change) => {
  pages = manyPages();
  betweenPages = (page) => {
    if (page === 10) settings = { ...SETTINGS, ...change };
    return Promise.resolve();
  };
  await read();
  expect(await standing()).toMatchObject({ mark: '0', token: 7, tasks: [] });
});

it('is told to others with what it counted', async () => {
  pages = manyPages().slice(0, 1);
  await database.pool.query(`delete from service_queue.message where kind = 'event'`);
  await read();
  const { rows } = await database.pool.query(
    `select type, data from service_queue.message where kind = 'event' order by position`,
  );
  expect(rows).toEqual([
    { type: 'synchronisation.started.v1', data: { register: 'cvr', job: 'read-events' } },
    {
      type: 'synchronisation.finished.v1',
      data: { register: 'cvr', job: 'read-events', outcome: 'succeeded', counts: { events: 1, updates: 1 } },
    },
  ]);
});
