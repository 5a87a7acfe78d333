import { privatePostgres, privateRabbitMq, type PrivatePostgres, type PrivateRabbitMq } from '@contact-sync/testing';
import {
  describeFaults,
  DisturbedImport,
  FAULT_TIMEOUT_MS,
  PERSONS,
  undisturbed,
  writeFile,
  type Outcome,
} from './faults/disturbed-import';

const AMQP_URL = process.env['AMQP_URL'] ?? 'amqp://guest:guest@127.0.0.1:5672';

describeFaults('when one of them is killed during an import', () => {
  let broker: PrivateRabbitMq;
  let postgres: PrivatePostgres;
  let written: Awaited<ReturnType<typeof writeFile>>;
  let expected: Outcome;
  let running: DisturbedImport | undefined;
  beforeAll(async () => {
    [broker, postgres, written] = await Promise.all([privateRabbitMq(), privatePostgres(), writeFile()]);
    expected = await undisturbed(written.file);
  }, FAULT_TIMEOUT_MS);
  afterEach(() => running?.end());
  afterAll(() => Promise.all([broker.stop(), postgres.stop(), written.remove()]));

  const prepared = async (on: { server?: string; amqpUrl?: string }): Promise<DisturbedImport> =>
    (running = await DisturbedImport.prepared({ file: written.file, amqpUrl: AMQP_URL, ...on }));

  it.each<[string, (disturbed: DisturbedImport) => Promise<void>]>([
    ['when the first persons are stored', (disturbed) => disturbed.underWay()],
    ['when the first events are on their way', (disturbed) => disturbed.heard(1)],
  ])(
    'the service %s, and started again: register, report and events are as if nothing had happened',
    async (_when, moment) => {
      const disturbed = await prepared({});
      await disturbed.begin();
      await moment(disturbed);
      await disturbed.service.kill();
      expect(await disturbed.stored()).toBeLessThan(PERSONS);
      await disturbed.gate.open();
      await disturbed.service.start();
      expect(await disturbed.outcome()).toEqual(expected);
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'PostgreSQL, and comes back: register, report and events are as if nothing had happened, and the service was not touched',
    async () => {
      const disturbed = await prepared({ server: postgres.url });
      const { service } = disturbed;
      await disturbed.begin();
      await disturbed.heard(1);
      await postgres.kill();
      await postgres.start();
      expect(await disturbed.stored()).toBeLessThan(PERSONS);
      expect(await disturbed.outcome()).toEqual(expected);
      expect(service.lives).toBe(true);
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'the broker: the import goes on, and the events come when it is back',
    async () => {
      const disturbed = await prepared({ amqpUrl: broker.url });
      const { service, gate } = disturbed;
      await disturbed.begin();
      await disturbed.heard(1);
      await broker.kill();
      expect(await disturbed.stored()).toBeLessThan(PERSONS);
      await gate.open();
      expect(await disturbed.ended()).toMatchObject({ state: 'imported' });
      expect(await disturbed.count(`state = 'open'`)).toBeGreaterThan(0);
      await broker.start();
      expect(await disturbed.outcome()).toEqual(expected);
      expect(service.lives).toBe(true);
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'each after the other and all at once: register, report and events are as if nothing had happened',
    async () => {
      const disturbed = await prepared({ server: postgres.url, amqpUrl: broker.url });
      const { service, gate } = disturbed;
      await disturbed.begin();
      await disturbed.underWay();
      await service.kill();
      await service.start();
      await disturbed.begun(2);
      await postgres.kill();
      await postgres.start();
      await gate.close();
      await disturbed.begun(3);
      await Promise.all([broker.kill(), postgres.kill(), service.kill()]);
      await postgres.start();
      expect(await disturbed.stored()).toBeLessThan(PERSONS);
      await Promise.all([broker.start(), service.start()]);
      expect(await disturbed.outcome()).toEqual(expected);
    },
    FAULT_TIMEOUT_MS,
  );
});
