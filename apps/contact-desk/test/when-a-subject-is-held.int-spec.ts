import type { HoldView } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { number, said } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

describe('when a subject is held', () => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await runningDesk();
    const holds = [1, 2, 3].map((n) => {
      const { register, subject, clock, origin } = said(number(n), 3);
      return { register, subject, clock, origin, reason: 'bad-record' };
    });
    await inTransaction(desk.database.pool, (tx) => desk.register.hold(tx, holds));
  });
  afterAll(() => desk.stop());

  const list = async (query = '') =>
    (await desk.ask<{ holds: HoldView[]; next?: string }>('GET', `/contact-desk/holds${query}`)).body;

  it('it is listed with where and why, without the person', async () => {
    const first = await list('?limit=2&register=cpr');
    expect(first.holds).toMatchObject([
      { register: 'cpr', nameType: 'C', source: 'd260303.l110901', lines: [7, 8], reason: 'bad-record' },
      {},
    ]);
    expect(JSON.stringify(first)).not.toContain('610180');
    expect((await list(`?limit=2&cursor=${first.next}`)).holds).toHaveLength(1);
    expect((await list('?register=sor')).holds).toEqual([]);
  });

  it('a person has it tried again: one task, however often it is asked for', async () => {
    const [hold] = (await list()).holds;
    const path = `/contact-desk/holds/${hold?.id}/retry`;
    expect(await desk.ask('POST', path)).toMatchObject({ status: 202 });
    expect((await desk.ask('POST', path)).status).toBe(202);
    const tasks = await desk.rows(`select type, subject, data, state from service_queue.message where kind = 'task'`);
    expect(tasks).toEqual([
      { type: 'cpr-sync.hold.retry.v1', subject: hold?.id, data: { holdId: hold?.id }, state: 'open' },
    ]);
    expect((await desk.ask('POST', '/contact-desk/holds/x/retry')).status).toBe(404);
    expect((await desk.ask('POST', '/contact-desk/holds/99/retry')).status).toBe(404);
  });

  it('a held SOR unit is tried again by the service that has its file', async () => {
    const origin = { road: 'file', source: 'SorEntity_daily.csv', lines: [7] };
    const subject = { nameType: 'H', nameCode: '11000016002' };
    await inTransaction(desk.database.pool, (tx) =>
      desk.register.hold(tx, [{ register: 'sor', subject, clock: '20260303', origin, reason: 'bad-field: ToDate' }]),
    );
    const [hold] = (await list('?register=sor')).holds;
    expect(await desk.ask('POST', `/contact-desk/holds/${hold?.id}/retry`)).toMatchObject({ status: 202 });
    const tasks = await desk.rows(
      `select type, data from service_queue.message where kind = 'task' and subject = '${hold?.id}'`,
    );
    expect(tasks).toEqual([{ type: 'sor-import.hold.retry.v1', data: { holdId: hold?.id } }]);
  });

  it('what no file holds cannot be tried again', async () => {
    const { register, subject, clock } = said(number(4), 3);
    const origin = { road: 'online', source: 'look-up' };
    await inTransaction(desk.database.pool, (tx) =>
      desk.register.hold(tx, [{ register, subject, clock, origin, reason: 'bad-record' }]),
    );
    const hold = (await list()).holds.find(({ road }) => road === 'online');
    expect(await desk.ask('POST', `/contact-desk/holds/${hold?.id}/retry`)).toMatchObject({
      status: 409,
      body: { code: 'not-in-a-file' },
    });
  });

  it('a person releases it, once, and others hear of it', async () => {
    const [hold] = (await list()).holds;
    const path = `/contact-desk/holds/${hold?.id}/release`;
    expect((await desk.ask('POST', path)).status).toBe(204);
    expect((await list()).holds.map(({ id }) => id)).not.toContain(hold?.id);
    expect(await desk.rows('select released_by from contacts.hold where released_at is not null')).toEqual([
      { released_by: 'local' },
    ]);
    expect(
      await desk.rows(`select subject, data from service_queue.message where type = 'contact.released.v1'`),
    ).toMatchObject([{ subject: hold?.contactId, data: { holdId: hold?.id, by: 'person' } }]);
    expect((await desk.ask('POST', path)).status).toBe(404);
    expect((await desk.ask('POST', `/contact-desk/holds/${hold?.id}/retry`)).status).toBe(404);
    expect((await desk.ask('POST', '/contact-desk/holds/x/release')).status).toBe(404);
  });
});
