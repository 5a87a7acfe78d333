import { sealAudit } from '@contact-sync/contact-register';
import { openPool } from '@contact-sync/database';
import type { RunRecord } from '@contact-sync/service';
import { issuer, type Issuer, waitFor } from '@contact-sync/testing';
import type { Pool } from 'pg';
import { number, replaced, said } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly purpose: string;
  readonly action: string;
  readonly contactId?: string;
  readonly fields?: readonly string[];
  readonly resultCount?: number;
}

describe('when the audit is read', () => {
  let desk: RunningDesk;
  let issued: Issuer;
  /** As the owner of the database. */
  let owner: Pool;
  let clerk: Record<string, string>;
  let auditor: Record<string, string>;
  let anna: string;

  const read = async (headers: Record<string, string>, nameCode: string, purpose: string): Promise<string> => {
    const body = { nameType: 'C', nameCode, purpose };
    return (await desk.ask<{ id: string }>('POST', '/contact-desk/contacts/read', { headers, body })).body.id;
  };
  const find = (body: object, headers = auditor) =>
    desk.ask<{ entries: Entry[]; next?: string; code?: string }>('POST', '/contact-desk/audit/find', { headers, body });
  const seal = () => sealAudit(desk.database.pool, { now: () => new Date() });
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${desk.url}/metrics`, { headers: auditor })).text();
    return Number(new RegExp(`^${name}\\{[^}]*\\} (\\S+)$`, 'm').exec(text)?.[1]);
  };

  beforeAll(async () => {
    issued = await issuer();
    desk = await runningDesk(issued.access);
    owner = openPool(desk.database.url, { max: 1, applicationName: 'owner' });
    clerk = await issued.signIn('clerk', 'LOOKUP');
    auditor = await issued.signIn('auditor', 'AUDIT');
    // Sealing goes by the tests alone.
    const headers = await issued.signIn('keeper', 'DATAADM');
    expect((await desk.ask('POST', '/contact-desk/schedules/seal-audit/pause', { headers })).status).toBeLessThan(300);
    await desk.register.applyBatch(desk.database.pool, [said(number(1), 3), said(number(2), 3)]);
    anna = await read(clerk, number(1), 'case 1');
    await read(clerk, number(2), 'case 2');
    await read(clerk, number(1), 'case 3');
  });
  afterAll(async () => {
    await owner.end();
    await desk.stop();
    await issued.close();
  });

  describe('who saw whom', () => {
    it('a contact: by whom, why, when and what, the newest first', async () => {
      const { status, body } = await find({ contactId: anna, purpose: 'access request 7' });
      expect(status).toBe(200);
      expect(body.entries).toMatchObject([
        { who: 'clerk', purpose: 'case 3', action: 'read', contactId: anna, fields: ['name', 'address'] },
        { who: 'clerk', purpose: 'case 1', action: 'read', contactId: anna },
      ]);
      expect(Date.parse(body.entries[0]?.at ?? '')).toBeGreaterThan(Date.now() - 60_000);
    });

    it('reading it is a look at that person, recorded before it is answered', async () => {
      await find({ contactId: anna, purpose: 'access request 8' });
      const { body } = await find({ contactId: anna, purpose: 'access request 9', limit: 1 });
      expect(body.entries).toMatchObject([
        { who: 'auditor', purpose: 'access request 8', action: 'audit', contactId: anna },
      ]);
    });

    it('a user: each person shown is recorded, one row each', async () => {
      const day = new Date().toISOString().slice(0, 10);
      const { body } = await find({ who: 'clerk', purpose: 'complaint 3', from: day, to: day });
      expect(body.entries.map(({ purpose }) => purpose)).toEqual(['case 3', 'case 2', 'case 1']);
      expect(
        await desk.rows(
          `select count(*)::int as rows, count(distinct contact_id)::int as contacts
             from contacts.audit where purpose = 'complaint 3'`,
        ),
      ).toEqual([{ rows: 2, contacts: 2 }]);
      expect((await find({ who: 'clerk', purpose: 'x', to: '2026-01-01' })).body.entries).toEqual([]);
      expect((await find({ who: 'clerk', purpose: 'x', from: '2100-01-01' })).body.entries).toEqual([]);
    });

    it('what is no contact is not recorded as one: it may be a number typed in the wrong place', async () => {
      expect((await find({ contactId: number(1), purpose: 'mistyped' })).body.entries).toEqual([]);
      expect(await desk.rows(`select action, contact_id from contacts.audit where purpose = 'mistyped'`)).toEqual([
        { action: 'audit', contact_id: null },
      ]);
    });

    it('page by page', async () => {
      const search = { who: 'clerk', purpose: 'complaint 4', limit: 2 };
      const first = (await find(search)).body;
      const second = (await find({ ...search, cursor: first.next })).body;
      expect([...first.entries, ...second.entries].map(({ purpose }) => purpose)).toEqual([
        'case 3',
        'case 2',
        'case 1',
      ]);
      expect(second.next).toBeUndefined();
      expect((await find({ ...search, who: 'somebody', cursor: first.next })).status).toBe(400);
    });

    it('a contact that superseded another answers for both', async () => {
      await desk.register.applyBatch(desk.database.pool, [replaced(number(2), number(1), 5)]);
      const { body } = await find({ contactId: anna, who: 'clerk', purpose: 'access request 10' });
      expect(body.entries.map(({ purpose }) => purpose)).toEqual(['case 3', 'case 2', 'case 1']);
    });

    it('needs the right, a purpose, and somebody to ask for; then nothing is recorded', async () => {
      const before = await desk.rows('select count(*) from contacts.audit');
      expect((await find({ contactId: anna, purpose: 'x' }, clerk)).status).toBe(403);
      expect((await find({ contactId: anna })).status).toBe(400);
      expect((await find({ contactId: anna, purpose: ' ' })).status).toBe(400);
      expect((await find({ purpose: 'x' })).status).toBe(400);
      expect((await find({ who: 'clerk', purpose: 'x', from: '2026-02-31' })).body.code).toBe('no-such-day');
      expect(await desk.rows('select count(*) from contacts.audit')).toEqual(before);
    });
  });

  describe('the proof', () => {
    const begin = (body: object = {}, headers = auditor) =>
      desk.ask<{ runId: string; code?: string }>('POST', '/contact-desk/audit/verifications', { headers, body });
    const ended = (id: string): Promise<RunRecord> =>
      waitFor(
        async () => {
          const { body } = await desk.ask<RunRecord>('GET', `/contact-desk/runs/${id}`, { headers: auditor });
          return body.state !== 'running' && body;
        },
        { what: 'the end of the verification' },
      );
    const verification = async (body: object = {}): Promise<RunRecord> => ended((await begin(body)).body.runId);

    it('is a run that tells how much was compared, and metrics tell it on', async () => {
      await seal();
      const run = await verification();
      expect(run).toMatchObject({ name: 'verify-audit', state: 'finished', requestedBy: 'auditor', problemCount: 0 });
      const [{ count } = { count: 0 }] = await desk.rows<{ count: number }>(
        'select count(*)::int as count from contacts.audit_link',
      );
      expect(run.counts).toMatchObject({ checked: count, faults: 0 });
      expect(await metric('audit_verification_faults')).toBe(0);
      expect(await metric('audit_verification_timestamp_seconds')).toBeCloseTo(Date.parse(run.finishedAt ?? '') / 1000);
      expect(await metric('audit_chain_position')).toBe(count);
      expect(await metric('audit_rows_unsealed')).toBe(0);
      expect(await metric('audit_last_root_position')).toBe(0);
      await read(clerk, number(1), 'case 4');
      expect(await metric('audit_rows_unsealed')).toBe(1);
      expect(await metric('audit_oldest_unsealed_seconds')).toBeGreaterThanOrEqual(0);
    });

    it('names the place of a changed row, and nobody', async () => {
      await seal();
      await owner.query(`update contacts.audit set who = 'nobody' where id = 2`);
      const run = await verification();
      expect(run).toMatchObject({
        state: 'finished',
        problemCount: 1,
        problems: [
          {
            code: 'row-changed',
            text: 'position 2, row 2: the row, or its link in the chain, was changed after it was sealed',
          },
        ],
      });
      expect(await metric('audit_verification_faults')).toBe(1);
      await owner.query(`update contacts.audit set who = 'clerk' where id = 2`);
    });

    it('compares a root that was kept elsewhere; one that was mistyped is no fault of the chain', async () => {
      await sealAudit(desk.database.pool, { now: () => new Date(Date.now() + 86_400_000 + 600_000) });
      const { body } = await desk.ask<{ roots: { day: string; position: number; hash: string }[] }>(
        'GET',
        '/contact-desk/audit/roots',
        { headers: auditor },
      );
      const [root] = body.roots;
      expect(root).toMatchObject({ day: expect.any(String), hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect((await verification({ roots: [{ day: root?.day, hash: root?.hash }] })).problemCount).toBe(0);
      const wrong = await verification({ roots: [{ day: root?.day, hash: 'ab'.repeat(32) }] });
      expect(wrong).toMatchObject({
        problemCount: 1,
        problems: [{ code: 'kept-root-differs' }],
        counts: { faults: 0 },
      });
      expect(await metric('audit_last_root_position')).toBe(root?.position);
    });

    it('one at a time', async () => {
      await owner.query('begin; lock table contacts.audit_root in access exclusive mode');
      const first = await begin();
      expect(await begin()).toMatchObject({ status: 409, body: { code: 'already-running' } });
      await owner.query('commit');
      expect((await ended(first.body.runId)).state).toBe('finished');
    });

    it('needs the right, and roots that are roots', async () => {
      expect((await begin({}, clerk)).status).toBe(403);
      expect((await begin({ roots: [{ day: 'yesterday', hash: 'ab'.repeat(32) }] })).status).toBe(400);
      expect((await begin({ roots: [{ day: '2026-03-20', hash: 'short' }] })).status).toBe(400);
    });
  });
});
