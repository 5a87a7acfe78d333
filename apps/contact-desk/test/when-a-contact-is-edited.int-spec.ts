import type { ContactView } from '@contact-sync/contact-register';
import { type Issuer, issuer } from '@contact-sync/testing';
import { isProtected, named, number, said } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

interface Done {
  readonly contactId: string;
  readonly version: number;
  readonly outcome: string;
  readonly code?: string;
  readonly errors?: readonly object[];
}

describe('when a contact is edited', () => {
  let desk: RunningDesk;
  let issued: Issuer;
  let clerk: Record<string, string>;
  let officer: Record<string, string>;
  let reader: Record<string, string>;
  let anna: string;
  let bent: string;

  beforeAll(async () => {
    issued = await issuer();
    desk = await runningDesk(issued.access);
    clerk = await issued.signIn('clerk', 'LOOKUP', 'CONTACTEDIT');
    officer = await issued.signIn('officer', 'LOOKUP', 'CONTACTEDIT', 'PROTECTED', 'DATAADM');
    reader = await issued.signIn('reader', 'LOOKUP');
    const applied = await desk.register.applyBatch(desk.database.pool, [
      said(number(1), 3),
      said(number(2), 3, { protection: isProtected, name: named('Bent', 'Bæk') }),
    ]);
    [anna = '', bent = ''] = applied.map(({ contactId }) => contactId ?? '');
  });
  afterAll(async () => {
    await desk.stop();
    await issued.close();
  });

  const purpose = 'case 2026-17';
  const ask = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object, headers = clerk) =>
    desk.ask<Done>(method, `/contact-desk/contacts${path}`, {
      headers: { ...headers, ...(body === undefined && { 'x-purpose': purpose }) },
      ...(body !== undefined && { body: { purpose, ...body } }),
    });
  const read = async (id: string, headers = clerk) =>
    (await desk.ask<ContactView>('POST', '/contact-desk/contacts/read', { headers, body: { id, purpose } })).body;
  const audited = () =>
    desk.rows('select who, purpose, action, fields, contact_id from contacts.audit order by id desc limit 1');
  const street = (address1: string) => ({ content: { address: { address1, postcode: '2100', city: 'København Ø' } } });

  it('the typed value is shown, with the register’s beside it and where they differ', async () => {
    const { status, body } = await ask('PUT', `/${anna}/groups/main_address`, street('Baghuset 2'));
    expect([status, body.outcome]).toEqual([200, 'changed']);
    expect(await audited()).toEqual([
      { who: 'clerk', purpose, action: 'edit', fields: ['main_address'], contact_id: Number(anna) },
    ]);
    expect((await read(anna)).manual).toMatchObject([
      {
        group: 'main_address',
        editedBy: 'clerk',
        withheld: false,
        typed: { address: { address1: 'Baghuset 2' } },
        registerContent: { address: { address1: 'Skovvej 1' } },
        differences: [
          { field: 'address1', typed: 'Baghuset 2', register: 'Skovvej 1' },
          { field: 'municipality', register: '0101' },
          { field: 'country_code', register: 'DK' },
          { field: 'start', register: '2020-01-01' },
          { field: 'Bynavn', register: 'Skovby' },
        ],
      },
    ]);
  });

  it('is found among those that differ, until it is undone', async () => {
    const find = async (search: object) =>
      (
        await desk.ask<{ edited: { contact: { id: string }; manual: { group: string }[] }[] }>(
          'POST',
          '/contact-desk/contacts/find-edited',
          { headers: clerk, body: { purpose, ...search } },
        )
      ).body.edited;
    expect(await find({ register: 'cpr', group: 'main_address' })).toMatchObject([
      { contact: { id: anna }, manual: [{ group: 'main_address' }] },
    ]);
    expect(await find({ group: 'name' })).toEqual([]);
    expect(await find({ register: 'cvr' })).toEqual([]);
    expect(await audited()).toMatchObject([{ action: 'find-edited', contact_id: null }]);
    expect((await ask('DELETE', `/${anna}/groups/main_address`)).body.outcome).toBe('changed');
    expect((await ask('DELETE', `/${anna}/groups/main_address`)).body.outcome).toBe('unchanged');
    expect(await find({})).toEqual([]);
    expect((await read(anna)).addresses).toMatchObject([{ address1: 'Skovvej 1', municipality: '0101' }]);
  });

  it('typing what is shown changes nothing', async () => {
    const { body } = await ask('PUT', `/${anna}/groups/name`, {
      content: { fields: { name1: 'Anna', name2: 'Holm' } },
    });
    expect(body.outcome).toBe('unchanged');
    expect((await read(anna)).manual).toEqual([]);
  });

  it('a contact that has moved on is not changed', async () => {
    const { version } = await read(anna);
    const lines = { content: { contactLines: { phoneNo: '+45 33 12 34 56', email: 'anna@holm.example' } } };
    expect(await ask('PUT', `/${anna}/groups/contact_lines`, { ...lines, version: version - 1 })).toMatchObject({
      status: 409,
      body: { code: 'version-moved' },
    });
    expect(await ask('PUT', `/${anna}/groups/contact_lines`, { ...lines, version })).toMatchObject({ status: 200 });
    expect((await read(anna)).addresses).toMatchObject([
      { address1: 'Skovvej 1', phoneNo: '+45 33 12 34 56', email: 'anna@holm.example' },
    ]);
  });

  it.each<[string, string, object, number, object]>([
    ['a group that is not there', 'shoe_size', { fields: {} }, 404, { code: 'unknown-group' }],
    ['numbers, which are the register’s', 'numbers', {}, 400, { errors: [{ field: 'numbers' }] }],
    ['protection', 'protection', {}, 400, { errors: [{ field: 'protection' }] }],
    ['a long name', 'name', { fields: { name1: 'x'.repeat(151) } }, 400, { errors: [{ field: 'name1' }] }],
    ['no name', 'name', { fields: { name1: ' ' } }, 400, { errors: [{ field: 'name1' }] }],
    ['a field of another group', 'name', { address: { address1: 'A' } }, 400, { errors: [{ field: 'address' }] }],
    [
      'a municipality',
      'main_address',
      { address: { municipality: '101' } },
      400,
      { errors: [{ field: 'municipality' }] },
    ],
    [
      'a country',
      'main_address',
      { address: { country_code: 'Danmark' } },
      400,
      { errors: [{ field: 'country_code' }] },
    ],
    ['an e-mail', 'contact_lines', { contactLines: { email: 'anna' } }, 400, { errors: [{ field: 'email' }] }],
    ['a telephone', 'contact_lines', { contactLines: { phoneNo: 'ring' } }, 400, { errors: [{ field: 'phoneNo' }] }],
    [
      'a date',
      'separation',
      { dates: { Separeret: { date: '2026-02-30' } } },
      400,
      { errors: [{ field: 'Separeret' }] },
    ],
  ])('refused: %s', async (_, group, content, status, body) => {
    expect(await ask('PUT', `/${anna}/groups/${group}`, { content })).toMatchObject({ status, body });
  });

  it('labels that only people write are typed one by one', async () => {
    const label = (kind: string, name: string) =>
      desk.ask('PUT', `/contact-desk/custom-labels/${kind}/${encodeURIComponent(name)}`, {
        headers: officer,
        body: { textDa: name, textEn: name, multiple: false },
      });
    for (const [kind, name] of [
      ['info', 'Sprog'],
      ['date', 'Samtykke'],
      ['reference', 'Bror'],
    ] as const)
      expect((await label(kind, name)).status).toBe(200);
    expect((await ask('PUT', `/${anna}/labels/info/Sprog`, { values: [{ value: 'dansk' }] })).body.outcome).toBe(
      'changed',
    );
    expect((await ask('PUT', `/${anna}/labels/date/Samtykke`, { date: '2026-03-01' })).body.outcome).toBe('changed');
    expect((await ask('PUT', `/${anna}/references/Bror/${bent}`, { start: '1984' })).body.outcome).toBe('changed');
    expect(await read(anna)).toMatchObject({
      info: expect.arrayContaining([{ label: 'Sprog', priority: 1, value: 'dansk' }]),
      dates: expect.arrayContaining([{ label: 'Samtykke', date: { date: '2026-03-01' } }]),
      references: [{ label: 'Bror', contactId: bent, start: { date: '1984' } }],
    });
    const refused = await ask('PUT', `/${anna}/labels/info/Hobby`, { values: [{ value: 'skak' }] });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'Hobby' }] } });
    expect((await ask('PUT', `/${anna}/labels/info/K%C3%B8n`, { values: [{ value: 'M' }] })).status).toBe(400);
    expect((await ask('PUT', `/${anna}/labels/reference/Bror`, {})).status).toBe(400);
    expect((await ask('DELETE', `/${anna}/labels/info/Sprog`)).body.outcome).toBe('changed');
    expect((await ask('DELETE', `/${anna}/references/Bror/${bent}`)).body.outcome).toBe('changed');
    expect((await read(anna)).references).toEqual([]);
  });

  it('is made with a code that fits its type, or gets one', async () => {
    const create = (body: object) => ask('POST', '', { content: { name: { fields: { name1: 'Ny' } } }, ...body });
    expect(await create({ nameType: 'P' })).toMatchObject({ status: 201, body: { outcome: 'created', version: 1 } });
    expect(await create({ nameType: 'P', nameCode: '1' })).toMatchObject({ status: 400 });
    expect(await create({ nameType: 'C', nameCode: '610180-0009' })).toMatchObject({ status: 201 });
    expect(await create({ nameType: 'C', nameCode: number(9) })).toMatchObject({
      status: 409,
      body: { code: 'contact-exists' },
    });
    expect(await audited()).toMatchObject([{ action: 'create' }]);
    expect(await create({ nameType: 'J', nameCode: '12345679' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'nameCode', message: 'nameCode has a wrong check digit' }] },
    });
    expect(await create({ nameType: 'J', nameCode: '12345674' })).toMatchObject({ status: 201 });
    expect(await create({ nameType: 'H', nameCode: '12345678901' })).toMatchObject({
      status: 201,
      body: { warnings: [{ field: 'nameCode', rule: 'check-digit' }] },
    });
    expect(await create({ nameType: 'Q' })).toMatchObject({ status: 400, body: { errors: [{ field: 'nameType' }] } });
  });

  it('is ended, and opened again', async () => {
    expect((await ask('POST', `/${anna}/end`, { end: '2026-03-01' })).body.outcome).toBe('changed');
    expect(await read(anna)).toMatchObject({ end: { date: '2026-03-01' }, endedBy: 'hand' });
    expect((await ask('POST', `/${anna}/reopen`, {})).body.outcome).toBe('changed');
    expect((await read(anna)).end).toBeUndefined();
  });

  it('needs a purpose, the right to edit, and for protected names the right to see them', async () => {
    const edit = { content: { fields: { name1: 'Benny' } } };
    const path = `/contact-desk/contacts/${bent}/groups/name`;
    expect((await desk.ask('PUT', path, { headers: clerk, body: edit })).status).toBe(400);
    expect((await desk.ask('DELETE', path, { headers: clerk })).status).toBe(400);
    expect((await ask('PUT', `/${bent}/groups/name`, edit, reader)).status).toBe(403);
    expect(await ask('PUT', `/${bent}/groups/name`, edit)).toMatchObject({ status: 403, body: { code: 'protected' } });
    expect((await ask('PUT', `/${bent}/groups/name`, edit, officer)).body.outcome).toBe('changed');
    const [shown] = (await read(bent)).manual;
    expect(shown).toEqual({
      group: 'name',
      editedBy: 'officer',
      editedAt: expect.any(String),
      withheld: true,
      differences: [],
    });
    const found = await desk.ask('POST', '/contact-desk/contacts/find-edited', { headers: clerk, body: { purpose } });
    expect(found.body).toMatchObject({ edited: [{ contact: { id: bent, withheld: true } }] });
    expect(JSON.stringify(found.body)).not.toMatch(/Benny|Bent|Bæk/);
    const history = await desk.ask('GET', `/contact-desk/contacts/${bent}/history`, {
      headers: { ...clerk, 'x-purpose': purpose },
    });
    expect(history.body).toMatchObject({ changes: [{ kind: 'edited', byUser: 'officer', after: {} }, {}] });
    expect(JSON.stringify(history.body)).not.toMatch(/Benny|Bent|Bæk/);
  });

  it('says nothing of what was typed in its events', async () => {
    const events = await desk.rows<{ type: string; data: object }>(
      `select type, data from service_queue.message where kind = 'event' and source = '/contact-sync/contact-register'`,
    );
    expect(JSON.stringify(events)).not.toMatch(/Benny|Bæk|Baghus|dansk|holm\.example|33 12/);
    expect(events.flatMap(({ data }) => (data as { groups?: string[] }).groups ?? [])).toEqual(
      expect.arrayContaining([
        'main_address',
        'contact_lines',
        'label:info:Sprog',
        'label:date:Samtykke',
        'label:reference:Bror',
      ]),
    );
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['contact.reference-added.v1', 'contact.reference-removed.v1', 'contact.ended.v1']),
    );
  });
});
