import {
  endByHand,
  findCase,
  findPartiesOnOpenCases,
  listCasesOf,
  listExternalIds,
  tellCases,
  tellExternalContacts,
  tellParties,
} from '../src';
import type { ContactRef, TellOutcome, TellPartiesOptions, Told } from '../src';
import { companyNumbers, makeCompany, tell, told } from './other-systems';
import { freshRegister, NOW, number, replaced, said } from './people';
import type { TestRegister } from './people';

const SOURCE = '/cases';

describe('when a party is told', () => {
  let test: TestRegister;
  const codes = companyNumbers(9);
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  let n = 0;
  const next = (): Told => told(SOURCE, (n += 1));
  const party = async (caseId: string, contact: ContactRef, isParty = true, options?: TellPartiesOptions) =>
    firstOf(
      await tell(test, (tx) => tellParties(tx, [{ told: next(), caseId, contact, party: isParty }], NOW, options)),
    );
  const open = (caseId: string) => tell(test, (tx) => tellCases(tx, [{ told: next(), caseId, state: 'open' }]));
  const register = async (externalId: string, contactId: string) =>
    firstOf(
      await tell(test, (tx) =>
        tellExternalContacts(tx, [{ told: next(), externalId, kind: 'created', nameType: 'J', contactId }], NOW),
      ),
    );
  const partiesOf = async (caseId: string) => (await findCase(test.database.pool, SOURCE, caseId))?.parties;
  const end = (contactId: string) =>
    tell(test, (tx) => endByHand(tx, contactId, { date: '2026-02-28' }, { by: 'kim', now: NOW, seesProtected: true }));
  const company = (at: number) => makeCompany(test, codes[at] ?? '');
  const flagged = () =>
    test.rows<{ subject: string; data: unknown }>(
      `select subject, data from service_queue.message where type = 'contact.flagged.v1' order by created_at, id`,
    );

  it('a case is its id, its state and its parties; removing and repeating count once', async () => {
    const contactId = await company(0);
    expect(await findCase(test.database.pool, SOURCE, 'S1')).toBeUndefined();
    expect(await party('S1', { contactId })).toEqual({ outcome: 'applied', contactId });
    expect(await findCase(test.database.pool, SOURCE, 'S1')).toEqual({
      source: SOURCE,
      caseId: 'S1',
      parties: [contactId],
      awaiting: [],
    });
    await open('S1');
    expect(await listCasesOf(test.database.pool, contactId)).toEqual([{ source: SOURCE, caseId: 'S1', state: 'open' }]);
    expect(await findCase(test.database.pool, '/other', 'S1')).toBeUndefined();
    const removed = { told: next(), caseId: 'S1', contact: { contactId }, party: false };
    const outcomes = await tell(test, (tx) => tellParties(tx, [removed, removed], NOW));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'stale']);
    expect(await partiesOf('S1')).toEqual([]);
  });

  it("of several statements on a case in one batch the latest counts, by the source's own count before its time", async () => {
    const source = '/counting';
    const [opened, closed, reopened] = [told(source, 3, 1), told(source, 1, 2), told(source, 2, 10)];
    const statements = [
      { told: closed, caseId: 'S1', state: 'closed' as const },
      { told: reopened, caseId: 'S1', state: 'open' as const },
      { told: told(source, 9), caseId: 'S1', state: 'closed' as const },
      { told: opened, caseId: 'S1', state: 'open' as const },
    ];
    const outcomes = await tell(test, (tx) => tellCases(tx, statements));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['stale', 'applied', 'stale', 'stale']);
    expect((await findCase(test.database.pool, source, 'S1'))?.state).toBe('open');
  });

  it('a contact that is not there is not stored, and holds up none of the others', async () => {
    const contactId = await company(1);
    const named: ContactRef[] = [
      { contactId: '999999999' },
      { contactId: '99999999999999999999' },
      { nameType: 'J', nameCode: '00000000' },
      { contactId },
    ];
    const outcomes = await tell(test, (tx) =>
      tellParties(
        tx,
        named.map((contact) => ({ told: next(), caseId: 'S2', contact, party: true })),
        NOW,
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'unknown-contact',
      'unknown-contact',
      'unknown-contact',
      'applied',
    ]);
    expect(await partiesOf('S2')).toEqual([contactId]);
  });

  it('by an external id: before its registration it waits, afterwards it counts, and it follows the id', async () => {
    const [first, second] = [await company(2), await company(3)];
    expect(await party('S3', { externalId: 'X3' })).toEqual({ outcome: 'awaiting-external-id' });
    expect(await findCase(test.database.pool, SOURCE, 'S3')).toMatchObject({ parties: [], awaiting: ['X3'] });
    await register('X3', first);
    expect(await findCase(test.database.pool, SOURCE, 'S3')).toMatchObject({ parties: [first], awaiting: [] });
    expect(await party('S4', { externalId: 'X3' })).toEqual({ outcome: 'applied', contactId: first });
    expect(await listExternalIds(test.database.pool, first)).toEqual([{ source: SOURCE, externalId: 'X3' }]);
    // The same contact by another of its names: the later word counts.
    expect(await party('S4', { contactId: first }, false)).toMatchObject({ outcome: 'applied' });
    expect(await partiesOf('S4')).toEqual([]);
    await register('X3', second);
    expect(await partiesOf('S3')).toEqual([second]);
    // The same id of another system is another id.
    const other = { told: told('/other', 1), caseId: 'S3', contact: { externalId: 'X3' }, party: true };
    expect(await tell(test, (tx) => tellParties(tx, [other], NOW))).toEqual([{ outcome: 'awaiting-external-id' }]);
  });

  it('who has an end date becomes a party all the same, and it is announced once (CPR-3)', async () => {
    const contactId = await company(4);
    await party('S5', { contactId });
    await end(contactId);
    expect(await party('S5', { contactId })).toMatchObject({ outcome: 'applied' });
    const again = { told: next(), caseId: 'S6', contact: { contactId }, party: true };
    const twice = await tell(test, (tx) => tellParties(tx, [again, again], NOW));
    expect(twice.map(({ outcome }) => outcome)).toEqual(['flagged', 'stale']);
    expect(await tell(test, (tx) => tellParties(tx, [again], NOW))).toMatchObject([{ outcome: 'stale' }]);
    expect(await partiesOf('S6')).toEqual([contactId]);
    expect(await flagged()).toEqual([
      {
        subject: contactId,
        data: { nameType: 'J', reason: 'party-after-end', caseSource: SOURCE, caseId: 'S6' },
      },
    ]);
  });

  it('our own API does not add who has an end date, leaves who is there, and lets everybody go', async () => {
    const contactId = await company(5);
    await party('S7', { contactId });
    await end(contactId);
    const refuseEnded = true;
    expect(await party('S8', { contactId }, true, { refuseEnded })).toEqual({ outcome: 'ended', contactId });
    expect(await findCase(test.database.pool, SOURCE, 'S8')).toBeUndefined();
    expect(await party('S7', { contactId }, true, { refuseEnded })).toMatchObject({ outcome: 'applied' });
    expect(await party('S7', { contactId }, false, { refuseEnded })).toMatchObject({ outcome: 'applied' });
    expect(await partiesOf('S7')).toEqual([]);
  });

  it('an external id that is registered with an ended contact announces the parties that waited', async () => {
    const contactId = await company(6);
    await end(contactId);
    await party('S9', { externalId: 'X9' });
    await party('S10', { externalId: 'X9' });
    await party('S10', { externalId: 'X9' }, false);
    const before = (await flagged()).length;
    await register('X9', contactId);
    expect((await flagged()).slice(before)).toMatchObject([{ subject: contactId, data: { caseId: 'S9' } }]);
  });

  it('parties of a superseded contact are those of the one that lives on, and come back when that is undone', async () => {
    const apply = (...seen: ReturnType<typeof said>[]) => test.register.applyBatch(test.database.pool, seen);
    const idOf = async (pnr: string): Promise<string> => (await apply(said(pnr, 3)))[0]?.contactId ?? '';
    const old = await idOf(number(1));
    const young = await idOf(number(2));
    await open('S11');
    await party('S11', { contactId: young });
    await open('S12');
    await party('S12', { contactId: old });
    await apply(replaced(number(1), number(2), 4));
    expect(await partiesOf('S11')).toEqual([old]);
    expect(await partiesOf('S12')).toEqual([old]);
    expect(await listCasesOf(test.database.pool, old)).toHaveLength(2);
    expect(await findPartiesOnOpenCases(test.database.pool, [old, young])).toEqual(new Set([old]));
    // Named by the contact that lives on, the same person leaves the case.
    expect(await party('S11', { nameType: 'C', nameCode: number(1) }, false)).toMatchObject({ contactId: old });
    expect(await party('S12', { contactId: young }, false)).toMatchObject({ contactId: old });
    expect([await partiesOf('S11'), await partiesOf('S12')]).toEqual([[], []]);
    await apply(said(number(1), 5));
    expect(await partiesOf('S11')).toEqual([young]);
    expect(await partiesOf('S12')).toEqual([old]);
  });
});

function firstOf(outcomes: readonly TellOutcome[]): TellOutcome | undefined {
  return outcomes[0];
}
