import { issuer, type Issuer, waitFor } from '@contact-sync/testing';
import { number, said } from './people';
import { BATCH, event, post, settled, STRUCTURED } from './events-in';
import { type RunningDesk, runningDesk } from './running-desk';

interface Taken {
  readonly events: readonly { readonly id: string; readonly state: string }[];
}

describe('when other systems post events', () => {
  let desk: RunningDesk;
  let anna: string;
  beforeAll(async () => {
    desk = await runningDesk();
    await desk.register.applyBatch(desk.database.pool, [said(number(1), 2)]);
    const [row] = await desk.rows<{ id: string }>(`select id::text from contacts.contact`);
    anna = row?.id ?? '';
  });
  afterAll(() => desk.stop());
  afterEach(() => desk.rows('delete from service_queue.message; delete from service_queue.inbox'));

  const stored = () => desk.rows('select id from service_queue.message where kind = $1', ['inbound']);
  const caseOf = async (caseId: string) => (await desk.ask('GET', `/contact-desk/cases/${caseId}?source=/esdh`)).body;

  it('takes one in structured mode and applies it', async () => {
    const opened = event('case.opened.v1', 's-1', {});
    expect(await post<Taken>(desk, opened, { 'content-type': `${STRUCTURED}; charset=utf-8` })).toMatchObject({
      status: 202,
      body: { events: [{ source: '/esdh', id: opened['id'], state: 'stored' }] },
    });
    expect(await settled(desk)).toEqual({ done: 1 });
    expect(await caseOf('s-1')).toMatchObject({ state: 'open', parties: [] });
  });

  it('takes one in binary mode, its attributes percent-encoded in headers', async () => {
    const answer = await post<Taken>(
      desk,
      { contact: { contactId: anna } },
      {
        'content-type': 'application/json',
        'ce-specversion': '1.0',
        'ce-id': 'b-1',
        'ce-source': '/%C3%A6sdh',
        'ce-type': 'dk.contact-sync.party.added.v1',
        'ce-subject': '"sag b-1"',
        'ce-time': '2026-03-02T05:31:07Z',
        'ce-sequence': '4',
      },
    );
    expect(answer).toMatchObject({ status: 202, body: { events: [{ source: '/æsdh', id: 'b-1', state: 'stored' }] } });
    expect(await settled(desk)).toEqual({ done: 1 });
    const { body } = await desk.ask('GET', `/contact-desk/cases/sag%20b-1?source=${encodeURIComponent('/æsdh')}`);
    expect(body).toMatchObject({ parties: [anna] });
  });

  it('takes a batch once, however often it comes, and says what it knew', async () => {
    const batch = [
      event('case.opened.v1', 'm-1', {}, { id: 'm-1', sequence: '1' }),
      event('case.closed.v1', 'm-1', {}, { id: 'm-2', sequence: '2' }),
      event('party.added.v1', 'm-1', { contact: { contactId: anna } }, { id: 'm-3', sequence: '3' }),
    ];
    const first = await post<Taken>(desk, batch);
    expect(first.body.events.map(({ state }) => state)).toEqual(['stored', 'stored', 'stored']);
    const more = [...batch, event('case.reopened.v1', 'm-1', {}, { id: 'm-4', sequence: '4' })];
    const second = await post<Taken>(desk, [...more, ...more]);
    expect(second.body.events.map(({ state }) => state)).toEqual([
      ...['known', 'known', 'known', 'stored'],
      ...['known', 'known', 'known', 'known'],
    ]);
    expect(await settled(desk)).toEqual({ done: 4 });
    expect(await caseOf('m-1')).toMatchObject({ state: 'open', parties: [anna] });
  });

  it('refuses a batch whole, naming each bad one by place and id, with no value', async () => {
    const secret = 'Hemmelig Have';
    const { status, type, body } = await post(desk, [
      event('case.opened.v1', 'r-1', {}, { id: 'good' }),
      event('case.painted.v1', 'r-1', {}, { id: 'bad-type' }),
      event('contact.changed.v1', '1', { nameType: 'C', groups: [] }, { id: 'ours' }),
      event('party.added.v1', 'r-1', { contact: { contactId: secret } }, { id: 'bad-data' }),
      event('party.added.v1', `${number(1)}`, { contact: { contactId: '1' } }, { id: 'number' }),
      { id: number(1) },
      17,
    ]);
    expect(status).toBe(400);
    expect(type).toBe('application/problem+json');
    expect(body.errors.map(({ field, message }) => `${field} ${message}`)).toEqual([
      '[1] id bad-type: unknown-type: the type is none of ours',
      '[2] id ours: unknown-type: the type is none that other systems send',
      expect.stringMatching(/^\[3\] id bad-data: wrong-data: .*contactId must be an id of ours: digits/),
      '[4] id number: person-number: the message holds a person number',
      '[5] id ******-****: person-number: the message holds a person number',
      '[6] not-a-cloudevent: the body is not an object',
    ]);
    expect(JSON.stringify(body)).not.toContain(secret);
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['{"specversion":"1.0"', STRUCTURED, 'invalid-events'],
    ['', STRUCTURED, 'invalid-events'],
    ['[]', STRUCTURED, 'invalid-events'],
    ['{"specversion":"1.0"', BATCH, 'not-a-cloudevent'],
    ['{}', BATCH, 'not-a-cloudevent'],
    ['{}', 'application/json', 'not-a-cloudevent'],
    [Buffer.from([0x5b, 0x22, 0xe6, 0x22, 0x5d]), BATCH, 'not-a-cloudevent'],
  ])('refuses %s as %s', async (body, type, code) => {
    expect(await post(desk, body, { 'content-type': type })).toMatchObject({ status: 400, body: { code } });
  });

  it('refuses what is too much, and other formats', async () => {
    const thousandAndOne = Array.from({ length: 1001 }, () => event('case.opened.v1', 't-1', {}));
    expect(await post(desk, thousandAndOne)).toMatchObject({
      status: 400,
      body: { detail: 'These are no CloudEvents: there are more than 1000 events' },
    });
    const large = event('case.opened.v1', 't-1', { filling: 'x'.repeat(256 * 1024) });
    expect((await post(desk, [large])).body.errors[0]?.message).toContain('too-large');
    expect(await post(desk, 'x'.repeat(4 * 1024 * 1024 + 1))).toMatchObject({ status: 413 });
    expect(await post(desk, '<event/>', { 'content-type': 'application/cloudevents+xml' })).toMatchObject({
      status: 415,
    });
    expect(await stored()).toEqual([]);
  });

  it('keeps what names an unknown contact for later, and tells why at the desk', async () => {
    await post(desk, [
      event('party.added.v1', 'u-1', { contact: { nameType: 'V', nameCode: '1003387453' } }),
      event('party.added.v1', 'u-1', { contact: { contactId: anna } }),
    ]);
    expect(await settled(desk)).toEqual({ done: 1, waiting: 1 });
    expect(await caseOf('u-1')).toMatchObject({ parties: [anna] });
    const { body } = await desk.ask('GET', '/contact-desk/queue/messages?state=waiting');
    expect(body).toMatchObject({
      messages: [
        { type: 'party.added.v1', subject: 'u-1', source: '/esdh', errorCode: 'unknown-contact', attempts: 1 },
      ],
    });
  });

  it('tries what came before its external id as soon as that is registered', async () => {
    const changed = { name: { name1: 'Havens Venner' } };
    await post(desk, event('external-contact.changed.v1', 'K-7', changed, { sequence: '2' }));
    await post(desk, event('external-contact.changed.v1', 'K-7', changed, { source: '/other' }));
    expect(await settled(desk)).toEqual({ waiting: 2 });
    await desk.rows(`update service_queue.message set due_at = '2099-01-01', free_at = '2099-01-01'`);
    const created = { nameType: 'J', nameCode: '12345674', name: { name1: 'Have ApS' } };
    await post(desk, event('external-contact.created.v1', 'K-7', created, { sequence: '1' }));
    await waitForDone(2);
    expect(await desk.rows(`select name1 from contacts.contact where name_code = '12345674'`)).toEqual([
      { name1: 'Havens Venner' },
    ]);
  });

  const waitForDone = async (n: number): Promise<void> => {
    const done = () => desk.rows(`select id from service_queue.message where kind = 'inbound' and state = 'done'`);
    await waitFor(async () => (await done()).length === n, { what: `${n} messages to be done` });
  };

  it('parks what the register refuses, without what was typed', async () => {
    const refused = { nameType: 'J', nameCode: '12345675', name: { name1: 'Have' } };
    await post(desk, event('external-contact.created.v1', 'K-8', refused));
    expect(await settled(desk)).toEqual({ parked: 1 });
    const { body } = await desk.ask('GET', '/contact-desk/queue/messages?state=parked');
    expect(body).toMatchObject({
      messages: [{ subject: 'K-8', errorCode: 'refused', errorText: 'nameCode: check-digit' }],
    });
  });
});

