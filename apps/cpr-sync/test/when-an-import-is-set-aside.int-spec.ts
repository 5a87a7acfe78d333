import type { RunRecord } from '@contact-sync/service';
import { waitFor } from '@contact-sync/testing';
import type { DeliveriesPage } from '../src/deliveries/deliveries-api';
import { Client } from 'pg';
import { delivery, pnr } from './off4-file';
import { Running } from './running';

/** As a fault leaves it that parks a task before anybody has begun it. */
const PARK_EACH_IMPORT = `
  create function park_it() returns trigger language plpgsql as $$ begin
    new.state := 'parked'; new.due_at := null; new.error_code := 'unforeseen'; new.error_text := 'it broke';
    return new; end $$;
  create trigger park_it before insert on service_queue.message
    for each row when (new.type = 'cpr-sync.delivery.import.v1') execute function park_it()`;

describe('when the task of an import is set aside before the import begins', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.fresh();
    await running.ask('PATCH', 'settings', { filePersons: 'all' });
    const owner = new Client({ connectionString: running.database.url });
    await owner.connect();
    await owner.query(PARK_EACH_IMPORT);
    await owner.end();
  });
  afterAll(() => running.end());

  it('the delivery is told as failed with the reason, and the night does not wait for it', async () => {
    const report = await running.import('d260302.l110901', delivery([{ pnr: pnr(1) }]));
    expect(report.state).toBe('failed');
    const [task] = await running.rows<{ id: string }>(`select id from service_queue.message where state = 'parked'`);
    expect(report.refusal).toBe(
      `its import does not go on: task ${task?.id} of the service queue is parked (unforeseen: it broke)`,
    );
    const { deliveries } = await running.get<DeliveriesPage>('deliveries');
    expect(deliveries).toMatchObject([{ state: 'failed' }]);

    const { body } = await running.ask('POST', 'schedules/import-deliveries/run');
    const { runId } = body as { runId: string };
    const ended = await waitFor(async () => {
      const run = await running.get<RunRecord>(`runs/${runId}`);
      return run.state === 'running' ? undefined : run;
    });
    expect(ended).toMatchObject({
      state: 'finished',
      counts: { files: 1, failed: 1 },
      problems: [{ code: 'failed', subject: 'd260302.l110901', text: expect.stringContaining('is parked') }],
    });
  });

  it('when the task is tried again the import goes on', async () => {
    await running.rows(
      `update service_queue.message set state = 'waiting', due_at = clock_timestamp(), free_at = clock_timestamp(),
              publications = 0 where state = 'parked'`,
    );
    const [{ id } = { id: '' }] = (await running.get<DeliveriesPage>('deliveries')).deliveries;
    expect(await running.ended(id)).toMatchObject({ state: 'imported', created: 1 });
  });
});
