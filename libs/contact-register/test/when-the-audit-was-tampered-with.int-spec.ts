import { listAuditRoots } from '../src';
import { sealed, verified, writeAudit } from './audit-chain';
import { freshRegister, NOW, type TestRegister } from './people';

const ROWS = 20_000;
const NEXT_DAY = new Date('2026-03-21T00:30:00Z');
const DAY = '2026-03-20';

/** What only the owner of the database can do. Each case mends what it did, so that all share one chain. */
describe('when the audit was tampered with', () => {
  let test: TestRegister;
  let hash: string;
  beforeAll(async () => {
    test = await freshRegister();
    await writeAudit(test, ROWS);
    await sealed(test, NEXT_DAY);
    hash = (await listAuditRoots(test.database.pool))[0]?.hash ?? '';
    // A row that is sealed after the root.
    await writeAudit(test, 1, new Date('2026-03-21T00:20:00Z'));
    await sealed(test, NEXT_DAY);
    await test.asMigratingRole(
      `create temporary table kept as select * from contacts.audit where id in (77, 12345, 12346);
       create temporary table kept_link as select * from contacts.audit_link`,
    );
  });
  afterAll(() => test.drop());

  const RESTORE = `
    delete from contacts.audit where id in (select id from kept) or id > ${ROWS + 1};
    insert into contacts.audit overriding system value select * from kept`;
  const RESTORE_LINKS = 'truncate contacts.audit_link; insert into contacts.audit_link select * from kept_link';

  it('nothing is found before', async () => {
    expect(await verified(test)).toMatchObject({ checked: ROWS + 1, roots: 1, faults: 0, list: [] });
    expect(await verified(test, { kept: [{ day: DAY, hash: hash.toUpperCase() }] })).toMatchObject({ faults: 0 });
  });

  it.each([
    ['a purpose', `purpose = 'sag 99'`],
    ['who looked', `who = 'somebody else'`],
    ['whom', `contact_id = 4711`],
    ['the time, by a microsecond', `at = at + interval '1 microsecond'`],
    ['the time, to no time at all', `at = 'infinity'`],
    ['what was shown', `fields = '{name}'`],
    ['what was shown, to nothing known', 'fields = null'],
    ['how many were found', 'result_count = 7'],
  ])('a changed row: %s', async (_, change) => {
    await test.asMigratingRole(`update contacts.audit set ${change} where id = 12346`);
    expect(await verified(test)).toMatchObject({
      faults: 1,
      first: { kind: 'row-changed', position: 12346, auditId: '12346' },
    });
    await test.asMigratingRole(RESTORE);
  });

  it('removed rows, two of them', async () => {
    await test.asMigratingRole('delete from contacts.audit where id in (77, 12345)');
    expect(await verified(test)).toMatchObject({
      faults: 2,
      first: { kind: 'row-missing', position: 77, auditId: '77' },
      list: [{}, { kind: 'row-missing', position: 12345 }],
    });
    await test.asMigratingRole(RESTORE);
  });

  it('a removed link: the gap, and the row that now stands without', async () => {
    await test.asMigratingRole('delete from contacts.audit_link where position = 12345');
    expect((await verified(test)).list).toEqual([
      { kind: 'link-missing', position: 12345 },
      { kind: 'rows-unsealed', auditId: '12345', count: 1 },
    ]);
    await test.asMigratingRole(RESTORE_LINKS);
  });

  it('a row removed together with its link', async () => {
    await test.asMigratingRole(
      'delete from contacts.audit_link where position = 12345; delete from contacts.audit where id = 12345',
    );
    expect((await verified(test)).list).toEqual([{ kind: 'link-missing', position: 12345 }]);
    await test.asMigratingRole(`${RESTORE}; ${RESTORE_LINKS}`);
  });

  it('the end of the chain cut off, rows and links', async () => {
    await test.asMigratingRole(
      `create temporary table cut as select * from contacts.audit where id > 19990;
       delete from contacts.audit_link where position > 19990; delete from contacts.audit where id > 19990`,
    );
    expect((await verified(test)).list).toEqual([{ kind: 'root-differs', day: DAY, position: ROWS }]);
    await test.asMigratingRole(
      `insert into contacts.audit overriding system value select * from cut; ${RESTORE_LINKS}`,
    );
  });

  it('an inserted row: unsealed at first, sealed too late for its day afterwards', async () => {
    await writeAudit(test, 1, new Date(NOW.getTime() - 1000));
    expect((await verified(test)).list).toMatchObject([{ kind: 'rows-unsealed', count: 1 }]);
    await sealed(test, NEXT_DAY);
    expect((await verified(test)).list).toMatchObject([{ kind: 'row-after-root', position: ROWS + 2 }]);
    await test.asMigratingRole(`${RESTORE}; ${RESTORE_LINKS}`);
  });

  it('two rows whose places were changed', async () => {
    await test.asMigratingRole(
      `update contacts.audit_link set audit_id = -1 where position = 12345;
       update contacts.audit_link set audit_id = 12345 where position = 12346;
       update contacts.audit_link set audit_id = 12346 where position = 12345`,
    );
    const { list } = await verified(test);
    expect(list).toEqual([
      { kind: 'row-changed', position: 12345, auditId: '12346' },
      { kind: 'row-changed', position: 12346, auditId: '12345' },
    ]);
    await test.asMigratingRole(RESTORE_LINKS);
  });

  it('a changed or removed root', async () => {
    await test.asMigratingRole(`update contacts.audit_root set position = position - 1`);
    expect((await verified(test)).list).toEqual([{ kind: 'root-differs', day: DAY, position: ROWS - 1 }]);
    await test.asMigratingRole(`update contacts.audit_root set position = position + 1`);
    await test.asMigratingRole(
      'create temporary table root as table contacts.audit_root; delete from contacts.audit_root',
    );
    expect((await verified(test, { kept: [{ day: DAY, hash }] })).list).toEqual([
      { kind: 'kept-root-unknown', day: DAY },
    ]);
    await test.asMigratingRole('insert into contacts.audit_root table root');
  });

  it('a chain that was written anew as a whole fits itself, and not the root that an auditor kept', async () => {
    await test.asMigratingRole(
      `update contacts.audit set who = 'nobody' where id = 77;
       truncate contacts.audit_link; truncate contacts.audit_root`,
    );
    await sealed(test, NEXT_DAY);
    expect(await verified(test)).toMatchObject({ checked: ROWS + 1, roots: 1, faults: 0 });
    expect(await verified(test, { kept: [{ day: DAY, hash }] })).toMatchObject({
      faults: 1,
      first: { kind: 'kept-root-differs', day: DAY },
    });
    expect((await verified(test, { kept: [{ day: '2026-03-19', hash }] })).first).toEqual({
      kind: 'kept-root-unknown',
      day: '2026-03-19',
    });
  });
});