describe('when a posted event names a person by number', () => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await runningDesk();
    await desk.register.applyBatch(desk.database.pool, [said(number(1), 2)]);
  });
  afterAll(() => desk.stop());

  const byNumber = (n: number, caseId: string) =>
    event('party.added.v1', caseId, { contact: { nameType: 'C', nameCode: number(n) } });

  it('wants a purpose, and stores our id in its place', async () => {
    expect(await post(desk, byNumber(1, 'p-1'))).toMatchObject({ status: 400, body: { code: 'purpose-missing' } });
    expect(await post(desk, byNumber(1, 'p-1'), { 'x-purpose': 'sag%20p-1' })).toMatchObject({ status: 202 });
    expect(await settled(desk)).toEqual({ done: 1 });
    const [contact] = await desk.rows<{ id: string }>('select id::text from contacts.contact');
    expect(await desk.rows(`select data from service_queue.message where kind = 'inbound'`)).toEqual([
      { data: { contact: { contactId: contact?.id } } },
    ]);
    expect(
      await desk.rows('select who, purpose, action, contact_id::text as id, result_count from contacts.audit'),
    ).toEqual([{ who: 'local', purpose: 'sag p-1', action: 'find', id: contact?.id, result_count: 1 }]);
  });

  it('takes nothing where somebody is unknown, names the place alone, and records the look-ups', async () => {
    await desk.rows(`delete from service_queue.message where kind = 'inbound'`);
    const { status, body } = await post(desk, [byNumber(1, 'p-2'), byNumber(9, 'p-2')], { 'x-purpose': 'sag p-2' });
    expect({ status, code: body.code, errors: body.errors }).toEqual({
      status: 422,
      code: 'unknown-contact',
      errors: [{ field: '[1]', message: 'no contact has this number' }],
    });
    expect(await desk.rows(`select id from service_queue.message where kind = 'inbound'`)).toEqual([]);
    const looked = await desk.rows<{ result_count: number }>(
      `select result_count from contacts.audit where purpose = 'sag p-2' order by 1`,
    );
    expect(looked.map(({ result_count }) => result_count)).toEqual([0, 1]);
  });
});

