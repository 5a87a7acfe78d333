import { waitFor } from '@contact-sync/testing';
import { Running } from './running';

describe('when there is an OData target', () => {
  let running: Running;
  let number: string;
  let id: string;
  beforeAll(async () => {
    running = await Running.fresh({ companies: 4, settings: { odataProfile: 'odata' } });
    number = [...running.simulator.world.identities()].find(({ kind }) => kind === 'company')!.number;
    id = (await running.contacts([number])).get(number)!;
  });
  afterAll(() => running.end());

  const writes = () =>
    running.rows<{ state: string }>(
      `select state from service_queue.message where type = 'cvr-update.contact.write.v1'`,
    );

  it('a changed contact is written there once, and one that did not change is not', async () => {
    await running.wantUpdates([id]);
    await running.settled();
    expect(await writes()).toEqual([{ state: 'done' }]);
    const { name } = running.simulator.world.stateOf(number)!;
    expect(running.simulator.written('Contacts')).toMatchObject([
      { NameType_Value: 'J', NameCode: number, Name1: name.slice(0, 150) },
    ]);
    await running.wantUpdates([id]);
    await running.settled();
    expect(await writes()).toHaveLength(1);
  });

  it('while it is away its own lane waits, and contacts are updated all the same', async () => {
    const { faults, world } = running.simulator;
    faults.add({ target: 'odata', fault: { kind: 'status', status: 503 } });
    world.apply({ kind: 'name', number, name: 'Nyt navn ApS' });
    await running.wantUpdates([id]);
    const lanes = () => running.rows('select lane from service_queue.register_lane');
    await waitFor(async () => (await lanes()).length > 0, { what: 'the lane to be paused' });
    expect(await lanes()).toEqual([{ lane: 'odata' }]);
    expect(await running.rows('select name1 from contacts.contact where id = $1', [id])).toEqual([
      { name1: 'Nyt navn ApS' },
    ]);
    faults.clear();
    await running.rows('update service_queue.register_lane set next_probe = clock_timestamp()');
    await running.settled();
    expect(running.simulator.written('Contacts')).toMatchObject([{ NameCode: number, Name1: 'Nyt navn ApS' }]);
  });
});
