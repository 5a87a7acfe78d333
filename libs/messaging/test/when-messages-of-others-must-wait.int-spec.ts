import type { Message } from '@contact-sync/contracts';
import { inTransaction, type Tx } from '@contact-sync/database';
import {
  actOnRow,
  type Delivery,
  findRows,
  mendMessage,
  notYetApplied,
  setAside,
  takeInbound,
  wakeInbound,
} from '@contact-sync/messaging';
import type { FreshDatabase } from '@contact-sync/testing';
import { randomUUID } from 'node:crypto';
import { claim } from '../src/queue/claim';
import { parkUnreadable } from '../src/queue/inbound';
import { freshServiceQueue, states } from './service-queue';

const QUEUE = 'desk.inbound';
const problem = { code: 'unknown-contact', text: 'no contact has this id' };

let database: FreshDatabase;
beforeAll(async () => void (database = await freshServiceQueue()));
afterEach(() => database.pool.query('delete from service_queue.message; delete from service_queue.inbox'));
afterAll(() => database.drop());

const said = (id: string, subject = 'K-1', source = '/esdh'): Message<object> => ({
  id,
  type: 'external-contact.changed.v1',
  source,
  subject,
  time: '2026-03-02T05:31:07.000Z',
  data: { name: { name1: 'Have' } },
});
const firstAttempt = (message: Message<object>): Delivery => ({ ...message, attempt: 1 });
const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(database.pool, work);
const take = (...messages: Message<object>[]) => inTx((tx) => takeInbound(tx, QUEUE, messages));
const keep = (tx: Tx, deliveries: readonly Delivery[], isLater = true) =>
  setAside(
    tx,
    QUEUE,
    deliveries.map((delivery) => ({ delivery, problem, later: isLater })),
    () => 0,
  );
const later = (...deliveries: Delivery[]) => inTx((tx) => keep(tx, deliveries));
const onlyRow = async () => {
  const rows = await findRows(database.pool, { limit: 10 });
  expect(rows).toHaveLength(1);
  return rows[0]!;
};
const claimed = async (id: string): Promise<Delivery> => {
  await database.pool.query('update service_queue.message set free_at = now() where id = $1', [id]);
  const token = randomUUID();
  const [row] = await claim(database.pool, [id], { token, leaseMs: 60_000 });
  return { ...said('1'), ...row?.envelope, attempt: row?.attempts ?? 0, claim: { id, token } };
};

describe('messages of others that cannot be applied yet', () => {
  it('are kept once, leave the inbox, and are tried after growing delays', async () => {
    await inTx(async (tx) => {
      const fresh = await notYetApplied(tx, QUEUE, [firstAttempt(said('1')), firstAttempt(said('2'))]);
      await keep(tx, fresh.slice(0, 1));
    });
    const row = await onlyRow();
    expect(row).toMatchObject({ subject: 'K-1', state: 'waiting', attempts: 1, errorCode: 'unknown-contact' });
    const wait = (row.dueAt ?? new Date(0)).getTime() - row.createdAt.getTime();
    expect(wait).toBeGreaterThan(1_500);
    expect(wait).toBeLessThan(4_000);
    const again = await inTx((tx) => notYetApplied(tx, QUEUE, [said('1'), said('2')]));
    expect(again.map(({ id }) => id)).toEqual(['1']);
    await later(firstAttempt(said('1')));
    const second = await claimed(row.id);
    expect(second.attempt).toBe(2);
    await later(second);
    expect(await onlyRow()).toMatchObject({ id: row.id, state: 'waiting', attempts: 2 });
  });

  it('are held after the twelfth attempt, with nothing stored of one whose claim is lost', async () => {
    await later(firstAttempt(said('1')));
    const { id } = await onlyRow();
    await database.pool.query('update service_queue.message set attempts = 11');
    const last = await claimed(id);
    await later(last);
    expect(await onlyRow()).toMatchObject({ state: 'held', attempts: 12 });
    await expect(later(last)).rejects.toThrow('not claimed by us');
  });

  it('are parked where time does not cure it', async () => {
    await inTx((tx) => keep(tx, [firstAttempt(said('1'))], false));
    const row = await onlyRow();
    expect(row).toMatchObject({ state: 'parked', errorCode: 'unknown-contact', errorText: problem.text });
    await actOnRow(database.pool, 'release', row.id);
    const second = await claimed(row.id);
    await inTx((tx) => keep(tx, [second], false));
    expect(await onlyRow()).toMatchObject({ id: row.id, state: 'parked', attempts: 2 });
  });

  it('are due at once, held ones too, when what they wait for has come; others stay', async () => {
    await later(firstAttempt(said('1')), firstAttempt(said('2')), firstAttempt(said('3', 'K-2')));
    await later(firstAttempt(said('4', 'K-1', '/other')));
    await database.pool.query(`update service_queue.message set state = 'held', due_at = null where origin_id = '2'`);
    const messages = [{ source: '/esdh', subject: 'K-1' }];
    expect(await inTx((tx) => wakeInbound(tx, { queue: QUEUE, code: 'other', messages }))).toBe(0);
    expect(await inTx((tx) => wakeInbound(tx, { queue: QUEUE, code: problem.code, messages }))).toBe(2);
    const { rows } = await database.pool.query<{ origin_id: string }>(
      `select origin_id from service_queue.message where due_at <= clock_timestamp() order by 1`,
    );
    expect(rows.map(({ origin_id }) => origin_id)).toEqual(['1', '2']);
  });
});

