import { createByHand } from '@contact-sync/contact-register';
import { inTransaction, type Tx } from '@contact-sync/database';
import type { RunRecord } from '@contact-sync/service';
import { waitFor } from '@contact-sync/testing';
import type { BatchRunReport } from '../src/deliveries/batch-run';
import { readProofs } from '../src/subscriptions/find-subscriptions';
import { purgeProofs } from '../src/subscriptions/purge-proofs';
import type { SourceRecord } from '../src/subscriptions/source-record';
import { readRecords } from '../src/subscriptions/source-record-store';
import { SourceRecords } from '../src/subscriptions/source-records';
import type { ProvenSubscription } from '../src/subscriptions/subscription-answer';
import { Fetching } from './fetching';
import { HASH, Importing, NOW } from './importing';
import { at, delivery, pnr } from './off4-file';
import { FILES } from './simulated-profiles';

/** The moment of NOW, 2026-03-20 06:30 in Denmark, and files of that day and the days around it. */
const TODAY = '20260320';
const YESTERDAY = '20260319';

describe('when files tell of subscriptions', () => {
  let importing: Importing;
  let n = 0;
  const records = new SourceRecords({ hash: HASH, now: () => NOW });
  beforeAll(async () => void (importing = await Importing.fresh()));
  afterAll(() => importing.end());

  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(importing.database.pool, work);
  const record = async (contactId: string): Promise<SourceRecord | undefined> =>
    (await readRecords(importing.database.pool, [contactId])).get(contactId);
  const stands = async (contactId: string): Promise<[string | undefined, string | null | undefined]> => {
    const found = await record(contactId);
    return [found?.srcSubscribed, found?.subscribed];
  };
  let files = 0;
  /** Imports a file of that day; who is no contact is not ours, unless told. */
  const told = (date: string, persons: readonly string[], tail: readonly string[] = [], more: object = {}) =>
    importing.import(
      `d${date.slice(2)}.l${110_000 + ++files}`,
      delivery(
        persons.map((number) => ({ pnr: number })),
        { date, tail, task: String(110_000 + files) },
      ),
      { persons: 'known', ...more },
    );

  /** A contact that the register knows. */
  async function contact(): Promise<{ number: string; contactId: string }> {
    const number = pnr(++n);
    await told('20260101', [number], [], { persons: 'all' });
    const [row] = await importing.rows<{ id: string }>(
      `select id::text from contacts.contact where name_type = 'C' and name_code = $1`,
      [number],
    );
    return { number, contactId: row?.id ?? '' };
  }

  async function wanted(contactId: string, subscribed: 'Y' | 'N' = 'Y'): Promise<void> {
    const reason = { kind: 'wish', by: 'kim', text: 'own rule' } as const;
    await within((tx) => records.want(tx, [{ contactId, subscribed, reason }]));
  }
  const sent = (contactId: string, number: string, subscribed: 'Y' | 'N' = 'Y'): Promise<void> =>
    within((tx) => records.noteSent(tx, [{ contactId, subscribed, number }], { file: 'd260320.i110901', at: NOW }));
  const subscribed = (contactId: string, number: string, since = NOW): Promise<void> =>
    within((tx) =>
      records.confirm(tx, [
        {
          contactId,
          number,
          at: since,
          road: 'online',
          reason: { kind: 'import', by: 'kim', purpose: `of ${number}` },
        },
      ]),
    );

  const receipt = (number: string, moment: string): string => `997${number}${moment}A33`;
  /** 910 with our line of type 06 and error 0042. */
  const rejection = (number: string): string =>
    at(at(`910${number}`, 14, `06110900OP${number}`), 89, `0042Afvist ${number}`);

  it('whom an input file asked for and who is delivered is subscribed; an older file says nothing of it', async () => {
    const { number, contactId } = await contact();
    await wanted(contactId);
    await told(TODAY, [number]);
    // It was never sent.
    expect(await stands(contactId)).toEqual(['N', 'Y']);
    await sent(contactId, number);
    await told(YESTERDAY, [number]);
    expect(await stands(contactId)).toEqual(['N', 'Y']);
    await told(TODAY, [number]);
    expect(await stands(contactId)).toEqual(['Y', null]);
    expect(await record(contactId)).toMatchObject({ road: 'file', reason: { kind: 'wish' }, sent: null });
    // A preview of the same tells nothing.
    await wanted(contactId, 'N');
    await told(TODAY, [number], [receipt(number, '202603202100')], { preview: true });
    expect(await stands(contactId)).toEqual(['Y', 'N']);
  });

  it('a rejected line is a problem on the record of the person, and holds no number', async () => {
    const { number, contactId } = await contact();
    await wanted(contactId);
    await sent(contactId, number);
    await told(YESTERDAY, [], [rejection(number)]);
    expect((await record(contactId))?.problem).toBeNull();
    const report = await told(TODAY, [], [rejection(number), rejection(pnr(9999))]);
    expect(report.problems.map(({ recordType }) => recordType)).toEqual(['910', '910']);
    const found = await record(contactId);
    expect(found).toMatchObject({ srcSubscribed: 'N', subscribed: 'Y', problem: { code: 'rejected-0042' } });
    expect(JSON.stringify(found)).not.toContain(number);
    expect((await readProofs(importing.database.pool, [contactId])).at(-1)).toMatchObject({
      what: 'refused',
      result: 'rejected-0042',
    });
    // A new wish is told anew.
    await wanted(contactId);
    expect(await record(contactId)).toMatchObject({ problem: null, sent: null });
  });

  it('who is delivered because the data were asked for is not subscribed where the line that subscribes was rejected', async () => {
    const { number, contactId } = await contact();
    await wanted(contactId);
    await sent(contactId, number);
    await told(TODAY, [number], [rejection(number)]);
    expect(await stands(contactId)).toEqual(['N', 'Y']);
    expect((await record(contactId))?.problem).toMatchObject({ code: 'rejected-0042' });
  });

  it('a line that went off before its wish was taken back subscribes, and that is to end again', async () => {
    const { number, contactId } = await contact();
    await wanted(contactId);
    await sent(contactId, number);
    await wanted(contactId, 'N');
    await within((tx) => records.withdraw(tx, [contactId], () => true));
    await told(TODAY, [number]);
    expect(await stands(contactId)).toEqual(['Y', 'N']);
    expect(await record(contactId)).toMatchObject({ sent: null });
    const tasks = await importing.rows(
      `select from service_queue.message where subject = $1 and type = 'cpr-sync.subscription.send.v1' and state = 'open'`,
      [contactId],
    );
    expect(tasks.length).toBeGreaterThan(0);
  });

  it('a receipt sets N, in any order and however often; one from before the subscription does not', async () => {
    const { number, contactId } = await contact();
    await subscribed(contactId, number);
    // 06:29, a minute before.
    await told(TODAY, [], [receipt(number, '202603200629')]);
    expect(await stands(contactId)).toEqual(['Y', null]);
    await wanted(contactId, 'N');
    await told(TODAY, [], [receipt(number, '202603200631')]);
    await told(TODAY, [], [receipt(number, '202603200631')]);
    expect(await stands(contactId)).toEqual(['N', null]);
    const proofs = await readProofs(importing.database.pool, [contactId]);
    expect(proofs.map(({ what, reason, road, result }) => [what, reason, road, result])).toEqual([
      ['subscribed', 'import', 'online', 'confirmed'],
      ['not-wanted', 'wish', null, null],
      ['unsubscribed', 'wish', 'file', 'receipt'],
    ]);
    expect(proofs[0]?.purpose).not.toContain(number);
    // Begun again later: the old receipt, imported once more, is not about it.
    await subscribed(contactId, number, new Date(NOW.getTime() + 3_600_000));
    await told(TODAY, [], [receipt(number, '202603200631')]);
    expect(await stands(contactId)).toEqual(['Y', null]);
  });

  it('what nobody asked for ends with the reason of the receipt', async () => {
    const { number, contactId } = await contact();
    await subscribed(contactId, number);
    await told(TODAY, [], [receipt(number, '202603210000')]);
    expect(await stands(contactId)).toEqual(['N', null]);
    expect((await readProofs(importing.database.pool, [contactId])).at(-1)).toMatchObject({ reason: 'receipt' });
  });

  it('proofs are kept for their years after the end, and a subscription in force keeps its own', async () => {
    const { number, contactId } = await contact();
    await subscribed(contactId, number);
    await told(TODAY, [], [receipt(number, '202603202100')]);
    await subscribed(contactId, number, new Date(NOW.getTime() + 86_400_000));
    const { pool } = importing.database;
    const after = (years: number, days: number): Date =>
      new Date(Date.UTC(NOW.getUTCFullYear() + years, NOW.getUTCMonth(), NOW.getUTCDate() + days, 12));
    expect(await purgeProofs(pool, { years: 5, now: after(5, -1) })).toBe(0);
    await purgeProofs(pool, { years: 5, now: after(5, 1) });
    expect((await readProofs(pool, [contactId])).map(({ what }) => what)).toEqual(['subscribed']);
    await expect(pool.query('update cpr.subscription_proof set who = null')).rejects.toThrow('permission denied');
  });

  it('a number that took the place of another keeps its proof; what was only wanted does not stay for good', async () => {
    const { number, contactId } = await contact();
    const { contactId: other } = await contact();
    const { pool } = importing.database;
    await subscribed(contactId, number);
    await subscribed(contactId, pnr(8888));
    const hash = records.hashOf(number);
    await within((tx) =>
      records.end(tx, [
        { contactId, hash, at: NOW, road: 'online', reason: { kind: 'number-changed' }, result: 'deleted' },
      ]),
    );
    await wanted(other);
    await within((tx) => records.withdraw(tx, [other], () => true));
    await purgeProofs(pool, { years: 5, now: new Date('2031-04-01T12:00:00Z') });
    expect((await readProofs(pool, [contactId])).map(({ what }) => what)).toEqual([
      'subscribed',
      'subscribed',
      'unsubscribed',
    ]);
    expect(await readProofs(pool, [other])).toEqual([]);
  });
});

