import { inTransaction, openPool } from '@contact-sync/database';
import { freshnessFigures } from '@contact-sync/contact-register';
import { pauseLane } from '@contact-sync/messaging';
import type { Pool } from 'pg';
import { number, said } from './people';
import { NOW, type RunningDesk, runningDesk, TOKEN } from './running-desk';

const HOUR = 3600;

describe('when metrics are scraped', () => {
  let desk: RunningDesk;
  let owner: Pool;

  beforeAll(async () => {
    desk = await runningDesk();
    owner = openPool(desk.database.url, { max: 1, applicationName: 'owner' });
  });
  afterAll(async () => {
    await owner.end();
    await desk.stop();
  });
  beforeEach(async () => {
    await owner.query('delete from service_queue.message; delete from contacts.hold');
  });

  /** Values by name and labels, without the label of the service. */
  const scraped = async (): Promise<Record<string, number>> => {
    const answer = await fetch(`${desk.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return Object.fromEntries(
      lines.map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at).replace(/,?service="contact-desk"/, ''), Number(line.slice(at + 1))];
      }),
    );
  };

  const unapplied = (what: string): string => `contact_sync_oldest_unapplied_change_seconds{what="${what}"}`;

  const message = (kind: string, state: string, hoursOld: number, more = ''): string =>
    `insert into service_queue.message (id, kind, type, subject, source, data, occurred_at, state, queue, origin_id, claim, created_at, due_at, free_at)
     values (gen_random_uuid(), '${kind}', 'refresh.wanted.v1', gen_random_uuid()::text, '/x', '{}', now(), '${state}',
             ${kind === 'inbound' ? `'q', gen_random_uuid()::text` : 'null, null'}, ${state === 'claimed' ? 'gen_random_uuid()' : 'null'},
             now() - interval '${hoursOld} hours', null, now() ${more})`;

  it('with nothing to do, all is applied', async () => {
    const values = await scraped();
    expect(values[unapplied('message')]).toBe(0);
    expect(values[unapplied('held subject')]).toBe(0);
    expect(values['contact_sync_parked_messages{where="service queue"}']).toBe(0);
  });

  it.each(['task', 'inbound'])('the oldest %s that is not applied counts, whatever it waits for', async (kind) => {
    await owner.query(message(kind, 'waiting', 1));
    expect((await scraped())[unapplied('message')]).toBeCloseTo(HOUR, -2);
    await owner.query(message(kind, 'held', 2));
    await owner.query(message(kind, 'parked', 5));
    await owner.query(message('event', 'waiting', 6));
    // Planned for later: nothing waits.
    await owner.query(message(kind, 'waiting', 7, `+ interval '1 day'`));
    const values = await scraped();
    expect(values[unapplied('message')]).toBeCloseTo(2 * HOUR, -2);
    expect(values['contact_sync_parked_messages{where="service queue"}']).toBe(1);
    expect(values[`service_queue_messages{kind="${kind}",state="waiting"}`]).toBe(2);
  });

  it('held subjects are counted and tell since when', async () => {
    const holds = [1, 2].map((n) => {
      const { register, subject, clock, origin } = said(number(n), 3);
      return { register, subject, clock, origin, reason: 'bad-record' };
    });
    await inTransaction(desk.database.pool, (tx) => desk.register.hold(tx, holds));
    await owner.query(`update contacts.hold set held_at = now() - interval '3 hours'`);
    const values = await scraped();
    expect(values['contact_sync_held_subjects{register="cpr"}']).toBe(2);
    expect(values[unapplied('held subject')]).toBeCloseTo(3 * HOUR, -2);
  });

  it('a paused lane is seen', async () => {
    await pauseLane(desk.database.pool, 'cvr', { afterMs: 60_000, problem: { code: '503', text: 'away' } });
    expect((await scraped())['contact_sync_lane_paused_seconds{lane="cvr"}']).toBeLessThan(60);
  });

  it('freshness is told by register', async () => {
    await desk.register.applyBatch(desk.database.pool, [said(number(1), 3), said(number(2), 5)]);
    expect(await freshnessFigures(desk.database.pool)).toEqual([
      { register: 'cpr', newestAsOf: new Date('2026-03-05T00:00:00Z'), oldestFetched: NOW },
    ]);
  });
});
