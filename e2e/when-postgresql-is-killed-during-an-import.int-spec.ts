import { privatePostgres, type PrivatePostgres } from '@contact-sync/testing';
import { describeFaults, DisturbedImport, FAULT_TIMEOUT_MS, PERSONS, undisturbed } from './faults/disturbed-import';

const AMQP_URL = process.env['AMQP_URL'] ?? 'amqp://guest:guest@127.0.0.1:5672';

describeFaults('when PostgreSQL is killed during an import', () => {
  let postgres: PrivatePostgres;
  let disturbed: DisturbedImport;
  beforeAll(async () => {
    postgres = await privatePostgres();
    disturbed = await DisturbedImport.prepared({ server: postgres.url, amqpUrl: AMQP_URL });
  }, FAULT_TIMEOUT_MS);
  afterAll(async () => {
    await disturbed.end();
    await postgres.stop();
  });

  it(
    'and comes back: register, report and events are as if nothing had happened, and the service was not touched',
    async () => {
      await disturbed.begin();
      await disturbed.heard(1);
      await postgres.kill();
      await postgres.start();
      expect(await disturbed.stored()).toBeLessThan(PERSONS);
      expect(await disturbed.outcome()).toEqual(await undisturbed());
      expect(disturbed.service.lives).toBe(true);
    },
    FAULT_TIMEOUT_MS,
  );
});
