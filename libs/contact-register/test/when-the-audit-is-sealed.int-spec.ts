import { inTransaction, openPool } from '@contact-sync/database';
import { waitFor } from '@contact-sync/testing';
import { listAuditRoots, readChainState, sealAudit, verifyAudit } from '../src';
import { look, looked, sealed, verified, writeAudit } from './audit-chain';
import { freshRegister, NOW, type TestRegister } from './people';

const at = (time: string): Date => new Date(time);

describe('when the audit is sealed', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());
  beforeEach(() =>
    test.asMigratingRole(
      `truncate contacts.audit, contacts.audit_link, contacts.audit_root;
       delete from service_queue.message where type = 'audit.rooted.v1'`,
    ),
  );

  const links = () =>
    test.rows<{ position: number; who: string }>(
      `select l.position, a.who from contacts.audit_link l join contacts.audit a on a.id = l.audit_id order by 1`,
    );

  it('each row gets one link, in order, and nothing is sealed twice', async () => {
    await looked(test, 'kim');
    await looked(test, 'bo');
    expect(await sealed(test)).toEqual({ sealed: 2, roots: [] });
    expect(await sealed(test)).toEqual({ sealed: 0, roots: [] });
    await looked(test, 'eva');
    expect(await sealed(test)).toMatchObject({ sealed: 1 });
    expect(await links()).toEqual([
      { position: 1, who: 'kim' },
      { position: 2, who: 'bo' },
      { position: 3, who: 'eva' },
    ]);
    expect(await verified(test)).toMatchObject({ checked: 3, faults: 0 });
  });

  it('a row that commits after later ones is sealed after them; ids that were rolled back leave no trace', async () => {
    const late = await test.database.pool.connect();
    await late.query('begin');
    await look(late, 'late');
    const failing = inTransaction(test.database.pool, async (tx) => {
      await look(tx, 'never');
      throw new Error('not handed out');
    });
    await expect(failing).rejects.toThrow('not handed out');
    await looked(test, 'kim');
    await sealed(test);
    await late.query('commit');
    late.release();
    await sealed(test);
    expect((await links()).map(({ who }) => who)).toEqual(['kim', 'late']);
    expect(await verified(test)).toMatchObject({ checked: 2, faults: 0 });
  });

  it('many sealers beside many writers seal every row once', async () => {
    let writing = true;
    const sealers = [1, 2, 3].map(async () => {
      while (writing) await sealed(test);
    });
    await Promise.all(
      [1, 2, 3, 4].map(async (writer) => {
        for (let n = 0; n < 100; n += 1) await looked(test, `writer ${writer}`);
      }),
    );
    writing = false;
    await Promise.all(sealers);
    await sealed(test);
    expect((await links()).map(({ position }) => position)).toEqual(Array.from({ length: 400 }, (_, n) => n + 1));
    expect(await verified(test)).toMatchObject({ checked: 400, faults: 0 });
  });

  it('a sealer that is killed leaves nothing half, and the next one goes on', async () => {
    await looked(test, 'kim');
    await looked(test, 'bo');
    const doomed = openPool(test.database.runUrl, { max: 1, applicationName: 'doomed' });
    const holder = await test.database.pool.connect();
    await holder.query('begin');
    // Inserts wait for this: the sealer is stopped after it has taken its lock and read the rows.
    await test.asMigratingRole('begin; lock table contacts.audit_link in share mode');
    const dying = sealAudit(doomed, { now: () => NOW }).catch((error: unknown) => error);
    await waitFor(
      async () =>
        (await holder.query(`select from pg_locks where relation = 'contacts.audit_link'::regclass and not granted`))
          .rowCount === 1,
      { what: 'a sealer that waits' },
    );
    await test.asMigratingRole(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'; commit`,
    );
    expect(await dying).toBeInstanceOf(Error);
    await holder.query('commit');
    holder.release();
    await doomed.end();
    expect(await links()).toEqual([]);
    expect(await sealed(test)).toMatchObject({ sealed: 2 });
    expect(await verified(test)).toMatchObject({ checked: 2, faults: 0 });
  });

  it('the seal does not depend on how a session shows times, bytes and numbers', async () => {
    await writeAudit(test, 50);
    const url = new URL(test.database.runUrl);
    const odd = '-c timezone=America/St_Johns -c datestyle=SQL,DMY -c bytea_output=escape -c extra_float_digits=-5';
    url.searchParams.set('options', `${url.searchParams.get('options') ?? ''} ${odd}`);
    const elsewhere = openPool(url.toString(), { max: 1, applicationName: 'odd' });
    expect((await sealAudit(elsewhere, { now: () => NOW })).sealed).toBe(50);
    expect(await verified(test)).toMatchObject({ checked: 50, faults: 0 });
    expect(await verifyAudit(elsewhere, { now: () => NOW })).toMatchObject({ checked: 50, faults: 0 });
    await elsewhere.end();
  });

  describe('and a day is over', () => {
    const event = () =>
      test.rows(
        `select subject, data, source from service_queue.message where type = 'audit.rooted.v1' order by subject`,
      );

    it('its root is taken ten minutes later, once, and told to others', async () => {
      await looked(test, 'kim', at('2026-03-20T23:59:59Z'));
      expect(await sealed(test, at('2026-03-21T00:09:59Z'))).toEqual({ sealed: 1, roots: [] });
      const both = await Promise.all([
        sealed(test, at('2026-03-21T00:10:00Z')),
        sealed(test, at('2026-03-21T00:10:00Z')),
      ]);
      const [root] = both.flatMap(({ roots }) => roots);
      expect(root).toEqual({ day: '2026-03-20', position: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(await listAuditRoots(test.database.pool, { limit: 10 })).toEqual([root]);
      expect(await event()).toEqual([{ subject: '2026-03-20', data: root, source: '/contact-sync/contact-register' }]);
      expect(await verified(test)).toMatchObject({ roots: 1, faults: 0 });
    });

    it('days that were missed get a root each, so that no day between is without', async () => {
      await looked(test, 'kim', at('2026-03-20T10:00:00Z'));
      await sealed(test, at('2026-03-21T01:00:00Z'));
      await looked(test, 'bo', at('2026-03-23T10:00:00Z'));
      const { roots } = await sealed(test, at('2026-03-24T01:00:00Z'));
      expect(roots.map(({ day, position }) => [day, position])).toEqual([
        ['2026-03-21', 2],
        ['2026-03-22', 2],
        ['2026-03-23', 2],
      ]);
      expect(await event()).toHaveLength(4);
      expect(await verified(test, { at: at('2026-03-24T01:00:00Z') })).toMatchObject({ roots: 4, faults: 0 });
    });

    it('without its event there is no root, and the next sealing takes it', async () => {
      await looked(test, 'kim');
      await test.asMigratingRole(
        `alter table service_queue.message add constraint full_disk check (type <> 'audit.rooted.v1')`,
      );
      await expect(sealed(test, at('2026-03-21T01:00:00Z'))).rejects.toMatchObject({ code: '23514' });
      expect(await listAuditRoots(test.database.pool)).toEqual([]);
      await test.asMigratingRole('alter table service_queue.message drop constraint full_disk');
      expect((await sealed(test, at('2026-03-21T01:00:00Z'))).roots).toHaveLength(1);
    });

    it('nothing was ever looked at: no root', async () => {
      expect(await sealed(test, at('2026-03-21T01:00:00Z'))).toEqual({ sealed: 0, roots: [] });
    });
  });

  it('how far it is can be asked', async () => {
    expect(await readChainState(test.database.pool)).toEqual({ unsealed: 0 });
    await writeAudit(test, 3, at('2026-03-20T10:00:02Z'));
    expect(await readChainState(test.database.pool)).toEqual({
      unsealed: 3,
      unsealedSince: at('2026-03-20T10:00:00Z'),
    });
    await sealed(test, at('2026-03-21T01:00:00Z'));
    const head = { position: 3, hash: expect.any(String) as string };
    expect(await readChainState(test.database.pool)).toEqual({
      unsealed: 0,
      head,
      lastRoot: { day: '2026-03-20', ...head },
    });
  });
});
