import { freshRegister, number, said } from './people';
import type { TestRegister } from './people';

describe('when the running role tries to alter', () => {
  let test: TestRegister;
  beforeAll(async () => {
    test = await freshRegister();
    await test.register.applyBatch(test.database.pool, [said(number(1), 3)]);
  });
  afterAll(() => test.drop());

  it.each([
    'alter table contacts.contact add column x text',
    'drop table contacts.address',
    'create table contacts.mine (x text)',
    'truncate contacts.history',
    'update contacts.history set at = at',
    'delete from contacts.history',
    'update contacts.audit set who = who',
    'delete from contacts.audit',
    'truncate contacts.audit',
    'update contacts.audit_link set hash = hash',
    'delete from contacts.audit_link',
    'truncate contacts.audit_link',
    'update contacts.audit_root set position = position',
    'delete from contacts.audit_root',
    'truncate contacts.audit_root',
    'alter table contacts.audit disable trigger all',
    'delete from contacts.contact',
    'delete from contacts.hold',
    'update contacts.origin set road = road',
    'delete from contacts.case_file',
    'delete from contacts.party',
    'delete from contacts.external_id',
    'alter table contacts.external_edit add column x text',
  ])('is refused: %s', async (statement) => {
    await expect(test.database.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});
