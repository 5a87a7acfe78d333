import { uniqueName, waitFor, type FreshDatabase } from '@contact-sync/testing';
import { AMQP_URL, removeTopology } from './broker';
import {
  changeSubjects,
  createEvidence,
  describeFaults,
  exactlyOnce,
  FAULT_TIMEOUT_MS,
  outcome,
  settled,
  startService,
  SUBJECTS,
} from './faults';
import { productTopology } from '../src/relay/topology';
import { freshServiceQueue } from './service-queue';

describeFaults('when a service is killed', () => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await freshServiceQueue();
    await createEvidence(database.url);
  });
  afterEach(() => database.drop());

  it.each(['rabbitmq', 'in-process'])(
    'and started again, over %s: each task is settled once and each event heard',
    async (mode) => {
      const exchange = uniqueName('cs');
      const env = { RUN_URL: database.runUrl, AMQP_URL, EXCHANGE: exchange, MODE: mode };
      let service = await startService(env);
      const changes = changeSubjects(database.pool);
      for (const share of [0.1, 0.3, 0.5]) {
        await waitFor(async () => (await settled(database.pool)) > SUBJECTS * share, {
          interval: 1,
          timeout: FAULT_TIMEOUT_MS,
        });
        service.kill('SIGKILL');
        service = await startService(env);
      }
      await changes;
      expect(await outcome(database.pool)).toEqual(exactlyOnce());
      service.kill('SIGKILL');
      if (mode === 'rabbitmq')
        await removeTopology(productTopology(exchange, [{ queue: 'listener.events', keys: [] }]));
    },
    FAULT_TIMEOUT_MS,
  );
});