describe('when subscriptions go by input file', () => {
  let fetching: Fetching;
  beforeAll(async () => {
    // A Monday morning.
    fetching = await Fetching.fresh('2026-03-02T08:00:00Z');
    const { deleteCode } = fetching.simulator.cprOffice.options;
    fetching.simulator.cprOffice.configure({ receipts: true });
    const files = { fileServerProfile: FILES, mvs: true, prefix: 'HENTET.' };
    const settings = { ...files, subscribeBy: 'file', deletionCode: deleteCode };
    expect((await fetching.ask('PATCH', 'settings', settings)).status).toBe(200);
  });
  afterAll(() => fetching.end());

  async function typed(number: string): Promise<string> {
    const hand = { by: 'kim', now: fetching.clock.now(), seesProtected: true };
    const made = await inTransaction(fetching.database.pool, (tx) =>
      createByHand(tx, { nameType: 'C', nameCode: number }, { name: { fields: { name1: 'Skrevet' } } }, hand),
    );
    return 'contactId' in made ? made.contactId : '';
  }

  const wish = (contactId: string, subscribed: 'Y' | 'N') =>
    fetching.ask('PUT', 'subscriptions/wishes', { reason: 'own rule', wishes: [{ contactId, subscribed }] });
  const record = async (contactId: string): Promise<ProvenSubscription> =>
    (await fetching.ask<ProvenSubscription>('GET', `subscriptions/${contactId}`)).body;

  async function send(): Promise<RunRecord> {
    const { body } = await fetching.ask<{ runId: string }>('POST', 'schedules/send-subscriptions/run');
    return waitFor(async () => {
      const { body: run } = await fetching.ask<RunRecord>('GET', `runs/${body.runId}`);
      return run.state === 'running' ? undefined : run;
    });
  }

  /** The office has run, and its files are imported. */
  async function evening(at: string): Promise<void> {
    fetching.clock.set(at);
    await waitFor(async () => {
      const { body } = await fetching.ask<BatchRunReport>('POST', 'batch-runs');
      // The night's own run may be under way, since the clock has passed its time.
      return body.steps.some(({ step, outcome }) => step === 'connect' && outcome === 'done') || undefined;
    });
    await fetching.imported();
  }

  it('a wish goes off once, and is Y when the person is delivered; its end goes off too, and is N with the receipt', async () => {
    const { cprOffice, persons } = fetching.simulator;
    const [number = ''] = persons.numbers();
    const contactId = await typed(number);
    await wish(contactId, 'Y');
    expect(await send()).toMatchObject({ state: 'finished', counts: { subscribe: 1, unsubscribe: 0 }, problems: [] });
    expect(await record(contactId)).toMatchObject({
      srcSubscribed: 'N',
      subscribed: 'Y',
      sentFile: 'd260302.i013201',
      sentAt: '2026-03-02T08:00:00.000Z',
    });
    expect(await send()).toMatchObject({ state: 'finished', counts: {} });
    await evening('2026-03-02T20:00:00Z');
    expect(cprOffice.isSubscribed(number)).toBe(true);
    expect(await record(contactId)).toMatchObject({
      srcSubscribed: 'Y',
      subscribed: null,
      confirmedBy: 'file',
      sentAt: null,
    });

    // Before the night's own run of the batch, which sends what waits too.
    fetching.clock.set('2026-03-03T03:00:00Z');
    await wish(contactId, 'N');
    expect(await send()).toMatchObject({ state: 'finished', counts: { subscribe: 0, unsubscribe: 1 }, problems: [] });
    await evening('2026-03-03T20:00:00Z');
    expect(cprOffice.isSubscribed(number)).toBe(false);
    expect(await record(contactId)).toMatchObject({ srcSubscribed: 'N', subscribed: null });
    expect((await record(contactId)).proof.map(({ what, result }) => [what, result])).toEqual([
      ['wanted', null],
      ['subscribed', 'confirmed'],
      ['not-wanted', null],
      ['unsubscribed', 'receipt'],
    ]);
  });

  it('what somebody orders by input file is a wish too; a file that is not on the server is answered by nothing', async () => {
    const [, number = ''] = fetching.simulator.persons.numbers();
    const contactId = await typed(number);
    // The day's file is taken by another line, so that this one is for the day after.
    fetching.clock.set('2026-03-04T08:00:00Z');
    const order = (type: string, whom: string) =>
      fetching.ask('POST', 'input-files', { type, contactIds: [whom], purpose: 'agreed with kim' });
    expect((await order('07', contactId)).status).toBe(202);
    expect((await order('06', contactId)).status).toBe(202);
    expect(await record(contactId)).toMatchObject({
      srcSubscribed: 'N',
      subscribed: 'Y',
      wishReason: { kind: 'wish', purpose: 'agreed with kim' },
      sentFile: 'd260305.i013201',
    });
    // Delivered because of the line of type 07.
    await evening('2026-03-04T20:00:00Z');
    expect(await record(contactId)).toMatchObject({ srcSubscribed: 'N', subscribed: 'Y' });
    await evening('2026-03-05T20:00:00Z');
    expect(fetching.simulator.cprOffice.isSubscribed(number)).toBe(true);
    expect(await record(contactId)).toMatchObject({ srcSubscribed: 'Y', subscribed: null, confirmedBy: 'file' });
  });
});
