import type { ContactSummary } from '@contact-sync/contact-register';
import { named, number, replaced, said } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

interface Page {
  contacts: ContactSummary[];
  next?: string;
}

describe('when contacts are found', () => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await runningDesk();
    await desk.register.applyBatch(desk.database.pool, [
      ...[1, 2, 3, 4, 5].map((n) => said(number(n), 3, { name: named(`Åse ${n}`, 'Østergård') })),
      said(number(6), 3, { name: named('Anna', 'Åberg') }),
      said(number(7), 2),
      replaced(number(7), number(6), 3),
    ]);
  });
  afterAll(() => desk.stop());

  const find = (body: object) =>
    desk.ask<Page>('POST', '/contact-desk/contacts/find', { body: { purpose: 'case 1', ...body } });
  const codes = ({ body }: { body: Page }) => body.contacts.map(({ nameCode }) => nameCode);
  const audited = async () =>
    (await desk.rows<{ count: number }>('select count(*)::int as count from contacts.audit'))[0]?.count;

  it('by the beginning of the whole name or of the surname, in any case of letters', async () => {
    expect(codes(await find({ name: 'åse 3' }))).toEqual([number(3)]);
    expect(codes(await find({ name: 'ÅBERG' }))).toEqual([number(6)]);
    expect(codes(await find({ nameType: 'J', name: 'åberg' }))).toEqual([]);
  });

  it('page by page, each person recorded once', async () => {
    const before = (await audited()) ?? 0;
    const first = await find({ name: 'Åse', limit: 2 });
    const second = await find({ name: 'Åse', limit: 2, cursor: first.body.next });
    const third = await find({ name: 'Åse', limit: 2, cursor: second.body.next });
    expect([...codes(first), ...codes(second), ...codes(third)]).toEqual([1, 2, 3, 4, 5].map(number));
    expect(third.body.next).toBeUndefined();
    expect(await audited()).toBe(before + 5);
  });

  it('with a cursor that tells nothing and fits its own search only', async () => {
    const { next = '' } = (await find({ name: 'Åse', limit: 2 })).body;
    expect(Buffer.from(next, 'base64url').toString('latin1')).not.toMatch(/after|Åse/);
    expect(await find({ name: 'Åb', limit: 2, cursor: next })).toMatchObject({
      status: 400,
      body: { code: 'unknown-cursor' },
    });
    expect((await find({ name: 'Åse', cursor: 'nonsense' })).status).toBe(400);
  });

  it('by code and by previous code', async () => {
    expect(codes(await find({ nameType: 'C', nameCode: number(6) }))).toEqual([number(6)]);
    expect(codes(await find({ nameType: 'C', nameCode: number(7) }))).toEqual([number(6)]);
  });

  it('by one of the two, a code with its type, a name of two letters, and for a purpose', async () => {
    for (const wrong of [
      {},
      { nameCode: number(1) },
      { name: 'Å' },
      { name: 'Åse', limit: 0 },
      { name: 'Åse', limit: 101 },
      { name: 'Åse', purpose: '' },
    ]) {
      expect((await find(wrong)).status).toBe(400);
    }
  });

  it('a search that finds nobody is recorded too', async () => {
    const before = (await audited()) ?? 0;
    expect(codes(await find({ name: 'Nobody' }))).toEqual([]);
    expect(await audited()).toBe(before + 1);
  });
});
