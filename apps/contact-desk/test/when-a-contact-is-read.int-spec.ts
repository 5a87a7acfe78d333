import type { ContactView } from '@contact-sync/contact-register';
import { number, replaced, said, spouse } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

interface AuditRow {
  who: string;
  purpose: string;
  action: string;
  register: string;
  code: string | null;
  fields: string[] | null;
}

describe('when a contact is read', () => {
  let desk: RunningDesk;
  let annaId: string;
  const [anna, bent, earlier] = [number(1), number(2), number(3)];

  beforeAll(async () => {
    desk = await runningDesk();
    const [applied] = await desk.register.applyBatch(desk.database.pool, [
      said(anna, 3, { civil_status: spouse(bent) }),
      said(bent, 3, { name: { fields: { name1: 'Bent', name2: 'Holm' } } }),
      said(earlier, 2),
      replaced(earlier, anna, 3),
    ]);
    annaId = applied?.contactId ?? '';
  });
  afterAll(() => desk.stop());

  const read = (body: object) => desk.ask<ContactView>('POST', '/contact-desk/contacts/read', { body });
  const audit = () =>
    desk.rows<AuditRow>(
      `select who, purpose, action, register, name_code as code, fields
         from contacts.audit a left join contacts.contact c on c.id = a.contact_id order by a.id`,
    );

  it('a purpose is needed, and nothing is recorded or shown without', async () => {
    for (const purpose of [undefined, '', '  ']) {
      const { status, type, body } = await read({ nameType: 'C', nameCode: anna, purpose });
      expect([status, type]).toEqual([400, 'application/problem+json']);
      expect(JSON.stringify(body)).toContain('purpose');
      expect(JSON.stringify(body)).not.toContain(anna);
    }
    expect(await audit()).toEqual([]);
  });

  it('shows all that is known, and records each person shown before it answers', async () => {
    const { status, body } = await read({
      nameType: 'C',
      nameCode: ` ${anna.slice(0, 6)}-${anna.slice(6)}`,
      purpose: 'case 1',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: annaId,
      nameType: 'C',
      nameCode: anna,
      name1: 'Anna',
      name2: 'Holm',
      text: 'Holm,Anna',
      withheld: false,
      placeholder: false,
      previousCodes: [earlier],
      addresses: [{ addressType: 'HA', address1: 'Skovvej 1', country_code: 'DK', start: { date: '2020-01-01' } }],
      dates: [
        { label: 'Fødselsdag', date: { date: '1980-01-21' } },
        { label: 'Statusfra', date: { date: '1980-01', uncertain: true } },
      ],
      references: [{ label: 'Ægtefælle', slot: 'spouse', name1: 'Bent', start: { date: '2010-06-05' } }],
      freshness: [{ register: 'cpr', asOf: '2026-03-03', road: 'file', source: 'd260303.l110901' }],
    });
    expect(body.info).toContainEqual({ label: 'Civilstand', priority: 1, value: 'G' });
    expect(await audit()).toEqual([
      {
        who: 'local',
        purpose: 'case 1',
        action: 'read',
        register: 'contacts',
        code: anna,
        fields: ['name', 'address'],
      },
      { who: 'local', purpose: 'case 1', action: 'read', register: 'contacts', code: bent, fields: ['name'] },
    ]);
  });

  it('is found by id and by a previous code too, and recorded each time although nothing changes', async () => {
    const before = (await audit()).length;
    expect((await read({ id: annaId, purpose: 'case 2' })).body.nameCode).toBe(anna);
    expect((await read({ nameType: 'C', nameCode: earlier, purpose: 'case 3' })).body.nameCode).toBe(anna);
    const rows = (await audit()).slice(before);
    expect(rows.map(({ purpose, code }) => [purpose, code])).toEqual([
      ['case 2', anna],
      ['case 2', bent],
      ['case 3', anna],
      ['case 3', bent],
    ]);
  });

  it('a look at nobody is recorded too', async () => {
    const before = (await audit()).length;
    const { status, body } = await read({ nameType: 'C', nameCode: number(99), purpose: 'case 4' });
    expect([status, body]).toMatchObject([404, { code: 'unknown-contact' }]);
    expect((await audit()).slice(before)).toMatchObject([{ purpose: 'case 4', code: null }]);
  });

  it('must be asked for in one way, by fields that exist', async () => {
    for (const wrong of [{}, { nameCode: anna }, { id: 'x' }, { nameType: 'C' }, { id: annaId, pnr: 'x' }]) {
      expect((await read({ ...wrong, purpose: 'case 5' })).status).toBe(400);
    }
  });

  it('its number is refused in an address, and not repeated', async () => {
    for (const path of [
      `/contact-desk/contacts/${anna}/history`,
      `/contact-desk/nothing?code=${anna.slice(0, 6)}%2D${anna.slice(6)}`,
    ]) {
      const { status, type, body } = await desk.ask('GET', path, { headers: { 'x-purpose': 'case 6' } });
      expect([status, type, body]).toMatchObject([
        400,
        'application/problem+json',
        { code: 'person-number-in-address' },
      ]);
      expect(JSON.stringify(body)).not.toContain(anna);
    }
  });

  it('its history is read for a purpose, page by page, and recorded', async () => {
    await desk.register.applyBatch(desk.database.pool, [
      said(anna, 9, { name: { fields: { name1: 'Anne', name2: 'Holm' } } }),
    ]);
    const path = `/contact-desk/contacts/${annaId}/history`;
    expect(await desk.ask('GET', path)).toMatchObject({ status: 400, body: { code: 'purpose-missing' } });
    const before = (await audit()).length;
    const headers = { 'x-purpose': encodeURIComponent('sag 7, ændret navn') };
    const first = await desk.ask<{ changes: { version: number }[]; next: string }>('GET', `${path}?limit=1`, {
      headers,
    });
    expect(first.body.changes).toMatchObject([
      {
        kind: 'changed',
        source: 'd260309.l110901',
        before: { name: { fields: { name1: 'Anna' } } },
        after: { name: { fields: { name1: 'Anne' } } },
      },
    ]);
    const second = await desk.ask<{ changes: { version: number }[] }>(
      'GET',
      `${path}?limit=50&cursor=${first.body.next}`,
      { headers },
    );
    expect(second.body.changes.at(-1)).toMatchObject({ version: 1, kind: 'created' });
    expect(second.body.changes[0]?.version).toBe((first.body.changes[0]?.version ?? 0) - 1);
    expect((await audit()).slice(before)).toMatchObject([
      { action: 'history', purpose: 'sag 7, ændret navn', code: anna },
      { action: 'history', code: number(2), fields: ['reference'] },
      { action: 'history', purpose: 'sag 7, ændret navn', code: anna },
      { action: 'history', code: number(2), fields: ['reference'] },
    ]);
    expect((await desk.ask('GET', '/contact-desk/contacts/999999/history', { headers })).status).toBe(404);
  });

  it('nobody reads without signing in', async () => {
    const headers = { authorization: 'Bearer wrong' };
    const body = { nameType: 'C', nameCode: anna, purpose: 'case 8' };
    expect((await desk.ask('POST', '/contact-desk/contacts/read', { body, headers })).status).toBe(401);
  });
});
