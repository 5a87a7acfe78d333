import {
  describeFaults,
  DisturbedImport,
  FAULT_TIMEOUT_MS,
  PERSONS,
  undisturbed,
  type Outcome,
} from './faults/disturbed-import';

const AMQP_URL = process.env['AMQP_URL'] ?? 'amqp://guest:guest@127.0.0.1:5672';

describeFaults('when the service is killed during an import', () => {
  let expected: Outcome;
  let disturbed: DisturbedImport;
  beforeAll(async () => void (expected = await undisturbed()), FAULT_TIMEOUT_MS);
  beforeEach(async () => void (disturbed = await DisturbedImport.prepared({ amqpUrl: AMQP_URL })), FAULT_TIMEOUT_MS);
  afterEach(() => disturbed.end());

  it.each<[string, () => Promise<void>]>([
    ['when the first persons are stored', () => disturbed.underWay()],
    ['when the first events are on their way', () => disturbed.heard(1)],
  ])(
    '%s, and started again: register, report and events are as if nothing had happened',
    async (_when, moment) => {
      await disturbed.begin();
      await moment();
      await disturbed.service.kill();
      expect(await disturbed.stored()).toBeLessThan(PERSONS);
      await disturbed.service.start();
      expect(await disturbed.outcome()).toEqual(expected);
    },
    FAULT_TIMEOUT_MS,
  );
});
