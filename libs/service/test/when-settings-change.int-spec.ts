import { type FreshDatabase, freshDatabase, waitFor } from '@contact-sync/testing';
import {
  choice,
  createLogger,
  list,
  Problem,
  Settings,
  type SettingsOptions,
  settingsMigration,
  text,
  toggle,
  wholeNumber,
} from '../src';

const SCHEMA = 'example';
const said = { da: 'dansk', en: 'English' };
const definitions = {
  filePersons: choice({ of: ['known', 'all'], default: 'known', text: said }),
  delayDays: wholeNumber({ min: 0, max: 365, default: 7, text: said }),
  openCasesOnly: toggle({ default: true, text: said }),
  prefix: text({
    maxLength: 8,
    form: { pattern: /[a-z]+\./, said: 'must be letters and a full stop' },
    default: 'done.',
    text: said,
  }),
  groups: list({ maxItems: 2, each: { maxLength: 3 }, default: [], text: said }),
};
const now = new Date(Date.UTC(2026, 10, 21, 12));

describe('when settings change', () => {
  let database: FreshDatabase;
  const opened: Settings<typeof definitions>[] = [];

  beforeAll(async () => {
    database = await freshDatabase({
      owners: [{ schema: SCHEMA, migrations: [settingsMigration(SCHEMA, 1763700000002)] }],
    });
  });
  afterAll(() => database.drop());
  afterEach(() => opened.splice(0).forEach((each) => each.stop()));

  const open = async (more: Partial<SettingsOptions<typeof definitions>> = {}) => {
    const logger = createLogger({ service: 'test', level: 'silent' });
    const settings = new Settings({
      pool: database.pool,
      schema: SCHEMA,
      definitions,
      now: () => now,
      logger,
      refreshMs: 20,
      ...more,
    });
    opened.push(settings);
    await settings.start();
    return settings;
  };

  it('the default holds until somebody changes it, and the change is recorded', async () => {
    const settings = await open();
    expect(settings.current().delayDays).toBe(7);
    await settings.change({ delayDays: 9, filePersons: 'known' }, 'anna');
    expect(settings.current()).toMatchObject({ delayDays: 9, filePersons: 'known' });
    expect(await settings.changes(10)).toEqual([
      { name: 'delayDays', oldValue: 7, newValue: 9, changedAt: now.toISOString(), changedBy: 'anna' },
    ]);
  });

  it('another replica sees it', async () => {
    const [here, there] = [await open(), await open()];
    await here.change({ prefix: 'read.' }, 'anna');
    await waitFor(() => there.current().prefix === 'read.');
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ delayDays: 400 }, 'delayDays', 'must be a whole number from 0 to 365'],
    [{ delayDays: 1.5 }, 'delayDays', 'must be a whole number from 0 to 365'],
    [{ filePersons: 'some' }, 'filePersons', 'must be one of known, all'],
    [{ openCasesOnly: 'true' }, 'openCasesOnly', 'must be true or false'],
    [{ prefix: 'a.\nb.' }, 'prefix', 'must be letters and a full stop'],
    [{ prefix: 'muchtoolong.' }, 'prefix', 'must be text of at most 8 characters'],
    [{ groups: ['a', 'b', 'c'] }, 'groups', 'must be a list of at most 2'],
    [{ groups: ['a', 5] }, 'groups', 'must be text of at most 3 characters'],
    [{ constructor: 1 }, '(unknown)', 'is no setting of this service'],
  ])('%j is refused, together with what came with it', async (wanted, field, message) => {
    const settings = await open();
    const before = settings.current();
    const refused = await settings
      .change({ openCasesOnly: !before.openCasesOnly, ...wanted }, 'anna')
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect((refused as Problem).more.errors).toEqual([{ field, message }]);
    expect(await settings.read(database.pool)).toEqual(before);
  });

  it('a rule of the service can refuse a change, which then leaves no trace', async () => {
    const settings = await open({ onChange: () => Promise.reject(new Problem(409, 'Fetched files wait')) });
    const trace = await settings.changes(10);
    await expect(settings.change({ delayDays: 30 }, 'anna')).rejects.toMatchObject({ detail: 'Fetched files wait' });
    expect(await settings.changes(10)).toEqual(trace);
    expect((await settings.read(database.pool)).delayDays).not.toBe(30);
  });

  it('callers at the same time come one after the other: each old value is the new one before', async () => {
    const settings = await open();
    await Promise.all([11, 12, 13, 14].map((delayDays) => settings.change({ delayDays }, 'anna')));
    const changes = (await settings.changes(4)).reverse();
    expect(changes.slice(1).map(({ oldValue }) => oldValue)).toEqual(
      changes.slice(0, -1).map(({ newValue }) => newValue),
    );
  });

  it('a stored value that the code no longer takes counts as absent', async () => {
    await database.pool.query(
      `insert into example.setting values ('filePersons', '"gone"', now(), 'old') on conflict (name) do update set value = excluded.value`,
    );
    expect((await open()).current().filePersons).toBe('known');
  });

  it('the running role can neither rewrite nor delete what was recorded', async () => {
    await expect(database.pool.query('delete from example.setting_change')).rejects.toMatchObject({ code: '42501' });
    await expect(database.pool.query(`update example.setting_change set changed_by = 'x'`)).rejects.toMatchObject({
      code: '42501',
    });
  });
});
