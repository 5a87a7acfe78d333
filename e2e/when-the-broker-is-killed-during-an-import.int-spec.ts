import { privateRabbitMq, type PrivateRabbitMq } from '@contact-sync/testing';
import { describeFaults, DisturbedImport, FAULT_TIMEOUT_MS, undisturbed } from './faults/disturbed-import';

describeFaults('when the broker is killed during an import', () => {
  let broker: PrivateRabbitMq;
  let disturbed: DisturbedImport;
  beforeAll(async () => {
    broker = await privateRabbitMq();
    disturbed = await DisturbedImport.prepared({ amqpUrl: broker.url });
  }, FAULT_TIMEOUT_MS);
  afterAll(async () => {
    await disturbed.end();
    await broker.stop();
  });

  it(
    'the import goes on, and the events come when the broker is back',
    async () => {
      await disturbed.begin();
      await disturbed.heard(1);
      await broker.kill();
      expect(await disturbed.ended()).toMatchObject({ state: 'imported' });
      expect(await disturbed.count(`state = 'open'`)).toBeGreaterThan(0);
      await broker.start();
      expect(await disturbed.outcome()).toEqual(await undisturbed());
      expect(disturbed.service.lives).toBe(true);
    },
    FAULT_TIMEOUT_MS,
  );
});
