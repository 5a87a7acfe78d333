import type { RunRecord } from '@contact-sync/service';
import { waitFor } from '@contact-sync/testing';
import { delivery, pnr } from './off4-file';
import { Running } from './running';

const OFF = { status: 409, body: { code: 'cpr-integration-off', detail: 'CPR integration is switched off' } };

describe('when CPR integration is off, as after installation', () => {
  let running: Running;
  beforeAll(async () => (running = await Running.fresh({ INTEGRATIONS: 'off' })));
  afterAll(() => running.end());

  const upload = (): ReturnType<Running['ask']> => {
    const form = new FormData();
    form.set('persons', 'all');
    form.set('file', new Blob([delivery([{ pnr: pnr(1) }])]), 'd260302.l110901');
    return running.ask('POST', 'deliveries', form);
  };

  it('no file is taken and none is imported, and each refusal says why', async () => {
    expect(await upload()).toMatchObject(OFF);
    expect(await running.ask('POST', 'deliveries/import', {})).toMatchObject(OFF);
    expect(await running.ask('POST', 'batch-runs')).toMatchObject({
      status: 202,
      body: {
        steps: expect.arrayContaining([
          { step: 'logon', outcome: 'skipped', text: 'CPR integration is switched off' },
        ]) as unknown,
        deliveries: [],
      },
    });
    expect((await running.ask('POST', 'schedules/import-deliveries/run')).status).toBe(202);
    const run = await waitFor(
      async () => {
        const { runs } = await running.get<{ runs: RunRecord[] }>('runs');
        const [last] = runs;
        if (last?.state === 'finished') return last;
        throw new Error(`the last run is ${JSON.stringify(last)}`);
      },
      { what: 'the run', timeout: 30_000 },
    );
    expect(run.problems).toMatchObject([{ subject: 'logon', text: 'CPR integration is switched off' }]);
    expect(await running.rows(`select from contacts.contact`)).toHaveLength(0);
  });

  it('switched on, the same file is imported', async () => {
    expect((await running.ask('PATCH', 'settings', { cprIntegration: true })).status).toBe(200);
    expect((await upload()).status).toBe(202);
    await waitFor(async () => (await running.rows(`select from contacts.contact where name_type = 'C'`)).length === 1, {
      what: 'the person',
      timeout: 30_000,
    });
  });
});
