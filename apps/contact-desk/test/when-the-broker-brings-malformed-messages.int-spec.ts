import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { describeWithRabbitMq, waitFor } from '@contact-sync/testing';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownExchange, type OwnExchange } from './broker';
import { event, settled } from './events-in';
import { MALFORMED, SECRET_NAME, SECRET_NUMBER } from './malformed-messages';
import { number, said } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

const NO_TRACE = [SECRET_NUMBER, SECRET_NAME, 'S\u00f8ren'];

describeWithRabbitMq('when the broker brings malformed messages', () => {
  let exchange: OwnExchange;
  let desk: RunningDesk;
  let folder: string;
  let log: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'contact-desk-'));
    log = join(folder, 'log');
    exchange = await ownExchange();
    desk = await runningDesk({ ...exchange.env, LOG_LEVEL: 'debug', LOG_FILE: log });
    await waitFor(async () => (await readFile(log, 'utf8')).includes('service listens'), { what: 'the service' });
  });
  afterAll(async () => {
    await desk.stop();
    await exchange.remove();
    await rm(folder, { recursive: true });
  });

  const parked = () =>
    desk.rows<{ id: string; error_code: string; text: string }>(
      `select id, error_code, row_to_json(m)::text as text from service_queue.message m
        where kind = 'inbound' and state = 'parked'`,
    );

  it('parks each once with its reason, masked, and logs no word of it; good ones among them are applied', async () => {
    const good = event('case.opened.v1', 'sag-good', {});
    const all = MALFORMED.map(({ body }) => ({ key: 'case.opened.v1', body }));
    await exchange.publish(...all, ...all, { key: 'case.opened.v1', body: JSON.stringify(good) });
    await waitFor(async () => (await parked()).length >= MALFORMED.length, { what: 'all to be parked' });
    const isOpen = async (): Promise<boolean> =>
      (await desk.ask('GET', '/contact-desk/cases/sag-good?source=/esdh')).status === 200;
    await waitFor(isOpen, { what: 'the good one to be applied' });
    const codes = (await parked()).map(({ error_code }) => error_code);
    expect(codes.sort()).toEqual(MALFORMED.map(({ code }) => code).sort());
    expect(
      await desk.rows(`select id from service_queue.message where kind = 'inbound' and state <> 'parked'`),
    ).toEqual([]);
    expect((await parked()).filter(({ text }) => text.includes(SECRET_NUMBER))).toEqual([]);
    const written = await readFile(log, 'utf8');
    for (const trace of NO_TRACE) expect(written).not.toContain(trace);
    expect(written).toContain('parked');
    const shown = JSON.stringify((await desk.ask('GET', '/contact-desk/queue/messages?state=parked')).body);
    for (const trace of NO_TRACE) expect(shown).not.toContain(trace);
  });

  it('a task that another system sends touches no task of ours, not even under its id', async () => {
    const task = { type: 'cpr-sync.delivery.import.v1' as const, subject: 'd-1', data: { deliveryId: 'd-1' } };
    await inTransaction(desk.database.pool, (tx) => enqueueTasks(tx, [{ ...task, dueAt: new Date('2099-01-01') }]));
    const row = () =>
      desk.rows<{ id: string }>(`select id, state, attempts from service_queue.message where subject = 'd-1'`);
    const [before] = await row();
    const sent = event(task.type, 'd-1', task.data, before === undefined ? {} : { id: before.id });
    const count = (await parked()).length;
    await desk.rows(`update service_queue.message set free_at = now() where subject = 'd-1'`);
    await exchange.publish({ key: 'case.opened.v1', body: JSON.stringify(sent) });
    await waitFor(async () => (await parked()).length > count, { what: 'it to be parked' });
    expect(await row()).toEqual([{ id: before?.id, state: 'open', attempts: 0 }]);
  });

  it('applies what a person mends, and parks no other copy of it', async () => {
    const [first] = await desk.rows<{ id: string; attempts: number }>(
      `select id, attempts from service_queue.message where error_code = 'not-json' and data::text like '%event%name%'`,
    );
    const mend = (id: string, body: unknown, headers = {}) =>
      desk.ask('POST', `/contact-desk/queue/messages/${id}/mend`, { body, headers });
    const id = first?.id ?? '';
    expect(await desk.ask('POST', `/contact-desk/queue/messages/${id}/release`)).toMatchObject({ status: 409 });
    expect(await mend(id, event('party.added.v1', 'sag-2', { contact: {} }))).toMatchObject({
      status: 400,
      body: { code: 'wrong-data' },
    });
    expect(await mend(id, event('contact.changed.v1', '1', { nameType: 'C', groups: [] }))).toMatchObject({
      status: 400,
      body: { code: 'unknown-type' },
    });
    const corrected = event('case.opened.v1', 'sag-mended', {});
    expect(await mend(id, corrected, { 'content-type': 'application/cloudevents+json' })).toMatchObject({
      status: 200,
      body: { id, state: 'waiting', originId: corrected['id'], mendedBy: 'local' },
    });
    expect(await settled(desk)).toMatchObject({ done: 1 });
    expect(await desk.ask('GET', '/contact-desk/cases/sag-mended?source=/esdh')).toMatchObject({ status: 200 });
    expect(await mend(id, corrected)).toMatchObject({ status: 409, body: { code: 'action-does-not-apply' } });
    const before = (await parked()).length;
    await exchange.publish({ key: 'case.opened.v1', body: MALFORMED[0]?.body ?? '' });
    await exchange.publish({ key: 'case.opened.v1', body: JSON.stringify(event('case.opened.v1', 'sag-after', {})) });
    const isOpen = async (): Promise<boolean> =>
      (await desk.ask('GET', '/contact-desk/cases/sag-after?source=/esdh')).status === 200;
    await waitFor(isOpen, { what: 'what was sent after it' });
    expect(await parked()).toHaveLength(before);
  });

  it('a person whose number was parked is mended by number, with a purpose', async () => {
    await desk.register.applyBatch(desk.database.pool, [said(number(1), 2)]);
    const [row] = await desk.rows<{ id: string }>(
      `select id from service_queue.message where error_code = 'person-number' and data::text like '%nameCode%'`,
    );
    const address = `/contact-desk/queue/messages/${row?.id}/mend`;
    const named = (n: number) => event('party.added.v1', 'sag-3', { contact: { nameType: 'C', nameCode: number(n) } });
    const headers = { 'x-purpose': 'sag 3' };
    expect(await desk.ask('POST', address, { body: named(1) })).toMatchObject({ body: { code: 'purpose-missing' } });
    expect(await desk.ask('POST', address, { body: named(9), headers })).toMatchObject({ status: 422 });
    expect(await desk.ask('POST', address, { body: named(1), headers })).toMatchObject({ status: 200 });
    await settled(desk);
    const [anna] = await desk.rows<{ id: string }>('select id::text from contacts.contact');
    expect(await desk.ask('GET', '/contact-desk/cases/sag-3?source=/esdh')).toMatchObject({
      body: { parties: [anna?.id] },
    });
  });
});
