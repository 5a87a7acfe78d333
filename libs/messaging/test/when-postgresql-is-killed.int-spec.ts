import {
  freshDatabase,
  privatePostgres,
  uniqueName,
  waitFor,
  type FreshDatabase,
  type PrivatePostgres,
} from '@contact-sync/testing';
import { messagingSchema } from '@contact-sync/messaging';
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

describeFaults('when PostgreSQL is killed', () => {
  let postgres: PrivatePostgres;
  let database: FreshDatabase;
  beforeAll(async () => (postgres = await privatePostgres()), FAULT_TIMEOUT_MS);
  beforeEach(async () => {
    database = await freshDatabase({ owners: [messagingSchema], server: postgres.url });
    await createEvidence(database.url);
  });
  afterEach(() => database.drop());
  afterAll(() => postgres.stop());

  it.each(['rabbitmq', 'in-process'])(
    'and comes back, over %s: each task is settled once and each event heard',
    async (mode) => {
      const exchange = uniqueName('cs');
      const service = await startService({ RUN_URL: database.runUrl, AMQP_URL, EXCHANGE: exchange, MODE: mode });
      const changes = changeSubjects(database.pool);
      await waitFor(async () => (await settled(database.pool)) > SUBJECTS / 10, {
        interval: 1,
        timeout: FAULT_TIMEOUT_MS,
      });
      await postgres.kill();
      await postgres.start();
      await waitFor(async () => (await settled(database.pool)) > SUBJECTS / 3, {
        interval: 1,
        timeout: FAULT_TIMEOUT_MS,
      });
      await postgres.kill();
      await postgres.start();
      await changes;
      expect(await outcome(database.pool)).toEqual(exactlyOnce());
      expect(service.exitCode).toBeNull();
      service.kill('SIGKILL');
      if (mode === 'rabbitmq')
        await removeTopology(productTopology(exchange, [{ queue: 'listener.events', keys: [] }]));
    },
    FAULT_TIMEOUT_MS,
  );
});
