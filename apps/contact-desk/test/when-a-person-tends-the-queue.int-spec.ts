import { inTransaction } from '@contact-sync/database';
import { enqueueTasks, pauseLane, type QueueRow } from '@contact-sync/messaging';
import { randomUUID } from 'node:crypto';
import { type RunningDesk, runningDesk, TOKEN } from './running-desk';

const IMPORT = 'cpr-sync.delivery.import.v1';

describe('when a person tends the queue', () => {
  let desk: RunningDesk;
  beforeAll(async () => void (desk = await runningDesk()));
  afterAll(() => desk.stop());

  const list = async (query = '') =>
    (await desk.ask<{ messages: QueueRow[]; next?: string }>('GET', `/contact-desk/queue/messages${query}`)).body;
  const act = (id: string, action: string) =>
    desk.ask<QueueRow & { code?: string }>('POST', `/contact-desk/queue/messages/${id}/${action}`);

  /** A task planned for later, so that nobody touches it but the test. */
  async function task(): Promise<string> {
    const deliveryId = randomUUID();
    await inTransaction(desk.database.pool, (tx) =>
      enqueueTasks(tx, [{ type: IMPORT, subject: deliveryId, data: { deliveryId }, dueAt: new Date('2099-01-01') }]),
    );
    const [row] = await desk.rows<{ id: string }>('select id from service_queue.message where subject = $1', [
      deliveryId,
    ]);
    return row?.id ?? '';
  }
  const setState = (id: string, set: string) =>
    desk.rows(`update service_queue.message set ${set} where id = $1`, [id]);

  it('sees what waits, the newest first, page by page', async () => {
    const ids = [await task(), await task(), await task()].reverse();
    const first = await list(`?type=${IMPORT}&limit=2`);
    expect(first.messages.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.messages[0]).toMatchObject({
      kind: 'task',
      state: 'open',
      attempts: 0,
      dueAt: '2099-01-01T00:00:00.000Z',
    });
    const second = await list(`?type=${IMPORT}&limit=2&cursor=${first.next}`);
    expect(second.messages.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.next).toBeUndefined();
    expect((await desk.ask('GET', `/contact-desk/queue/messages?cursor=${first.next}`)).status).toBe(400);
  });

  it('reads what a message says for a reason, which is recorded before', async () => {
    const [{ id } = { id: '' }] = (await list(`?type=${IMPORT}`)).messages;
    const path = `/contact-desk/queue/messages/${id}/body`;
    expect((await desk.ask('GET', path)).status).toBe(400);
    const read = await desk.ask<{ body: string }>('GET', path, { headers: { 'x-purpose': 'mending' } });
    expect(JSON.parse(read.body.body)).toMatchObject({ id, type: `dk.contact-sync.${IMPORT}` });
    const recorded = await desk.rows('select who, purpose, fields from contacts.audit where action = $1', [
      'read-message',
    ]);
    expect(recorded).toEqual([{ who: 'local', purpose: 'mending', fields: [id] }]);
    const nothing = `/contact-desk/queue/messages/${randomUUID()}/body`;
    expect((await desk.ask('GET', nothing, { headers: { 'x-purpose': 'mending' } })).status).toBe(404);
  });

  it('parks, releases with the attempts kept, and retries with them forgotten', async () => {
    const id = await task();
    expect((await act(id, 'park')).body).toMatchObject({ id, state: 'parked' });
    expect((await list('?state=parked')).messages.map((row) => row.id)).toEqual([id]);
    await setState(id, `attempts = 4, error_code = 'X', error_text = 'why'`);
    expect((await act(id, 'release')).body).toMatchObject({ state: 'waiting', attempts: 4, errorText: 'why' });
    expect((await act(id, 'park')).status).toBe(200);
    const retried = (await act(id, 'retry')).body;
    expect(retried).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(new Date(retried.dueAt ?? 0).getFullYear()).toBeLessThan(2099);
    await setState(id, `state = 'parked', due_at = null`);
  });

  it('ends a task without effect; what is ended is no longer shown unless asked for', async () => {
    const id = await task();
    expect((await act(id, 'obsolete')).body).toMatchObject({ state: 'obsolete' });
    expect((await list()).messages.map((row) => row.id)).not.toContain(id);
    expect((await list('?state=obsolete')).messages.map((row) => row.id)).toEqual([id]);
  });

  it('is told why something is not possible', async () => {
    const id = await task();
    await setState(id, `state = 'claimed', claim = gen_random_uuid()`);
    for (const action of ['retry', 'park', 'release', 'obsolete']) {
      expect(await act(id, action)).toMatchObject({ status: 409, body: { code: 'action-does-not-apply' } });
    }
    await setState(id, `state = 'done', claim = null, due_at = null, done_at = now()`);
    expect(await act(id, 'retry')).toMatchObject({
      status: 409,
      body: { detail: 'The message is a task in state done: retry does not apply' },
    });
    expect((await act(randomUUID(), 'retry')).status).toBe(404);
    expect((await act('nonsense', 'retry')).status).toBe(400);
    expect((await act(id, 'nonsense')).status).toBe(404);
  });

  it('sees how much there is, and which register is away', async () => {
    await pauseLane(desk.database.pool, 'cpr', {
      afterMs: 60_000,
      problem: { code: 'ECONNREFUSED', text: 'no connection' },
    });
    const { body } = await desk.ask('GET', '/contact-desk/queue/summary');
    expect(body).toMatchObject({
      counts: [
        { kind: 'task', type: IMPORT, state: 'open', count: 3 },
        { kind: 'task', type: IMPORT, state: 'parked', count: 1 },
      ],
      pausedLanes: [{ lane: 'cpr', errorCode: 'ECONNREFUSED' }],
    });
    const metrics = await fetch(`${desk.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(await metrics.text()).toMatch(/service_queue_messages\{[^}]*kind="task"[^}]*state="parked"[^}]*\} 1\n/);
  });
});