describe('when a posted event makes a contact of a person', () => {
  let desk: RunningDesk;
  beforeAll(async () => void (desk = await runningDesk()));
  afterAll(() => desk.stop());

  const created = (nameCode: string, name1: string, externalId = 'K-1') =>
    event(
      'external-contact.created.v1',
      externalId,
      { nameType: 'C', nameCode, name: { name1 } },
      { id: `k-${name1}` },
    );
  const because = { 'x-purpose': 'sag p-3' };

  it('the number goes into the contact and nowhere else, and later events find the contact', async () => {
    const { status, body } = await post<{ events: object[] }>(desk, created(number(1), 'Vilma'), because);
    expect([status, body.events]).toEqual([202, [{ source: '/esdh', id: 'k-Vilma', state: 'stored' }]]);
    expect((await post<{ events: object[] }>(desk, created(number(1), 'Vilma'), because)).body.events).toEqual([
      { source: '/esdh', id: 'k-Vilma', state: 'known' },
    ]);
    const party = event('party.added.v1', 'p-3', { contact: { externalId: 'K-1' } }, { id: 'party' });
    expect(await post(desk, party)).toMatchObject({ status: 202 });
    await settled(desk);
    expect(
      await desk.rows(
        `select c.name_type, c.name_code = $1 as is_hers, c.name1, p.case_id
           from contacts.contact c join contacts.external_id e on e.contact_id = c.id
           join contacts.party_statement p on p.contact_id = c.id`,
        [number(1)],
      ),
    ).toEqual([{ name_type: 'C', is_hers: true, name1: 'Vilma', case_id: 'p-3' }]);
    const [elsewhere] = await desk.rows<{ rows: number }>(
      `select count(*)::integer as rows from service_queue.message m where to_jsonb(m)::text like '%' || $1 || '%'`,
      [number(1)],
    );
    expect(elsewhere).toEqual({ rows: 0 });
  });

  it('what cannot be a person is refused by place and rule, and nothing is taken', async () => {
    const opened = event('case.opened.v1', 'p-4', {}, { id: 'opened' });
    const { status, body } = await post(desk, [opened, created('9999999999', 'Ingen', 'K-2')], because);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'refused', errors: [{ field: '[1]' }] });
    expect(JSON.stringify(body)).not.toContain('9999999999');
    expect(await desk.rows(`select id from service_queue.message where subject = 'p-4'`)).toEqual([]);
  });
});

describe('when a caller may only read', () => {
  let issued: Issuer;
  let desk: RunningDesk;
  beforeAll(async () => {
    issued = await issuer();
    desk = await runningDesk(issued.access);
  });
  afterAll(async () => {
    await desk.stop();
    await issued.close();
  });

  it('nothing is taken from it, nor mended by it', async () => {
    const reader = await issued.signIn('reader', 'LOOKUP');
    const opened = event('case.opened.v1', 's-1', {});
    expect(await post(desk, opened, reader)).toMatchObject({ status: 403 });
    const paths = [
      ['PUT', 'cases/s-1'],
      ['POST', 'cases/s-1/parties'],
      ['POST', 'cases/s-1/parties/remove'],
      ['PUT', 'external-contacts/K-1'],
      ['PATCH', 'external-contacts/K-1'],
      ['POST', 'external-contacts/K-1/end'],
      ['POST', 'contacts/1/refresh'],
      ['POST', 'queue/messages/01938f6e-7a3c-7b1a-9c3d-2f51aa01234f/mend'],
    ] as const;
    for (const [method, path] of paths) {
      const { status } = await desk.ask(method, `/contact-desk/${path}`, { body: {}, headers: reader });
      expect([path, status]).toEqual([path, 403]);
    }
    const editor = await issued.signIn('editor', 'CONTACTEDIT');
    expect(await post(desk, opened, editor)).toMatchObject({ status: 202 });
    const read = await desk.ask('GET', '/contact-desk/cases/s-1?source=/esdh', { headers: editor });
    expect(read.status).toBe(403);
  });
});
