import type { Applied } from '../src';
import { freshRegister, number, said } from './people';
import type { TestRegister } from './people';

describe('when something is stored with a batch', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  const contacts = () => test.rows('select name_code from contacts.contact order by id');
  /** A name that PostgreSQL refuses: text cannot hold NUL. */
  const refused = (n: number) => said(number(n), 3, { name: { fields: { name1: 'A\u0000' } } });

  it('is told what each transaction stored, the held subject in one of its own', async () => {
    const told: (readonly Applied[])[] = [];
    const applied = await test.register.applyBatch(
      test.database.pool,
      [said(number(1), 3), refused(2), said(number(3), 3)],
      { also: (_tx, some) => Promise.resolve(void told.push(some)) },
    );
    expect(applied.map(({ outcome }) => outcome)).toEqual(['created', 'held', 'created']);
    expect(told.flat()).toEqual(applied);
    expect(told.map((some) => some.map(({ outcome }) => outcome))).toContainEqual(['held']);
  });

  it('is stored together with the batch or not at all', async () => {
    const before = await contacts();
    const failing = test.register.applyBatch(test.database.pool, [said(number(4), 3)], {
      also: async (tx) => void (await tx.query('select from nowhere')),
    });
    await expect(failing).rejects.toMatchObject({ code: '42P01' });
    expect(await contacts()).toEqual(before);
  });

  it('a preview tells what would become of the observations, and stores nothing', async () => {
    const before = await contacts();
    await test.takeEvents();
    const changed = said(number(1), 4, { name: { fields: { name1: 'Else' } } });
    const applied = await test.register.applyBatch(test.database.pool, [said(number(5), 3), changed, refused(6)], {
      preview: true,
    });
    expect(applied.map(({ outcome }) => outcome)).toEqual(['created', 'changed', 'held']);
    expect(await contacts()).toEqual(before);
    expect(await test.takeEvents()).toEqual([]);
    expect(await test.rows('select from contacts.hold where name_code = $1', [number(6)])).toEqual([]);
  });
});
