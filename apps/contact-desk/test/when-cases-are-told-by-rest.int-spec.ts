import { event, post, settled } from './events-in';
import { number, said } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

const DEAD = { info: { Status: [{ value: '90' }] }, ended: { date: '2026-03-01' } };

describe('when cases and their parties are told by REST', () => {
  let desk: RunningDesk;
  let anna: string;
  let dead: string;
  beforeAll(async () => {
    desk = await runningDesk();
    await desk.register.applyBatch(desk.database.pool, [said(number(1), 2), said(number(2), 2, { status: DEAD })]);
    const contacts = await desk.rows<{ id: string }>('select id::text from contacts.contact order by name_code');
    [anna, dead] = contacts.map(({ id }) => id) as [string, string];
  });
  afterAll(() => desk.stop());

  const put = (caseId: string, body: object) => desk.ask('PUT', `/contact-desk/cases/${caseId}`, { body });
  const read = (caseId: string, source = '/esdh') =>
    desk.ask('GET', `/contact-desk/cases/${caseId}?source=${encodeURIComponent(source)}`);
  const party = (caseId: string, contact: object, more: object = {}, action = '') =>
    desk.ask('POST', `/contact-desk/cases/${caseId}/parties${action}`, {
      body: { source: '/esdh', contact, ...more },
    });

  it('a later statement of the source wins, over whatever road it came', async () => {
    await post(desk, event('case.closed.v1', 'o-1', {}, { time: '2026-03-02T08:00:00Z' }));
    await settled(desk);
    const earlier = { source: '/esdh', state: 'open', time: '2026-03-02T07:00:00Z' };
    expect(await put('o-1', earlier)).toMatchObject({ status: 200, body: { outcome: 'stale' } });
    expect((await read('o-1')).body).toMatchObject({ state: 'closed' });
    expect(await put('o-1', { source: '/esdh', state: 'open' })).toMatchObject({ body: { outcome: 'applied' } });
    expect((await read('o-1')).body).toEqual({
      source: '/esdh',
      caseId: 'o-1',
      state: 'open',
      parties: [],
      awaiting: [],
    });
  });

  it('case ids of two systems never meet', async () => {
    await put('two', { source: '/esdh', state: 'open' });
    expect(await read('two', '/other')).toMatchObject({ status: 404, body: { code: 'unknown-case' } });
  });

  it('a person is named by number in the body, with a purpose, which is recorded', async () => {
    const contact = { nameType: 'C', nameCode: number(1) };
    expect(await party('p-1', contact)).toMatchObject({ status: 400, body: { code: 'purpose-missing' } });
    expect(await party('p-1', contact, { purpose: 'sag p-1' })).toMatchObject({
      status: 200,
      body: { outcome: 'applied', contactId: anna },
    });
    expect((await read('p-1')).body).toMatchObject({ parties: [anna] });
    expect(await party('p-1', { nameType: 'C', nameCode: number(7) }, { purpose: 'sag p-1' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-contact' },
    });
    const looked = await desk.rows<{ id: string | null }>(
      `select contact_id::text as id from contacts.audit where purpose = 'sag p-1' and action = 'find' order by 1`,
    );
    expect(looked.map(({ id }) => id)).toEqual([anna, null]);
    expect(await party('p-1', { contactId: anna }, {}, '/remove')).toMatchObject({ body: { outcome: 'applied' } });
    expect((await read('p-1')).body).toMatchObject({ parties: [] });
  });

  it('a contact that has ended becomes no party by REST; told by event it does, and that is flagged', async () => {
    expect(await party('d-1', { contactId: dead })).toMatchObject({ status: 409, body: { code: 'contact-ended' } });
    expect(await read('d-1')).toMatchObject({ status: 404 });
    await post(desk, event('party.added.v1', 'd-1', { contact: { contactId: dead } }));
    await settled(desk);
    expect((await read('d-1')).body).toMatchObject({ parties: [dead] });
    expect(
      await desk.rows(`select subject, data from service_queue.message where type = 'contact.flagged.v1'`),
    ).toEqual([
      { subject: dead, data: { nameType: 'C', reason: 'party-after-end', caseSource: '/esdh', caseId: 'd-1' } },
    ]);
  });

  it.each([
    ['a number as external id', { externalId: number(1) }],
    ['a number beside another type', { nameType: 'J', nameCode: number(1) }],
    ['nobody', {}],
    ['somebody twice', { contactId: '1', externalId: 'K' }],
    ['a field we do not know', { contactId: '1', name: 'Anna' }],
  ])('refuses %s, without repeating it', async (_what, contact) => {
    const answer = await party('r-1', contact);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain(number(1));
  });

  it.each([
    ['PUT', `/contact-desk/cases/${number(1)}`],
    ['GET', `/contact-desk/cases/x?source=${number(1)}`],
    ['PUT', `/contact-desk/external-contacts/${number(1)}`],
  ] as const)('refuses a number in an address: %s', async (method, path) => {
    expect(await desk.ask(method, path, method === 'PUT' ? { body: {} } : {})).toMatchObject({
      status: 400,
      body: { code: 'person-number-in-address' },
    });
  });

  it('refuses a number in what a statement says of itself', async () => {
    expect(await put('n-1', { source: `/esdh/${number(1)}`, state: 'open' })).toMatchObject({
      status: 400,
      body: { code: 'person-number' },
    });
    expect(await put('n-1', { source: '', state: 'open' })).toMatchObject({ status: 400 });
    expect(await put('n-1', { source: '/esdh', state: 'painted' })).toMatchObject({ status: 400 });
    expect(await put('n-1', { source: '/esdh', state: 'open', sequence: -1 })).toMatchObject({ status: 400 });
  });

  it('a contact of another system is registered, changed and ended under its own id, and parties wait for it', async () => {
    const address = '/contact-desk/external-contacts/K-1';
    expect(await party('e-1', { externalId: 'K-1' })).toMatchObject({ body: { outcome: 'awaiting-external-id' } });
    expect((await read('e-1')).body).toMatchObject({ parties: [], awaiting: ['K-1'] });
    expect(await desk.ask('GET', `${address}?source=/esdh`)).toMatchObject({ status: 404 });
    const changed = { source: '/esdh', name: { name1: 'Haven' } };
    expect(await desk.ask('PATCH', address, { body: changed })).toMatchObject({ status: 422 });
    const created = { source: '/esdh', nameType: 'J', nameCode: '12345674', name: { name1: 'Have ApS' } };
    const { body, status } = await desk.ask<{ contactId: string }>('PUT', address, { body: created });
    expect({ status, body }).toMatchObject({ status: 200, body: { outcome: 'applied' } });
    expect((await read('e-1')).body).toMatchObject({ parties: [body.contactId], awaiting: [] });
    expect(await desk.ask('PATCH', address, { body: changed })).toMatchObject({ body: { outcome: 'applied' } });
    expect(await desk.ask('PATCH', address, { body: { ...changed, name: { name1: 'x'.repeat(151) } } })).toMatchObject({
      status: 400,
    });
    expect(await desk.rows('select name1 from contacts.contact where id = $1', [body.contactId])).toEqual([
      { name1: 'Haven' },
    ]);
    const end = { source: '/esdh', end: '2026-03-01' };
    expect(await desk.ask('POST', `${address}/end`, { body: end })).toMatchObject({ body: { outcome: 'applied' } });
    expect((await desk.ask('GET', `${address}?source=/esdh`)).body).toEqual({
      source: '/esdh',
      externalId: 'K-1',
      contactId: body.contactId,
      endedOn: '2026-03-01',
    });
    const wrong = { ...created, nameCode: '12345675' };
    expect(await desk.ask('PUT', '/contact-desk/external-contacts/K-2', { body: wrong })).toMatchObject({
      status: 422,
      body: { code: 'refused' },
    });
  });

  it('a person is registered by number without its number being kept', async () => {
    const body = { source: '/esdh', nameType: 'C', nameCode: number(1), purpose: 'sag 9' };
    expect(await desk.ask('PUT', '/contact-desk/external-contacts/K-9', { body })).toMatchObject({
      body: { outcome: 'applied', contactId: anna },
    });
  });

  it('a wish for fresh data is noted, and asked of a contact that is there', async () => {
    expect(await desk.ask('POST', `/contact-desk/contacts/${anna}/refresh`)).toMatchObject({
      status: 202,
      body: { contactId: anna, wantedBy: 'local' },
    });
    expect(await desk.rows('select contact_id::text as id from contacts.refresh_wish')).toEqual([{ id: anna }]);
    expect(await desk.ask('POST', '/contact-desk/contacts/999999/refresh')).toMatchObject({ status: 404 });
    expect(await desk.ask('POST', '/contact-desk/contacts/nobody/refresh')).toMatchObject({ status: 404 });
  });

  it.each([
    ['a person', 'C', '6101801234', ['cpr-sync.person.refresh.v1']],
    ['a person without a number', 'P', undefined, []],
    ['a company', 'J', '10000009', ['cvr-update.company.refresh.v1']],
    ['a property', '1', '2154708', ['bfe-lookup.property.refresh.v1']],
    ['a SOR unit, which comes by file', 'H', '11000016002', []],
  ])(
    'a wish for %s is a task for the service that looks it up, and for nobody else',
    async (_, nameType, nameCode, types) => {
      const { body } = await desk.ask<{ contactId: string }>('POST', '/contact-desk/contacts', {
        body: { nameType, nameCode, content: { name: { fields: { name1: 'Bageren på Torvet' } } }, purpose: 'test' },
      });
      expect(body).toMatchObject({ outcome: 'created' });
      const { contactId } = body;
      expect(await desk.ask('POST', `/contact-desk/contacts/${contactId}/refresh`)).toMatchObject({ status: 202 });
      expect(
        await desk.rows(
          `select type, data from service_queue.message where kind = 'task' and subject = '${contactId}'`,
        ),
      ).toEqual(types.map((type) => ({ type, data: { contactId } })));
    },
  );
});
