import { privateRabbitMq, uniqueName, waitFor, type FreshDatabase, type PrivateRabbitMq } from '@contact-sync/testing';
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
import { freshServiceQueue } from './service-queue';

describeFaults('when the broker is killed', () => {
  let broker: PrivateRabbitMq;
  let database: FreshDatabase;
  beforeAll(async () => {
    [broker, database] = await Promise.all([privateRabbitMq(), freshServiceQueue()]);
    await createEvidence(database.url);
  }, FAULT_TIMEOUT_MS);
  afterAll(async () => {
    await broker.stop();
    await database.drop();
  });

  it(
    'each task is settled once and each event heard',
    async () => {
      const service = await startService({
        RUN_URL: database.runUrl,
        AMQP_URL: broker.url,
        EXCHANGE: uniqueName('cs'),
        MODE: 'rabbitmq',
      });
      const changes = changeSubjects(database.pool);
      await waitFor(async () => (await settled(database.pool)) > SUBJECTS / 10, { timeout: FAULT_TIMEOUT_MS });
      await broker.kill();
      await changes;
      expect(await settled(database.pool)).toBeLessThan((SUBJECTS * 4) / 5);
      await broker.start();
      expect(await outcome(database.pool)).toEqual(exactlyOnce());
      service.kill('SIGKILL');
    },
    FAULT_TIMEOUT_MS,
  );
});
