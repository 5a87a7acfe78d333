import { inTransaction } from '@contact-sync/database';
import { findHold, listHolds, releaseHold } from '../src';
import { clock, freshRegister, NOW, number, said } from './people';
import type { TestRegister } from './people';

describe('when the database refuses a value', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  const refused = (n: number, day: number) => said(number(n), day, { name: { fields: { name1: 'Hemmelig\u0000' } } });

  it('holds only that subject, and stores the others', async () => {
    const batch = Array.from({ length: 20 }, (_, n) => (n === 13 ? refused(n, 3) : said(number(n), 3)));
    const applied = await test.register.applyBatch(test.database.pool, batch);
    expect(applied.map(({ outcome }) => outcome)).toEqual(batch.map((_, n) => (n === 13 ? 'held' : 'created')));
    expect(applied.map(({ subject }) => subject.nameCode)).toEqual(batch.map(({ subject }) => subject.nameCode));
    const events = await test.takeEvents();
    expect(events.filter((type) => type === 'contact.created.v1')).toHaveLength(19);
    expect(events.filter((type) => type === 'contact.held.v1')).toHaveLength(1);
  });

  it('the hold tells where to read again and why, and nothing of the person', async () => {
    const [hold] = await test.rows<Record<string, unknown>>('select * from contacts.hold');
    expect(hold).toMatchObject({
      name_code: number(13),
      clock: clock(3),
      source: 'D260303',
      lines: [7, 8],
      road: 'file',
    });
    expect(hold?.reason).toBe('refused by the database: 22021');
    const { name_code: _subject, ...rest } = hold ?? {};
    expect(JSON.stringify(rest)).not.toMatch(/Hemmelig|61018/);
  });

  it('a later statement that applies releases it; one that is older does not', async () => {
    await test.register.applyBatch(test.database.pool, [said(number(13), 2)]);
    expect(await listHolds(test.database.pool, { limit: 10 })).toHaveLength(1);
    await test.takeEvents();
    const [applied] = await test.register.applyBatch(test.database.pool, [
      said(number(13), 4, { name: { fields: { name1: 'Berta', name2: 'Holm' } } }),
    ]);
    expect(applied?.outcome).toBe('changed');
    expect(await listHolds(test.database.pool, { limit: 10 })).toEqual([]);
    expect(await test.takeEvents()).toContain('contact.released.v1');
  });

  it('the same delivery releases it once it is mended, whichever content sorts first', async () => {
    const damaged = { ...refused(34, 3), clock: clock(3, 'ffffffff') };
    await test.register.applyBatch(test.database.pool, [damaged]);
    const mended = { ...said(number(34), 3), clock: clock(3, '11111111') };
    expect(await test.register.applyBatch(test.database.pool, [mended])).toMatchObject([{ outcome: 'created' }]);
    expect(await listHolds(test.database.pool, { limit: 10 })).toEqual([]);
  });

  it('the contact has the id under which it was held', async () => {
    const [held] = await test.register.applyBatch(test.database.pool, [refused(30, 3)]);
    const [stored] = await test.register.applyBatch(test.database.pool, [said(number(30), 4)]);
    expect(held?.contactId).toBeDefined();
    expect(stored).toMatchObject({ outcome: 'created', contactId: held?.contactId });
  });

  it('its service is told whom to read again and where, for as long as it is open', async () => {
    await test.register.applyBatch(test.database.pool, [refused(32, 3)]);
    const [{ id } = { id: '' }] = await test.rows<{ id: string }>(
      'select id::text from contacts.hold where name_code = $1',
      [number(32)],
    );
    expect(await findHold(test.database.pool, id)).toEqual({
      register: 'cpr',
      subject: { nameType: 'C', nameCode: number(32) },
      clock: clock(3),
      origin: { road: 'file', source: 'D260303', lines: [7, 8] },
    });
    await test.takeEvents();
    expect(await inTransaction(test.database.pool, (tx) => releaseHold(tx, id, null, NOW))).toBe(true);
    expect(await test.rows('select released_by, released_at from contacts.hold where id = $1', [id])).toEqual([
      { released_by: null, released_at: NOW },
    ]);
    expect(await test.takeEvents()).toEqual(['contact.released.v1']);
    expect(await findHold(test.database.pool, id)).toBeUndefined();
  });

  it('a person may release it', async () => {
    await test.register.applyBatch(test.database.pool, [refused(31, 3)]);
    const [hold] = await listHolds(test.database.pool, { register: 'cpr', limit: 10 });
    const release = () => inTransaction(test.database.pool, (tx) => releaseHold(tx, hold?.id ?? '', 'kim', NOW));
    expect(await release()).toBe(true);
    expect(await release()).toBe(false);
  });

  it('subjects that could not be read at all can be held too, once each', async () => {
    const { register, subject, origin } = said(number(40), 3);
    const hold = (day: number) => ({ register, subject, clock: clock(day), origin, reason: 'bad record 001' });
    await test.takeEvents();
    await inTransaction(test.database.pool, (tx) => test.register.hold(tx, [hold(3), hold(3)]));
    await inTransaction(test.database.pool, (tx) => test.register.hold(tx, [hold(4)]));
    expect(await listHolds(test.database.pool, { limit: 10 })).toMatchObject([{ reason: 'bad record 001' }]);
    expect(await test.takeEvents()).toEqual(['contact.held.v1']);
  });
});
