import { readFileSync } from 'node:fs';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { join } from 'node:path';
import { createByHand, tellCases, tellParties } from '@contact-sync/contact-register';
import { inTransaction, openPool } from '@contact-sync/database';
import type { RunRecord } from '@contact-sync/service';
import { waitFor } from '@contact-sync/testing';
import { KeyedHash } from '../src/keyed-hash';
import type { CitizenReportAnswer } from '../src/reports/citizen-report-answer';
import type {
  BlockAnswer,
  ProvenSubscription,
  SeedingAnswer,
  SubscriptionAnswer,
  SubscriptionReportAnswer,
  SubscriptionsPage,
  WishesAnswer,
} from '../src/subscriptions/subscription-answer';
import { Asking } from './asking';

const SOURCE = 'esdh';
const PURPOSE = 'case 2026-17';
/** Numbers that CPR never gave out. */
const UNKNOWN = '6101011239';
const NOBODY = '6101011247';

function uploadTo(url: string, token: string): ClientRequest {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'multipart/form-data; boundary=b',
    'content-length': '5000',
  };
  const request = httpRequest(url, { method: 'POST', headers });
  request.on('error', () => undefined);
  return request;
}

describe('when subscriptions follow cases', () => {
  let asking: Asking;
  let hash: KeyedHash;
  let statements = 0;
  beforeAll(async () => {
    asking = await Asking.fresh();
    await asking.open();
    hash = new KeyedHash(Buffer.from(readFileSync(join(asking.folder, 'cpr-hash-key'), 'utf8'), 'base64'));
  });
  afterAll(() => asking.end());
  afterEach(async () => {
    asking.simulator.cprDirekte.faults.clear();
    await asking.set({ delayDays: 7, delayFrom: 'lastUpdate' });
    await agree();
  });

  const office = () => asking.simulator.cprOffice;
  const sorted = (texts: readonly string[]): string[] => [...texts].sort();

  /** What the source records say is what the CPR office has. */
  async function agree(): Promise<void> {
    const rows = await asking.rows<{ hashes: string[] }>(
      `select array_append(other_hashes, number_hash) as hashes from cpr.source_record where src_subscribed = 'Y'`,
    );
    const theirs = office()
      .subscribed()
      .map((number) => hash.of('person-number', number));
    expect(sorted(rows.flatMap(({ hashes }) => hashes))).toEqual(sorted(theirs));
  }

  async function imported(number: string, more: object = {}): Promise<string> {
    const wish = { personNumbers: [number], purpose: PURPOSE, ...more };
    const { body } = await asking.ask<{ imported: { contactId: string }[] }>('POST', 'imports', wish);
    return body.imported[0]?.contactId ?? '';
  }

  /** A person typed by hand, of whom CPR was never asked. */
  async function typed(number: string): Promise<string> {
    const hand = { by: 'kim', now: new Date(), seesProtected: true };
    const groups = { name: { fields: { name1: 'Skrevet', name2: 'Ind' } } };
    const made = await inTransaction(asking.database.pool, (tx) =>
      createByHand(tx, { nameType: 'C', nameCode: number }, groups, hand),
    );
    if (!('contactId' in made)) throw new Error(`no contact: ${made.outcome}`);
    return made.contactId;
  }

  const told = () => ({ source: SOURCE, id: `${++statements}`, time: new Date(Date.now() + statements) });

  async function saidOfCase(caseId: string, state: 'open' | 'closed', contactId: string): Promise<void> {
    await inTransaction(asking.database.pool, async (tx) => {
      await tellCases(tx, [{ told: told(), caseId, state }]);
      await tellParties(tx, [{ told: told(), caseId, contact: { contactId }, party: true }], new Date());
    });
  }

  /** The nightly job, and everything it asks for. */
  async function night(): Promise<RunRecord> {
    const { body, status } = await asking.ask<{ runId: string }>('POST', 'schedules/set-subscriptions/run');
    expect(status).toBe(202);
    const run = await waitFor(async () => {
      const { body: record } = await asking.ask<RunRecord>('GET', `runs/${body.runId}`);
      return record.state === 'running' ? undefined : record;
    });
    await asking.settled();
    return run;
  }

  const record = async (contactId: string): Promise<ProvenSubscription> =>
    (await asking.ask<ProvenSubscription>('GET', `subscriptions/${contactId}`)).body;
  const state = async (contactId: string): Promise<[string, string | null]> => {
    const { srcSubscribed, subscribed } = await record(contactId);
    return [srcSubscribed, subscribed];
  };

  it('a party on an open case is subscribed, with its data; who is on none is not', async () => {
    const [party, other] = [asking.person(), asking.person()];
    const [contactId, otherId] = [await typed(party.number), await typed(other.number)];
    await saidOfCase('2026-1', 'open', contactId);
    expect(await night()).toMatchObject({ state: 'finished', counts: { subscribe: 1 } });
    expect(await record(contactId)).toMatchObject({
      srcSubscribed: 'Y',
      subscribed: null,
      confirmedBy: 'online',
      reason: { kind: 'open-case', caseSource: SOURCE, caseId: '2026-1' },
      problem: null,
      proof: [
        { what: 'wanted', reason: 'open-case', caseSource: SOURCE, caseId: '2026-1', who: null },
        { what: 'subscribed', reason: 'open-case', caseId: '2026-1', road: 'online', result: 'confirmed' },
      ],
    });
    // Its data came with it, and somebody can tell why.
    expect(
      await asking.rows(
        `select f.register from contacts.freshness f where f.contact_id = $1
          union all select action || ' ' || purpose || coalesce(' ' || result_count, '') from contacts.audit where contact_id = $1`,
        [contactId],
      ),
    ).toEqual([
      { register: 'cpr' },
      { register: `subscribe subscription: a party on case 2026-1 of ${SOURCE}` },
      { register: `subscribe subscription: a party on case 2026-1 of ${SOURCE} 1` },
    ]);
    expect((await asking.ask('GET', `subscriptions/${otherId}`)).status).toBe(404);
    expect(await night()).toMatchObject({ counts: {} });
  });

  it('importing subscribes, with seven days until somebody needs it; then it ends by itself', async () => {
    const contactId = await imported(asking.person().number);
    const kept = await imported(asking.person().number);
    await saidOfCase('2026-2', 'open', kept);
    expect(await state(contactId)).toEqual(['Y', null]);
    expect(await night()).toMatchObject({ counts: {} });
    await asking.set({ delayDays: 0 });
    const report = async (): Promise<SubscriptionReportAnswer> =>
      (await asking.ask<SubscriptionReportAnswer>('GET', 'subscriptions/report')).body;
    expect(await report()).toMatchObject({ withoutOpenCase: { count: 1 } });
    expect(await night()).toMatchObject({ counts: { unsubscribe: 1 } });
    expect([await state(contactId), await state(kept)]).toEqual([
      ['N', null],
      ['Y', null],
    ]);
    expect((await record(contactId)).proof.slice(-2)).toMatchObject([
      { what: 'not-wanted', reason: 'no-open-case' },
      { what: 'unsubscribed', reason: 'no-open-case', road: 'online', result: 'deleted' },
    ]);
    const { months, withoutOpenCase, subscribed } = await report();
    expect(withoutOpenCase).toEqual({ count: 0, oldestDays: 0 });
    expect([months[0], subscribed]).toEqual([{ month: expect.any(String), opened: 3, closed: 1 }, 2]);
    // The case closes as well.
    await saidOfCase('2026-2', 'closed', kept);
    await saidOfCase('2026-1', 'closed', kept);
    await night();
    expect(office().subscribed()).toEqual([]);
  });

  it('a number that CPR does not know is a problem on its record, and is not asked for night after night', async () => {
    const contactId = await typed(UNKNOWN);
    await saidOfCase('2026-3', 'open', contactId);
    await night();
    expect(await record(contactId)).toMatchObject({
      srcSubscribed: 'N',
      subscribed: 'Y',
      problem: { code: 'not-in-register' },
    });
    expect(await night()).toMatchObject({ counts: {} });
    const asked = await asking.rows(
      `select from contacts.audit where contact_id = $1 and action = 'subscribe' and result_count is not null`,
      [contactId],
    );
    expect(asked).toHaveLength(1);
    const { body } = await asking.ask<SubscriptionsPage>('GET', 'subscriptions?problem=true');
    expect(body.subscriptions.map((one) => one.contactId)).toEqual([contactId]);
    await saidOfCase('2026-3', 'closed', contactId);
    expect(await night()).toMatchObject({ counts: { withdrawn: 1 } });
  });

  it('who is on the block list is unsubscribed, and nobody brings them back', async () => {
    const { number } = asking.person();
    const contactId = await imported(number);
    const blocked = await asking.ask<BlockAnswer>('POST', 'blocks', { personNumber: number, why: `erased: ${number}` });
    expect([blocked.status, blocked.body]).toMatchObject([201, { contactId, blockedBy: 'local' }]);
    expect(JSON.stringify(blocked.body)).not.toContain(number);
    await asking.settled();
    expect([await state(contactId), office().isSubscribed(number)]).toEqual([['N', null], false]);
    await imported(number);
    await saidOfCase('2026-4', 'open', contactId);
    const wish = { reason: 'own rule', wishes: [{ contactId, subscribed: 'J' }] };
    expect((await asking.ask<WishesAnswer>('PUT', 'subscriptions/wishes', wish)).body).toEqual({
      taken: 0,
      refused: [{ contactId, code: 'blocked' }],
    });
    expect(await night()).toMatchObject({ counts: {} });
    expect([await state(contactId), office().isSubscribed(number)]).toEqual([['N', null], false]);

    expect((await asking.ask('DELETE', `blocks/${blocked.body.id}`)).status).toBe(204);
    expect((await asking.ask('DELETE', `blocks/${blocked.body.id}`)).status).toBe(404);
    await night();
    expect([await state(contactId), office().isSubscribed(number)]).toEqual([['Y', null], true]);
  });

  it('an erased person does not come back by a number that was replaced', async () => {
    const { number } = asking.person();
    asking.simulator.persons.apply({ kind: 'new-number', number });
    const [valid = ''] = asking.simulator.persons.numbersOf(number);
    const blocked = await asking.ask<BlockAnswer>('POST', 'blocks', { personNumber: valid, why: 'erased' });
    expect(blocked.status).toBe(201);
    const contactId = await imported(number);
    await asking.settled();
    expect(await state(contactId)).toEqual(['N', null]);
    expect([number, valid].map((one) => office().isSubscribed(one))).toEqual([false, false]);
    expect((await record(contactId)).proof.map(({ what, reason }) => `${what} ${reason}`)).toEqual([
      'subscribed import',
      'not-wanted blocked',
      'unsubscribed blocked',
    ]);
  });

  it("a customer's own rule sets what is wanted; J is Y, and null takes it back", async () => {
    const [a, b] = [asking.person(), asking.person()];
    const [one, two] = [await typed(a.number), await typed(b.number)];
    await asking.set({ direkteProfile: '' });
    const wish = async (wishes: object[]): Promise<WishesAnswer> =>
      (await asking.ask<WishesAnswer>('PUT', 'subscriptions/wishes', { reason: 'own rule', wishes })).body;
    const both = ['J', 'Y'].map((subscribed, at) => ({ contactId: [one, two][at], subscribed }));
    expect(await wish([...both, { contactId: '999999', subscribed: 'Y' }])).toEqual({
      taken: 2,
      refused: [{ contactId: '999999', code: 'unknown-contact' }],
    });
    await wish([{ contactId: two, subscribed: null }]);
    await asking.settled();
    expect([await state(one), await state(two)]).toEqual([
      ['N', 'Y'],
      ['N', null],
    ]);
    const { body } = await asking.ask<SubscriptionsPage>('GET', 'subscriptions?subscribed=J');
    expect(body.subscriptions).toMatchObject([{ contactId: one, wishReason: { kind: 'wish', purpose: 'own rule' } }]);
    // The door is open again: the next night tells CPR what waited.
    await asking.open();
    expect(await night()).toMatchObject({ counts: { 'sent-again': 1 } });
    expect([await state(one), office().isSubscribed(a.number)]).toEqual([['Y', null], true]);
    await wish([{ contactId: one, subscribed: 'N' }]);
    await asking.settled();
    expect([await state(one), office().isSubscribed(a.number)]).toEqual([['N', null], false]);
  });

  it('while CPR is away wishes wait in the lane; a deletion and a subscription are carried out when it is back', async () => {
    const [a, b] = [asking.person(), asking.person()];
    const subscribed = await imported(a.number);
    const wanted = await typed(b.number);
    asking.simulator.cprDirekte.faults.add({ fault: { kind: 'error', code: '04' } });
    const wishes = [
      { contactId: subscribed, subscribed: 'N' },
      { contactId: wanted, subscribed: 'Y' },
    ];
    await asking.ask('PUT', 'subscriptions/wishes', { reason: 'own rule', wishes });
    await waitFor(async () => (await asking.rows('select from service_queue.register_lane')).length === 1);
    expect([await state(subscribed), await state(wanted)]).toEqual([
      ['Y', 'N'],
      ['N', 'Y'],
    ]);
    asking.simulator.cprDirekte.faults.clear();
    await asking.resumed();
    await asking.settled();
    expect([await state(subscribed), await state(wanted)]).toEqual([
      ['N', null],
      ['Y', null],
    ]);
  });

  it('a changed number: the valid one is subscribed, the old one deleted', async () => {
    const { number } = asking.person();
    const contactId = await imported(number);
    const applied = asking.simulator.persons.apply({ kind: 'new-number', number });
    const [valid] = asking.simulator.persons.numbersOf(number);
    expect(applied.numbers).toContain(valid);
    await imported(valid ?? '', { subscribe: false });
    await night();
    expect(sorted(office().subscribed()).includes(valid ?? '')).toBe(true);
    expect(office().isSubscribed(number)).toBe(false);
    const rows = await asking.rows<{ src_subscribed: string }>(
      `select src_subscribed from cpr.source_record where number_hash = any($1::text[])`,
      [[number, valid].map((one) => hash.of('person-number', one ?? ''))],
    );
    expect(sorted(rows.map(({ src_subscribed }) => src_subscribed)).at(-1)).toBe('Y');
    expect(contactId).not.toBe('');
  });

  it('a person who was a contact under two numbers is told all of both', async () => {
    const { number } = asking.person();
    const former = await imported(number);
    asking.simulator.persons.apply({ kind: 'new-number', number });
    const [valid = ''] = asking.simulator.persons.numbersOf(number);
    const living = await typed(valid);
    await saidOfCase('2026-7', 'open', living);
    await imported(valid, { subscribe: false });
    const ask = (more: object = {}) =>
      asking.ask<CitizenReportAnswer>('POST', 'citizen-reports', {
        personNumber: number,
        purpose: 'access 2026-31',
        ...more,
      });
    const { body } = await ask();
    expect(body.contactId).toBe(living);
    expect(body.stored).toContainEqual({ what: 'previous_name_code', value: number });
    expect(body.changes.filter(({ kind }) => kind === 'created')).toHaveLength(2);
    expect(body.subscription).toMatchObject({ subscribed: true, until: { kind: 'open-case' } });
    expect(body.subscription.steps.map(({ what, purpose }) => [what, purpose])).toContainEqual(['subscribed', PURPOSE]);
    expect(body.looks.map(({ purpose }) => purpose)).toContain(PURPOSE);
    expect(JSON.stringify(body)).not.toMatch(/"(who|by)"/);
    expect(JSON.stringify((await ask({ withStaff: true })).body)).toMatch(/"who"/);
    expect(former).not.toBe(living);
    await night();
    await saidOfCase('2026-7', 'closed', living);
  });

  it.each(['Y', 'N'] as const)(
    'cut between what CPR did and our commit, a wish for %s is told once more, and nothing is lost',
    async (subscribed) => {
      const { number } = asking.person();
      const contactId = subscribed === 'Y' ? await typed(number) : await imported(number);
      // Long enough for us to take the row while CPR is at work.
      asking.simulator.cprDirekte.faults.add({ fault: { kind: 'slow', ms: 700 }, on: 'look-up', times: 1 });
      const administrator = openPool(asking.database.url, { max: 1, applicationName: 'test' });
      const holder = await asking.database.pool.connect();
      const wish = { reason: 'own rule', wishes: [{ contactId, subscribed }] };
      await asking.ask('PUT', 'subscriptions/wishes', wish);
      try {
        await holder.query('begin');
        await holder.query('select from cpr.source_record where contact_id = $1 for update', [contactId]);
        // CPR has done it; the transaction that would say so waits for the row, and its connection breaks.
        await waitFor(() => office().isSubscribed(number) === (subscribed === 'Y'));
        await waitFor(async () => {
          const { rows } = await administrator.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`,
          );
          return rows.length > 0;
        });
      } finally {
        await holder.query('rollback');
        holder.release();
        await administrator.end();
      }
      await asking.settled();
      expect([await state(contactId), office().isSubscribed(number)]).toEqual([[subscribed, null], subscribed === 'Y']);
    },
  );

  it('from a list of all numbers that CPR has: Y in it, N outside, and a bad line ends nothing', async () => {
    const [a, b] = [asking.person(), asking.person()];
    const listed = await typed(a.number);
    const outside = await imported(b.number);
    office().subscribe(a.number);
    office().unsubscribe(b.number);
    const others = office()
      .subscribed()
      .filter((number) => number !== a.number);
    const seed = async (lines: readonly string[]) => {
      const form = new FormData();
      form.append('file', new Blob([lines.join('\r\n')]), 'list.txt');
      return asking.ask<SeedingAnswer>('POST', 'subscriptions/seed', form);
    };
    const lines = [`${a.number.slice(0, 6)}-${a.number.slice(6)}`, ...others, NOBODY];
    const bad = await seed([...lines, '0611090', '']);
    expect([bad.status, bad.body]).toEqual([
      200,
      {
        lines: lines.length + 1,
        subscribed: others.length + 1,
        unknown: 1,
        badLines: [lines.length + 1],
        badLinesBeyond: 0,
      },
    ]);
    expect([await state(listed), await state(outside)]).toEqual([
      ['Y', null],
      ['Y', null],
    ]);
    expect((await seed(lines)).body).toMatchObject({ unknown: 1, ended: 1, badLines: [] });
    expect([await state(listed), await state(outside)]).toEqual([
      ['Y', null],
      ['N', null],
    ]);
    expect(JSON.stringify(bad.body)).not.toContain(a.number);

    // The connection ends in the middle, after a whole line: what did not come is not missing in the list.
    const runs = async (state: string): Promise<number> => {
      const { body } = await asking.ask<{ runs: RunRecord[] }>('GET', 'runs?name=take-over-subscriptions');
      return body.runs.filter((run) => run.state === state).length;
    };
    const request = uploadTo(`${asking.service.url}/cpr-sync/subscriptions/seed`, asking.token);
    request.write(
      `--b\r\ncontent-disposition: form-data; name="file"; filename="list.txt"\r\n\r\n${others.at(0) ?? NOBODY}\r\n`,
    );
    await waitFor(async () => (await runs('running')) === 1);
    request.destroy();
    await waitFor(async () => (await runs('running')) === 0);
    expect(await runs('failed')).toBe(1);
    expect(await state(listed)).toEqual(['Y', null]);
  });

  it('take-over: Y and nothing wanted for all that CPR told of', async () => {
    const { body } = await asking.ask<{ runId: string }>('POST', 'subscriptions/take-over');
    await waitFor(async () => (await asking.ask<RunRecord>('GET', `runs/${body.runId}`)).body.state === 'finished');
    const left = await asking.rows(
      `select c.id from contacts.contact c join contacts.freshness f on f.contact_id = c.id and f.register = 'cpr'
        left join cpr.source_record r on r.contact_id = c.id
       where c.name_type = 'C' and not c.placeholder and c.superseded_by is null
         and (r.src_subscribed, r.subscribed is null) is distinct from ('Y', true)`,
    );
    expect(left).toEqual([]);
    const page: SubscriptionAnswer[] = [];
    for (let after = '0'; ;) {
      const { body: some } = await asking.ask<SubscriptionsPage>(
        'GET',
        `subscriptions?srcSubscribed=Y&limit=3${after === '0' ? '' : `&after=${after}`}`,
      );
      page.push(...some.subscriptions);
      if (some.next === null) break;
      after = some.next;
    }
    expect(new Set(page.map(({ contactId }) => contactId)).size).toBe(page.length);
    // What was assumed is what CPR has from now on.
    for (const number of office().subscribed()) office().unsubscribe(number);
    await asking.rows(`update cpr.source_record set src_subscribed = 'N'`);
  });

  it('no person number stands in the log or in schema cpr', async () => {
    const log = await asking.log();
    const stored = await asking.rows<{ text: string }>(
      `select r::text as text from cpr.source_record r union all select p::text from cpr.subscription_proof p
        union all select b::text from cpr.blocked_person b
        union all select m.type || m.subject || m.data from service_queue.message m`,
    );
    for (const number of asking.simulator.persons.numbers()) {
      if (log.includes(number)) throw new Error('the log holds a person number');
      if (stored.some(({ text }) => text.includes(number))) throw new Error('a table holds a person number');
    }
  });
});