describe('messages that come by another road', () => {
  it('are taken once, and not when the queue has had them', async () => {
    await inTx((tx) => notYetApplied(tx, QUEUE, [said('1')]));
    expect(await take(said('1'), said('2'), said('2'), said('3'))).toEqual([
      { source: '/esdh', id: '2' },
      { source: '/esdh', id: '3' },
    ]);
    expect(await take(said('2'), said('3'))).toEqual([]);
    expect(await states(database)).toEqual({ open: 2 });
  });

  it('are all stored or none', async () => {
    const failing = inTx(async (tx) => {
      await takeInbound(tx, QUEUE, [said('1')]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await states(database)).toEqual({});
  });
});

describe('a message that is mended', () => {
  const park = (text: string) =>
    parkUnreadable(database.pool, QUEUE, [
      { body: Buffer.from(text), problem: { code: 'not-json', text: 'the body is not JSON in UTF-8' } },
    ]);
  const mend = (id: string, message: Message<object>) => mendMessage(database.pool, { id, message, by: 'anna' });

  it('keeps row and queue, and goes back to work as what it is now', async () => {
    await park('{');
    const { id } = await onlyRow();
    expect(await mend(id, said('9', 'K-9'))).toMatchObject({
      kind: 'done',
      row: { id, state: 'waiting', type: 'external-contact.changed.v1', subject: 'K-9', attempts: 1, mendedBy: 'anna' },
    });
    const token = randomUUID();
    expect(await claim(database.pool, [id], { token, leaseMs: 1000, type: 'case.opened.v1' })).toEqual([]);
    expect(await claim(database.pool, [id], { token, leaseMs: 1000 })).toMatchObject([
      {
        data: { name: { name1: 'Have' } },
        envelope: { id: '9', source: '/esdh', subject: 'K-9', time: said('9').time },
      },
    ]);
  });

  it('is not kept again when the faulty one comes again', async () => {
    await park('{');
    await mend((await onlyRow()).id, said('9'));
    await park('{');
    expect(await onlyRow()).toMatchObject({ originId: '9' });
  });

  it('is refused when it is neither parked nor held, unknown, or another of that id was had', async () => {
    await park('{');
    const { id } = await onlyRow();
    await take(said('8'));
    expect(await mend(id, said('8'))).toEqual({ kind: 'known' });
    await inTx((tx) => notYetApplied(tx, QUEUE, [said('7')]));
    expect(await mend(id, said('7'))).toEqual({ kind: 'known' });
    expect(await mend(randomUUID(), said('9'))).toEqual({ kind: 'unknown' });
    expect((await mend(id, said('9'))).kind).toBe('done');
    expect((await mend(id, said('9'))).kind).toBe('refused');
  });

  it('must be mended before it is released, where nobody could read it', async () => {
    await park('{');
    const { id } = await onlyRow();
    for (const action of ['release', 'retry'] as const) {
      expect((await actOnRow(database.pool, action, id)).kind).toBe('refused');
    }
    await mend(id, said('9'));
    await actOnRow(database.pool, 'park', id);
    expect((await actOnRow(database.pool, 'release', id)).kind).toBe('done');
  });
});

describe('messages that nobody can read', () => {
  const park = (body: Uint8Array) =>
    parkUnreadable(database.pool, QUEUE, [{ body, problem: { code: 'not-json', text: 'no' } }]);

  it('are told apart by every byte but those of a person number, which their fingerprint does not give away', async () => {
    for (const text of ['{"a":"6101801234"', '{"a":"6101804321"', '{"b":"6101801234"']) await park(Buffer.from(text));
    expect(await states(database)).toEqual({ parked: 2 });
    await park(Buffer.from([0xe6]));
    await park(Buffer.from([0xf8]));
    expect(await states(database)).toEqual({ parked: 4 });
  });
});
