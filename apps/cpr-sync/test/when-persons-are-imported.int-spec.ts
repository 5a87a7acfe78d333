import { ContactRegister, DEFAULT_SETTINGS, editByHand } from '@contact-sync/contact-register';
import { lastDeliveryDay } from '@contact-sync/contacts-datafordeler';
import { inTransaction } from '@contact-sync/database';
import { enqueueTasks, findPausedLanes, pauseLane, resumeLane } from '@contact-sync/messaging';
import { danishDay } from '@contact-sync/contacts-model';
import { rereadTime } from '@contact-sync/service';
import { waitFor } from '@contact-sync/testing';
import { lookUpClock } from '../src/asking/look-up-clock';
import type { ImportAnswer, PersonImportAnswer } from '../src/imports/import-answer';
import { Asking } from './asking';
import { delivery } from './off4-file';

const PURPOSE = 'case 2026-17';
const DAY_MS = 86_400_000;

describe('when persons are imported', () => {
  let asking: Asking;
  beforeAll(async () => {
    asking = await Asking.fresh();
    await asking.open();
  });
  afterAll(() => asking.end());
  afterEach(() => asking.simulator.cprDirekte.faults.clear());

  const ask = (personNumbers: readonly string[], more: object = {}) =>
    asking.ask<ImportAnswer & { code?: string; errors?: { field: string }[] }>('POST', 'imports', {
      personNumbers,
      purpose: PURPOSE,
      ...more,
    });

  async function imported(number: string, more: object = {}): Promise<PersonImportAnswer & { contactId: string }> {
    const { status, body } = await ask([number], more);
    const one = status === 200 ? body.imported[0] : undefined;
    if (one?.contactId === undefined) throw new Error(`not imported: ${JSON.stringify(body)}`);
    return { ...one, contactId: one.contactId };
  }

  const contact = (contactId: string) => asking.contact(contactId);
  const refreshes = (contactId: string) => asking.tasks('cpr-sync.person.refresh.v1', contactId);

  it('a person becomes a contact, CPR subscribes, and once more changes nothing', async () => {
    const person = asking.person();
    const first = await imported(person.number);
    expect(first).toEqual({
      personNumber: person.number,
      contactId: first.contactId,
      outcome: 'created',
      subscription: 'subscribed',
      remarks: [],
    });
    expect(await contact(first.contactId)).toMatchObject({
      name_code: person.number,
      name2: person.name.last,
      address1: person.address?.line,
    });
    const today = danishDay(new Date());
    expect(await asking.freshness(first.contactId)).toEqual([{ as_of: today, road: 'online', source: 'CPR Direkte' }]);
    expect(asking.simulator.cprOffice.isSubscribed(person.number)).toBe(true);
    expect(
      await asking.rows('select src_subscribed, subscribed from cpr.source_record where contact_id = $1', [
        first.contactId,
      ]),
    ).toEqual([{ src_subscribed: 'Y', subscribed: null }]);
    expect(await imported(person.number)).toMatchObject({ contactId: first.contactId, outcome: 'unchanged' });
    const audit = await asking.rows(
      `select purpose, contact_id::text, result_count from contacts.audit where action = 'import' order by id`,
    );
    const { contactId: contact_id } = first;
    expect(audit).toEqual([
      { purpose: PURPOSE, contact_id: null, result_count: null },
      { purpose: PURPOSE, contact_id, result_count: 1 },
      { purpose: PURPOSE, contact_id, result_count: null },
      { purpose: PURPOSE, contact_id, result_count: 1 },
    ]);
  });

  it('nobody is subscribed who need not be, and who is on the block list never', async () => {
    const [asked, blocked] = [asking.person(), asking.person()];
    expect(await imported(asked.number, { subscribe: false })).toMatchObject({ subscription: 'not-wanted' });
    expect(asking.simulator.cprOffice.isSubscribed(asked.number)).toBe(false);
    const { status } = await asking.ask('POST', 'blocks', { personNumber: blocked.number, why: 'erased on request' });
    expect(status).toBeLessThan(300);
    expect(await imported(blocked.number)).toMatchObject({ outcome: 'created', subscription: 'blocked' });
    expect(asking.simulator.cprOffice.isSubscribed(blocked.number)).toBe(false);
  });

  it.each(['new', 'old'])(
    'who is on the block list by another number is not kept subscribed: %s number imported',
    async (which) => {
      const { number: old } = asking.person();
      asking.simulator.persons.apply({ kind: 'new-number', number: old });
      const [valid = ''] = asking.simulator.persons.numbersOf(old);
      const [typed, listed] = which === 'new' ? [valid, old] : [old, valid];
      await asking.ask('POST', 'blocks', { personNumber: listed, why: 'erased on request' });
      const { subscription, contactId } = await imported(typed);
      expect(subscription).toBe('blocked');
      const isOver = async () => {
        const [record] = await asking.rows<Record<string, string | null>>(
          'select src_subscribed, subscribed from cpr.source_record where contact_id = $1',
          [contactId],
        );
        return record?.['src_subscribed'] === 'N' && record['subscribed'] === null;
      };
      await waitFor(isOver, { what: 'the subscription to be deleted' });
      for (const number of [old, valid]) expect(asking.simulator.cprOffice.isSubscribed(number)).toBe(false);
    },
  );

  it('by Datafordeler a person is imported, and CPR Direkte subscribes in a task of its own', async () => {
    const person = asking.person();
    await asking.set({ lookUpRoad: 'datafordeler' });
    const result = await imported(person.number).finally(() => asking.set({ lookUpRoad: 'direkte' }));
    expect(result).toMatchObject({ outcome: 'created', subscription: 'wanted' });
    expect(await contact(result.contactId)).toMatchObject({ name2: person.name.last });
    await asking.settled();
    expect(asking.simulator.cprOffice.isSubscribed(person.number)).toBe(true);
    expect(await asking.freshness(result.contactId)).toEqual([expect.objectContaining({ road: 'online' })]);
  });

  it('of several, those whom CPR does not know stop nobody; what is no number is told by its field', async () => {
    const person = asking.person();
    const { body } = await ask([person.number, '6101800000']);
    expect(body.imported.map(({ outcome }) => outcome)).toEqual(['created', 'not-in-register']);
    expect(await ask(['6101800000'])).toMatchObject({ status: 404, body: { code: 'not-in-register' } });
    const wrong = await ask([person.number, '123']);
    expect(wrong).toMatchObject({ status: 422, body: { code: 'not-a-person-number' } });
    expect(wrong.body.errors).toEqual([expect.objectContaining({ field: 'personNumbers[1]' })]);
    expect(await asking.ask('POST', 'imports', { personNumbers: [person.number] })).toMatchObject({ status: 400 });
  });

  it('where CPR falls silent in the midst, whoever it subscribed is stored and known to be subscribed', async () => {
    const persons = Array.from({ length: 12 }, () => asking.person().number);
    const { 'look-up': before } = asking.simulator.cprDirekte.counts();
    asking.simulator.cprDirekte.faults.add({ on: 'look-up', fault: { kind: 'split', bytes: 500 }, times: 6 });
    asking.simulator.cprDirekte.faults.add({ on: 'look-up', fault: { kind: 'error', code: '04' } });
    expect(await ask(persons)).toMatchObject({ status: 503, body: { code: 'cpr-away' } });
    const stored = await asking.rows<{ name_code: string }>(
      `select c.name_code from contacts.contact c join cpr.source_record r on r.contact_id = c.id
        where r.src_subscribed = 'Y' and c.name_code = any($1)`,
      [persons],
    );
    const subscribed = persons.filter((number) => asking.simulator.cprOffice.isSubscribed(number));
    expect(stored.map(({ name_code }) => name_code).sort()).toEqual(subscribed.sort());
    expect(subscribed).toHaveLength(6);
    expect(asking.simulator.cprDirekte.counts()['look-up'] - before).toBeLessThan(persons.length);
  });

  it('a changed number is followed: one contact under the number of today, and CPR subscribes to that', async () => {
    const { number } = asking.person();
    const before = await imported(number);
    asking.simulator.persons.apply({ kind: 'new-number', number });
    const [valid = ''] = asking.simulator.persons.numbersOf(number);
    const after = await imported(number);
    expect(after).toMatchObject({ contactId: before.contactId, outcome: 'changed' });
    expect(await contact(before.contactId)).toMatchObject({ name_code: valid, superseded_by: null });
    expect(
      await asking.rows('select previous from contacts.identifier where name_code = $1 and contact_id = $2', [
        number,
        before.contactId,
      ]),
    ).toEqual([{ previous: true }]);
    expect(asking.simulator.cprOffice.isSubscribed(valid)).toBe(true);
  });

  it('the settings of the mapping hold for look-ups as for files', async () => {
    const dead = asking.person();
    const ward = asking.person(
      ({ mother, guardianship, birthDate }) =>
        /^[1-9]/.test(mother.number) && guardianship === null && birthDate < '2005',
    );
    asking.simulator.persons.apply({ kind: 'death', number: dead.number });
    const { contactId } = await imported(dead.number);
    expect(await contact(contactId)).toMatchObject({ end_date: danishDay(new Date()), end_source: 'register' });
    await asking.set({ endDateForStatus90: false, updateGuardiansAndCustodians: false });
    try {
      asking.simulator.persons.apply({ kind: 'guardian', number: ward.number });
      await imported(dead.number);
      expect(await contact(contactId)).toMatchObject({ end_date: null });
      const { contactId: wardId } = await imported(ward.number);
      const labels = await asking.rows<{ custom_label: string }>(
        'select distinct custom_label from contacts.reference where contact_id = $1',
        [wardId],
      );
      expect(labels.map(({ custom_label }) => custom_label)).toContain('Forældre');
      expect(labels.map(({ custom_label }) => custom_label)).not.toContain('Værge');
      const dates = await asking.rows('select from contacts.contact_date where contact_id = $1 and custom_label = $2', [
        wardId,
        'Umyndig',
      ]);
      expect(dates).toHaveLength(1);
    } finally {
      await asking.set({ endDateForStatus90: true, updateGuardiansAndCustodians: true });
    }
  });

  it('what is typed stays or gives way to a look-up, by the setting', async () => {
    const { number, name } = asking.person();
    const { contactId } = await imported(number, { subscribe: false });
    const typed = { fields: { name1: 'Anna', name2: 'Typed' } };
    const hand = { by: 'test', now: new Date(), seesProtected: true };
    await inTransaction(asking.database.pool, (tx) => editByHand(tx, contactId, 'name', typed, hand));
    await asking.set({ forceUpdate: false });
    try {
      await imported(number, { subscribe: false });
      expect(await contact(contactId)).toMatchObject({ name2: 'Typed' });
    } finally {
      await asking.set({ forceUpdate: true });
    }
    expect(await imported(number, { subscribe: false })).toMatchObject({ outcome: 'changed' });
    expect(await contact(contactId)).toMatchObject({ name2: name.last });
  });

  it('without the contact type of guardians nobody is imported, and CPR is not asked', async () => {
    const { number } = asking.person();
    const calls = asking.simulator.cprDirekte.counts()['look-up'];
    await asking.set({ guardianNameType: 'X' });
    try {
      expect(await ask([number])).toMatchObject({ status: 409, body: { code: 'contact-types-missing' } });
    } finally {
      await asking.set({ guardianNameType: 'P' });
    }
    expect(asking.simulator.cprDirekte.counts()['look-up']).toBe(calls);
  });

  it('a refresh brings what is new, and waits in its lane while CPR is away', async () => {
    const person = asking.person();
    const { contactId } = await imported(person.number, { subscribe: false });
    asking.simulator.persons.apply({ kind: 'move', number: person.number, alone: true });
    asking.simulator.cprDirekte.faults.add({ on: 'look-up', fault: { kind: 'error', code: '04' } });
    await asking.wantRefresh(contactId);
    const paused = await waitFor(async () => (await findPausedLanes(asking.database.pool))[0], {
      what: 'the lane to pause',
    });
    expect(paused).toMatchObject({ lane: 'cpr-direkte', errorCode: 'direkte-04' });
    asking.simulator.cprDirekte.faults.clear();
    await asking.resumed();
    await asking.settled();
    const now = asking.simulator.persons.find(person.number)?.address?.line;
    expect(now).not.toBe(person.address?.line);
    expect(await contact(contactId)).toMatchObject({ address1: now });
    expect(await findPausedLanes(asking.database.pool)).toEqual([]);
    expect(asking.simulator.cprOffice.isSubscribed(person.number)).toBe(false);
    expect((await refreshes(contactId)).map(({ state }) => state)).toEqual(['done']);
    const audit = await asking.rows<{ who: string; result_count: number | null }>(
      `select who, result_count from contacts.audit where action = 'refresh' and contact_id = $1 order by id`,
      [contactId],
    );
    // An intent for each attempt, and the outcome of the one that brought something.
    expect(new Set(audit.map(({ who }) => who))).toEqual(new Set(['cpr-sync']));
    expect(audit.length).toBeGreaterThan(2);
    expect(audit.map(({ result_count }) => result_count).filter((count) => count !== null)).toEqual([1]);
  });

  it('a refresh takes the road of look-ups, and waits for no other', async () => {
    const person = asking.person();
    const { contactId } = await imported(person.number, { subscribe: false });
    const problem = { code: 'direkte-04', text: 'CPR Direkte is away' };
    await pauseLane(asking.database.pool, 'cpr-direkte', { afterMs: DAY_MS, problem });
    await asking.wantRefresh(contactId);
    const waits = async () =>
      asking.rows(`select from service_queue.message where subject = $1 and lane = 'cpr-direkte'`, [contactId]);
    await waitFor(async () => (await waits()).length === 1, { what: 'the refresh to wait for its lane' });
    try {
      await asking.set({ lookUpRoad: 'datafordeler' });
      await waitFor(async () => (await refreshes(contactId))[0]?.state === 'done', { what: 'the refresh that waited' });
      await asking.wantRefresh(contactId);
      await waitFor(async () => (await refreshes(contactId))[1]?.state === 'done', { what: 'the refresh after it' });
      // Nothing was learnt of CPR Direkte.
      expect(await findPausedLanes(asking.database.pool)).toMatchObject([{ lane: 'cpr-direkte' }]);
    } finally {
      await asking.set({ lookUpRoad: 'direkte' });
      await resumeLane(asking.database.pool, 'cpr-direkte');
    }
  });

  it('an answer that is spoilt for one holds up that one alone, and nobody is looked up to find out', async () => {
    const [spoilt, other] = [asking.person(), asking.person()];
    const { contactId } = await imported(spoilt.number, { subscribe: false });
    const { contactId: otherId } = await imported(other.number, { subscribe: false });
    const { 'look-up': before, logon } = asking.simulator.cprDirekte.counts();
    asking.simulator.cprDirekte.faults.add({ on: 'look-up', fault: { kind: 'cut', at: 100 }, times: 1 });
    await asking.wantRefresh(contactId);
    await waitFor(async () => (await refreshes(contactId))[0]?.state === 'waiting', { what: 'the task to be put off' });
    expect(await refreshes(contactId)).toEqual([expect.objectContaining({ error_code: 'half-answer' })]);
    expect(await findPausedLanes(asking.database.pool)).toEqual([]);
    const { 'look-up': after, logon: logonAfter } = asking.simulator.cprDirekte.counts();
    expect([after - before, logonAfter - logon]).toEqual([1, 1]);
    await asking.wantRefresh(otherId);
    await waitFor(async () => (await refreshes(otherId))[0]?.state === 'done', { what: 'the other task' });
  });

  it('where a file and a look-up of one day differ the file holds, and the person is looked up once on the next', async () => {
    const [lookedUp, filed] = [asking.person(), asking.person()];
    const { contactId } = await imported(lookedUp.number, { subscribe: false });
    const today = danishDay(new Date());
    const persons = [lookedUp, filed].map(({ number: pnr }) => ({ pnr, street: 'Anden Vej 7' }));
    const bytes = delivery(persons, { date: today.replaceAll('-', '') });
    const form = new FormData();
    form.append('persons', 'all');
    form.append('file', new Blob([new Uint8Array(bytes)]), `d${today.slice(2).replaceAll('-', '')}.l110901`);
    expect((await asking.ask('POST', 'deliveries', form)).status).toBe(202);
    await waitFor(async () => (await contact(contactId))['address1'] === 'Anden Vej 7', { what: 'the file' });
    const due = rereadTime(danishDay(new Date(Date.parse(today) + DAY_MS)));
    const planned = [expect.objectContaining({ state: 'open', due_at: due })];
    expect(await refreshes(contactId)).toEqual(planned);

    // The file was first: the look-up comes too late, and says otherwise.
    const late = await imported(filed.number, { subscribe: false });
    expect(late).toMatchObject({ outcome: 'stale' });
    expect(await contact(late.contactId)).toMatchObject({ address1: 'Anden Vej 7' });
    expect(await refreshes(late.contactId)).toEqual(planned);
    await imported(lookedUp.number, { subscribe: false });
    expect(await refreshes(contactId)).toEqual(planned);
  });

  it('by Datafordeler a person whom its newest file knows otherwise is read again with the next delivery, and no sooner', async () => {
    const { number: pnr } = asking.person();
    const day = lastDeliveryDay(new Date(), '06:00');
    const bytes = delivery([{ pnr, street: 'Tredje Vej 8' }], { date: day.replaceAll('-', '') });
    const form = new FormData();
    form.append('persons', 'all');
    form.append('file', new Blob([new Uint8Array(bytes)]), `d${day.slice(2).replaceAll('-', '')}.l110902`);
    expect((await asking.ask('POST', 'deliveries', form)).status).toBe(202);
    const filed = () => asking.rows(`select from contacts.address where address1 = 'Tredje Vej 8'`);
    await waitFor(async () => (await filed()).length === 1, { what: 'the file' });
    await asking.set({ lookUpRoad: 'datafordeler' });
    try {
      const { contactId, outcome } = await imported(pnr, { subscribe: false });
      expect(outcome).toBe('stale');
      expect(await contact(contactId)).toMatchObject({ address1: 'Tredje Vej 8' });
      await asking.wantRefresh(contactId);
      await waitFor(async () => (await refreshes(contactId))[0]?.state === 'done', { what: 'the refresh' });
      const [, planned] = await refreshes(contactId);
      expect(planned?.state).toBe('open');
      expect(lastDeliveryDay(planned?.due_at ?? new Date(), '06:00') > day).toBe(true);
      expect(await refreshes(contactId)).toHaveLength(2);
    } finally {
      await asking.set({ lookUpRoad: 'direkte' });
    }
  });

  it('look-ups that end at the same time do not wait for each other to forget those of last month', async () => {
    const [one, other] = [asking.person(), asking.person()];
    const { contactId } = await imported(one.number, { subscribe: false });
    await asking.rows(`update cpr.looked_up_contact set day = '2020-01-01'`);
    await inTransaction(asking.database.pool, async (tx) => {
      // Who waits for it nonetheless is freed, and this fails.
      await tx.query(`set local idle_in_transaction_session_timeout = '5s'`);
      await tx.query('select from cpr.looked_up_contact where contact_id = $1 for update', [contactId]);
      expect(await imported(other.number, { subscribe: false })).toMatchObject({ outcome: 'created' });
    });
    const old = await asking.rows(`select contact_id::text from cpr.looked_up_contact where day = '2020-01-01'`);
    expect(old).toEqual([{ contact_id: contactId }]);
  });

  describe('a person held from a look-up', () => {
    const open = (number: string) =>
      asking.rows<{ id: string }>('select id::text from contacts.hold where name_code = $1 and released_at is null', [
        number,
      ]);
    const retries = async (holdId: string) =>
      (await asking.tasks('cpr-sync.hold.retry.v1', holdId)).map(({ state, error_code }) => error_code ?? state);

    /** Holds somebody as an answer does that cannot be used, and has it tried again. */
    async function heldAndRetried(number: string): Promise<string> {
      const register = new ContactRegister({ settings: () => DEFAULT_SETTINGS, now: () => new Date() });
      const clock = lookUpClock({ road: 'direkte', calledAt: new Date().toISOString(), contentHash: 'unusable' });
      const subject = { nameType: 'C', nameCode: number };
      const origin = { road: 'online', source: 'CPR Direkte' };
      await inTransaction(asking.database.pool, (tx) =>
        register.hold(tx, [{ register: 'cpr', subject, clock, origin, reason: 'damaged-record' }]),
      );
      const [{ id: holdId } = { id: '' }] = await open(number);
      await inTransaction(asking.database.pool, (tx) =>
        enqueueTasks(tx, [{ type: 'cpr-sync.hold.retry.v1', subject: holdId, data: { holdId } }]),
      );
      await waitFor(async () => !['open', 'claimed'].includes((await retries(holdId))[0] ?? 'open'), {
        what: 'the hold to be tried again',
      });
      return holdId;
    }

    it('is looked up again when the hold is tried again', async () => {
      const { number, name } = asking.person();
      const { contactId } = await imported(number, { subscribe: false });
      asking.simulator.persons.apply({ kind: 'name', number, last: 'Nyholm' });
      const holdId = await heldAndRetried(number);
      expect(await open(number)).toEqual([]);
      expect(await contact(contactId)).toMatchObject({ name2: 'Nyholm' });
      expect(name.last).not.toBe('Nyholm');
      expect(await retries(holdId)).toEqual(['done']);
    });

    it('is recorded as looked up though no contact yet, and held no longer where a file of the day knows better', async () => {
      const codes = await asking.rows<{ name_code: string }>('select name_code from contacts.contact');
      const ours = new Set(codes.map(({ name_code }) => name_code));
      const { number: pnr } = asking.person(({ number }) => !ours.has(number));
      const intents = () =>
        asking.rows(
          `select from contacts.audit where action = 'refresh' and contact_id is null and result_count is null`,
        );
      const before = (await intents()).length;
      await heldAndRetried(pnr);
      expect(await open(pnr)).toEqual([]);
      expect((await intents()).length - before).toBe(1);

      const today = danishDay(new Date());
      const bytes = delivery([{ pnr, street: 'Fjerde Vej 9' }], { date: today.replaceAll('-', '') });
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), `d${today.slice(2).replaceAll('-', '')}.l110903`);
      expect((await asking.ask('POST', 'deliveries', form)).status).toBe(202);
      const filed = () => asking.rows(`select from contacts.address where address1 = 'Fjerde Vej 9'`);
      await waitFor(async () => (await filed()).length === 1, { what: 'the file' });
      const holdId = await heldAndRetried(pnr);
      expect([await open(pnr), await retries(holdId)]).toEqual([[], ['done']]);
      expect(await filed()).toHaveLength(1);
    });

    it('stays held while the road that it was held from has no profile', async () => {
      const { number } = asking.person();
      await asking.set({ direkteProfile: '' });
      try {
        const holdId = await heldAndRetried(number);
        expect([(await open(number)).length, await retries(holdId)]).toEqual([1, ['no-profile']]);
        expect(await findPausedLanes(asking.database.pool)).toEqual([]);
      } finally {
        await asking.open();
      }
    });
  });

  it('substitute numbers are not sent for a refresh while they are refused', async () => {
    const { number } = asking.person();
    const { contactId } = await imported(number, { subscribe: false });
    await asking.set({ substituteNumbers: 'refuse' });
    try {
      const calls = asking.simulator.cprDirekte.counts()['look-up'];
      await asking.wantRefresh(contactId);
      await asking.settled();
      expect(await refreshes(contactId)).toEqual([
        expect.objectContaining({ state: 'obsolete', error_code: 'substitute-number' }),
      ]);
      expect(asking.simulator.cprDirekte.counts()['look-up']).toBe(calls);
    } finally {
      await asking.set({ substituteNumbers: 'allow' });
    }
  });

  it('outside the register of contacts nothing names a person', async () => {
    const printed = await asking.log();
    const written = await asking.rows<{ text: string }>(
      `select m::text as text from service_queue.message m
       union all select t::text from cpr.looked_up_contact t union all select r::text from cpr.source_record r`,
    );
    const texts = [printed, ...written.map(({ text }) => text)].join('\n');
    for (const number of asking.simulator.persons.numbers()) expect(texts.includes(number)).toBe(false);
  });
});
