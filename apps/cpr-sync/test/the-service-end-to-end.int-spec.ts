import { waitFor } from '@contact-sync/testing';
import type { DeliveriesPage } from '../src/deliveries/deliveries-api';
import { describeWithExtracts, extract } from './importing';
import { Running } from './running';

describeWithExtracts('the service, from upload to events', () => {
  let running: Running;
  beforeAll(async () => void (running = await Running.fresh()));
  afterAll(() => running.end());

  it('imports an uploaded file and tells what became of it', async () => {
    const report = await running.import('d011119.l110901', await extract('d011119.l110901'));
    expect(report).toMatchObject({
      file: 'd011119.l110901',
      state: 'imported',
      taskNumber: '110901',
      productionDate: '2001-11-19',
      kind: 'change',
      form: 'lines',
      records: 570,
      persons: 40,
      notOurs: 0,
      held: 0,
      problems: [],
      refusal: null,
    });
  });

  it('publishes what it did, and has the task settled', async () => {
    const open = () =>
      running.database.pool.query(`select type, state from service_queue.message where state <> 'done'`);
    await waitFor(async () => (await open()).rowCount === 0, { what: 'an empty queue' });
    const { rows } = await running.database.pool.query<{ type: string }>(
      `select type from service_queue.message where type like 'synchronisation.%' order by position`,
    );
    expect(rows.map(({ type }) => type)).toEqual(['synchronisation.started.v1', 'synchronisation.finished.v1']);
  });

  it('lists files and imports', async () => {
    const page = await running.get<DeliveriesPage>('deliveries');
    expect(page.waiting).toEqual([]);
    expect(page.imported.map(({ name }) => name)).toEqual(['imported-d011119.l110901']);
    expect(page.deliveries).toHaveLength(1);
  });
});
