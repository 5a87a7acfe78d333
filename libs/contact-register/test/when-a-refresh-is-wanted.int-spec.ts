import { inTransaction } from '@contact-sync/database';
import { findRefreshWish, tellExternalContacts, wantRefresh } from '../src';
import type { ContactRef, TellOutcome, Told } from '../src';
import { tell, told } from './other-systems';
import { freshRegister, NOW, number, replaced, said } from './people';
import type { TestRegister } from './people';

describe('when a refresh is wanted', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  const FINGERPRINT = 'as before';
  const apply = async (n: number, day: number) => {
    const [applied] = await test.register.applyBatch(test.database.pool, [
      said(number(n), day, {}, { fingerprint: FINGERPRINT }),
    ]);
    return applied;
  };
  const recognises = async (n: number, day: number): Promise<boolean> => {
    const { register, subject, asOf, origin, clock } = said(number(n), day);
    const sighting = { register, ...subject, asOf, origin, clock, fingerprint: FINGERPRINT };
    const found = await inTransaction(test.database.pool, (tx) => test.register.recognise(tx, [sighting]));
    return found.size > 0;
  };
  const want = (contact: ContactRef, at: Told): Promise<TellOutcome[]> =>
    tell(test, (tx) => wantRefresh(tx, [{ told: at, contact }]));
  const wish = (contactId: string) => findRefreshWish(test.database.pool, contactId);

  it('the next statement is read in full though it says the same, and fulfils the wish', async () => {
    const contactId = (await apply(1, 3))?.contactId ?? '';
    expect(await recognises(1, 4)).toBe(true);
    const at = told('/cases', 1);
    expect(await want({ contactId }, at)).toEqual([{ outcome: 'applied', contactId }]);
    expect(await wish(contactId)).toEqual({ contactId, wantedAt: at.time, wantedBy: '/cases' });
    expect(await recognises(1, 5)).toBe(false);
    expect((await apply(1, 5))?.outcome).toBe('unchanged');
    expect(await wish(contactId)).toBeUndefined();
    expect(await recognises(1, 6)).toBe(true);
  });

  it('an older statement fulfils nothing', async () => {
    const contactId = (await apply(2, 4))?.contactId ?? '';
    await want({ contactId }, told('/cases', 1));
    expect((await apply(2, 3))?.outcome).toBe('stale');
    expect(await wish(contactId)).toBeDefined();
  });

  it('the latest of several wishes stays, whatever order they come in', async () => {
    const contactId = (await apply(3, 3))?.contactId ?? '';
    const source = '/cases';
    await tell(test, (tx) =>
      tellExternalContacts(
        tx,
        [{ told: told(source, 1), externalId: 'X', kind: 'created', nameType: 'C', contactId }],
        NOW,
      ),
    );
    const late = told(source, 9);
    expect(await want({ externalId: 'X' }, late)).toMatchObject([{ outcome: 'applied', contactId }]);
    expect(await want({ nameType: 'C', nameCode: number(3) }, told('/other', 2))).toMatchObject([{ outcome: 'stale' }]);
    expect(await want({ contactId }, late)).toMatchObject([{ outcome: 'stale' }]);
    expect(await wish(contactId)).toMatchObject({ wantedAt: late.time, wantedBy: source });
    expect(await want({ externalId: 'unheard of' }, late)).toEqual([{ outcome: 'unknown-contact' }]);
  });

  it('a wish for a contact that is superseded is fulfilled with that', async () => {
    await apply(5, 3);
    const young = (await apply(6, 3))?.contactId ?? '';
    await want({ contactId: young }, told('/cases', 1));
    const [applied] = await test.register.applyBatch(test.database.pool, [replaced(number(5), number(6), 4)]);
    expect(applied?.outcome).toBe('changed');
    expect(await wish(young)).toBeUndefined();
  });

  it('a wish that comes while the contact is being applied is not forgotten', async () => {
    const contactId = (await apply(4, 3))?.contactId ?? '';
    let wished: Promise<unknown> = Promise.resolve();
    await inTransaction(test.database.pool, async (tx) => {
      await test.register.apply(tx, [said(number(4), 4, {}, { fingerprint: FINGERPRINT })]);
      wished = want({ contactId }, told('/cases', 1));
    });
    await wished;
    expect(await wish(contactId)).toBeDefined();
    expect(await recognises(4, 5)).toBe(false);
  });
});
