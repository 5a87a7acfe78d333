import { waitFor } from '@contact-sync/testing';
import { contactsShown, expectedContact } from './expected-contact';
import { Running } from './running';

type Fault = Parameters<Running['simulator']['faults']['add']>[0]['fault'];

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['401', { kind: 'status', status: 401 }],
  ['403', { kind: 'status', status: 403 }],
  ['the 404 of a version that is retired', { kind: 'status', status: 404 }],
  ['429', { kind: 'status', status: 429, retryAfter: '1' }],
  ['500', { kind: 'status', status: 500 }],
  ['half an answer', { kind: 'half-json' }],
  ['a reset in the middle of the answer', { kind: 'reset', when: 'mid-body' }],
  ['nothing', { kind: 'hang' }],
];

describe('when the register is away', () => {
  let running: Running;
  let ids: Map<string, string>;
  beforeAll(async () => {
    running = await Running.fresh({ companies: 8, env: { CVR_CALL_LIMIT: '1' } });
    ids = await running.contacts([...running.simulator.world.identities()].map(({ number }) => number));
    await running.wantUpdates(ids.values());
    await running.settled();
  });
  afterAll(() => running.end());

  const lane = () =>
    running.rows<{ lane: string; probes: number }>('select lane, probes from service_queue.register_lane');
  /** The next probe is due at once, and the relay looks. */
  const probeNow = () =>
    running.rows(
      `with due as (update service_queue.register_lane set next_probe = clock_timestamp())
       select pg_notify('service_queue_due', '')`,
    );
  const warnings = async () => (await running.log()).split('\n').filter((line) => line.includes('is away')).length;
  const readiness = () =>
    running.ask<{ status: string; entries: Record<string, { status: string; description?: string }> }>(
      'GET',
      'readiness',
    );

  const states = async () =>
    new Set(
      (
        await running.rows<{ state: string }>(`select distinct state from service_queue.message where kind = 'task'`)
      ).map(({ state }) => state),
    );

  async function paused(): Promise<void> {
    await running.wantUpdates(ids.values());
    await waitFor(async () => (await lane()).length === 1, { timeout: 20_000, what: 'the lane to be paused' });
  }

  async function resumed(): Promise<void> {
    running.simulator.faults.clear();
    await waitFor(
      async () => {
        await probeNow();
        return (await lane()).length === 0;
      },
      { timeout: 20_000, interval: 200, what: 'the lane to open' },
    );
    await running.settled();
  }

  it.each(FAULTS)(
    'with %s: one pause and one warning, nobody is blanked, held or parked, and then all is caught up',
    async (name, fault) => {
      const { simulator } = running;
      const warned = await warnings();
      const before = await contactsShown(running.database.pool);
      simulator.faults.add({ target: 'graphql', fault });
      simulator.world.play(5, name, ['phone', 'email', 'address', 'name']);
      await paused();
      await probeNow();
      await waitFor(async () => ((await lane())[0]?.probes ?? 0) > 0, { timeout: 20_000, what: 'a probe' });
      await waitFor(async () => !(await states()).has('claimed'), { what: 'the probe to fail' });
      const seen = await states();
      expect([seen.has('held'), seen.has('parked')]).toEqual([false, false]);
      expect(await running.rows('select from contacts.hold')).toEqual([]);
      expect(await contactsShown(running.database.pool)).toEqual(before);
      expect(await warnings()).toBe(warned + 1);

      await resumed();
      const shown = await contactsShown(running.database.pool);
      for (const number of ids.keys())
        expect(shown.get(number)).toEqual(expectedContact(simulator.world.stateOf(number)!));
    },
  );

  it('readiness tells it, and goes on answering 200', async () => {
    running.simulator.faults.add({ target: 'graphql', fault: { kind: 'status', status: 503 } });
    await paused();
    const logic = async () => (await readiness()).body.entries['Logic'];
    await waitFor(async () => (await logic())?.description?.includes('http-503') === true, {
      timeout: 10_000,
      what: 'readiness to tell it',
    });
    const { status, body } = await readiness();
    expect([status, body.status]).toEqual([200, 'Degraded']);
    expect((await logic())?.description).toMatch(/^cvr is unavailable \(http-503\), since .+; tried again at /);
    expect(body.entries['OData']?.status).toBe('Healthy');
    await resumed();
  });
});
