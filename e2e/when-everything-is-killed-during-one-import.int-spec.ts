import { privatePostgres, privateRabbitMq, type PrivatePostgres, type PrivateRabbitMq } from '@contact-sync/testing';
import { describeFaults, DisturbedImport, FAULT_TIMEOUT_MS, PERSONS, undisturbed } from './faults/disturbed-import';

describeFaults('when everything is killed during one import', () => {
  let broker: PrivateRabbitMq;
  let postgres: PrivatePostgres;
  let disturbed: DisturbedImport;
  beforeAll(async () => {
    [broker, postgres] = await Promise.all([privateRabbitMq(), privatePostgres()]);
    disturbed = await DisturbedImport.prepared({ server: postgres.url, amqpUrl: broker.url });
  }, FAULT_TIMEOUT_MS);
  afterAll(async () => {
    await disturbed.end();
    await Promise.all([broker.stop(), postgres.stop()]);
  });

  it(
    'one after the other and all at once: register, report and events are as if nothing had happened',
    async () => {
      const { service } = disturbed;
      await disturbed.begin();
      await disturbed.underWay();
      await service.kill();
      await service.start();
      await disturbed.begun(2);
      await postgres.kill();
      await postgres.start();
      await disturbed.begun(3);
      await Promise.all([broker.kill(), postgres.kill(), service.kill()]);
      await postgres.start();
      expect(await disturbed.stored()).toBeLessThan(PERSONS);
      await Promise.all([broker.start(), service.start()]);
      expect(await disturbed.outcome()).toEqual(await undisturbed());
    },
    FAULT_TIMEOUT_MS,
  );
});
