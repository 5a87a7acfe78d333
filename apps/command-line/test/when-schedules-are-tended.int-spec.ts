import { waitFor } from '@contact-sync/testing';
import { type RunningServices, runningServices } from './running-services';

const NIGHTLY = 'cpr-sync/import-deliveries';

describe('when schedules are tended', () => {
  let services: RunningServices;
  beforeAll(async () => void (services = await runningServices()));
  afterAll(() => services.stop());

  it('those of every service are shown', async () => {
    const { code, output } = await services.run(['schedules', 'list']);
    expect(code).toBe(0);
    expect(output).toMatch(/^schedule +when +next due +last run +result\n/);
    expect(output).toMatch(/\ncpr-sync\/import-deliveries +05:30 daily +\d{4}-\d\d-\d\d 0[34]:30:00Z\n/);
    expect(output).toMatch(/\ncontact-desk\/purge-queue +every 60 min +\d{4}-/);
  });

  it('one is run now, and its run is shown', async () => {
    const { output } = await services.run(['schedules', 'run', NIGHTLY]);
    expect(output).toMatch(/^cpr-sync\/import-deliveries: run [0-9a-f-]{36} has begun\n$/);
    await waitFor(async () =>
      /import-deliveries +finished/.test((await services.run(['runs', 'list', '--limit', '20'])).output),
    );
  });

  it('one is paused, set and resumed', async () => {
    expect((await services.run(['schedules', 'pause', NIGHTLY])).output).toBe(`${NIGHTLY}: paused\n`);
    const set = await services.run(['schedules', 'set', NIGHTLY, '--at', '06:15', '--days', 'mon-fri']);
    expect(set).toMatchObject({ code: 0, output: `${NIGHTLY}: 06:15 mon-fri, paused\n` });
    expect((await services.run(['schedules', 'resume', NIGHTLY])).output).toMatch(
      /: due next at \d{4}-\d\d-\d\d 0[45]:15:00Z\n$/,
    );
    expect((await services.run(['schedules', 'set', NIGHTLY, '--default', '--run-missed', 'no'])).output).toMatch(
      /: 05:30 daily, due next at/,
    );
  });

  it('what does not fit is refused in plain words', async () => {
    expect(await services.run(['schedules', 'set', NIGHTLY, '--time-zone', 'Nowhere'])).toMatchObject({ code: 1 });
    expect(await services.run(['schedules', 'run', 'cpr-sync/nothing'])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('There is no such schedule'),
    });
    expect(await services.run(['schedules', 'run', 'nobody/nothing'])).toMatchObject({ code: 2 });
  });
});
