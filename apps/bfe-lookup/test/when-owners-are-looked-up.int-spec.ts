import { PurposeMissing } from '@contact-sync/contact-register';
import { CallFailed } from '@contact-sync/outbound';
import type { BfeRegister, PropertyOwners } from '@contact-sync/registers-bfe';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { LookUp, type Looker } from '../src/lookups/look-up';
import { BfeDoor } from '../src/register/bfe-door';
import { found, ON, OWNERS, PropertyDesk } from './property-desk';

const NUMBER = '2154708';
const LOOKER: Looker = { who: 'jens', purpose: 'case 2026-17', seesProtected: false, owners: true };

const told: PropertyOwners = {
  bfeNumber: NUMBER,
  owners: [
    { holder: { kind: 'person', isProtected: true, name: 'Rigmor Madsen' }, isPrimaryContact: true, share: '1/2' },
    { holder: { kind: 'person', isProtected: false, name: 'Kaj Madsen' }, isPrimaryContact: false, share: '1/2' },
  ],
  administrators: [],
};

describe('when owners are looked up', () => {
  let database: FreshDatabase;
  let lookUp: LookUp;
  let owners: BfeRegister['owners'];
  let contactId: string;
  beforeAll(async () => {
    database = await freshDatabase({ owners: OWNERS });
    const desk = await PropertyDesk.on(database);
    [contactId = ''] = await desk.typed(NUMBER);
    await desk.end();
    const never = (): never => {
      throw new Error('not asked for here');
    };
    const register: Partial<BfeRegister> = {
      batch: 100,
      read: (numbers, context) => Promise.resolve(numbers.map((number) => found('Skovvej 12', number, context))),
      owners: (numbers) => owners(numbers),
    };
    const door = new BfeDoor({
      credentialsOf: () => ({ get: never, renew: never }),
      caller: { call: never },
      now: () => new Date(),
      open: () => register as BfeRegister,
    });
    lookUp = new LookUp({ pool: database.pool, door, now: () => new Date() });
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    owners = () => Promise.resolve([told]);
  });

  const audit = async () =>
    (
      await database.pool.query(
        'select who, purpose, contact_id::text, fields, result_count from contacts.audit order by id',
      )
    ).rows as Record<string, unknown>[];

  it('an intent is recorded before the register is asked, and what is shown before it is handed out', async () => {
    let before: Record<string, unknown>[] = [];
    owners = async () => {
      before = await audit();
      return [told];
    };
    const { found: shown } = await lookUp.find({ bfeNumbers: [NUMBER] }, ON, LOOKER);
    const row = { who: 'jens', purpose: 'case 2026-17', contact_id: null, fields: null, result_count: null };
    expect(before).toEqual([{ ...row, fields: ['owners'] }]);
    expect((await audit()).slice(1)).toEqual([
      { ...row, result_count: 1 },
      { ...row, contact_id: contactId, fields: [`owners of BFE ${NUMBER}`, 'name', 'address'], result_count: 2 },
    ]);
    expect(shown[0]).toMatchObject({ bfeNumber: NUMBER, contactId });
    expect(shown[0]?.owners).toEqual([
      { kind: 'person', protected: true, withheld: true, primaryContact: true, share: '1/2' },
      { kind: 'person', name: 'Kaj Madsen', primaryContact: false, share: '1/2' },
    ]);
  });

  it('who has the right sees protected persons, marked', async () => {
    const { found: shown } = await lookUp.find({ bfeNumbers: [NUMBER] }, ON, { ...LOOKER, seesProtected: true });
    expect(shown[0]?.owners?.[0]).toMatchObject({ name: 'Rigmor Madsen', protected: true });
  });

  it('a register that refuses owners is said, and the rest stands', async () => {
    owners = () => Promise.reject(new CallFailed('refused', 'http-403'));
    const answer = await lookUp.find({ bfeNumbers: [NUMBER] }, ON, LOOKER);
    expect(answer).toMatchObject({ found: [{ name: 'Skovvej 12' }], ownersMissing: { code: 'http-403' } });
    expect(answer.found[0]).not.toHaveProperty('owners');
  });

  it('without a purpose nothing is asked for', async () => {
    let asked = false;
    owners = () => {
      asked = true;
      return Promise.resolve([]);
    };
    const { purpose: _, ...nobody } = LOOKER;
    for (const looker of [nobody, { ...LOOKER, purpose: ' ' }])
      await expect(lookUp.find({ bfeNumbers: [NUMBER] }, ON, looker)).rejects.toThrow(PurposeMissing);
    expect(asked).toBe(false);
  });
});
