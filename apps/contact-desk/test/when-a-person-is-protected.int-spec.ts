import type { ContactView } from '@contact-sync/contact-register';
import { type Issuer, issuer } from '@contact-sync/testing';
import { isProtected, number, said, spouse } from './people';
import { type RunningDesk, runningDesk } from './running-desk';

describe('when a person is protected', () => {
  let desk: RunningDesk;
  let issued: Issuer;
  let plain: Record<string, string>;
  let trusted: Record<string, string>;
  const [anna, bent] = [number(1), number(2)];

  beforeAll(async () => {
    issued = await issuer();
    desk = await runningDesk(issued.access);
    plain = await issued.signIn('clerk', 'LOOKUP');
    trusted = await issued.signIn('officer', 'LOOKUP', 'PROTECTED');
    await desk.register.applyBatch(desk.database.pool, [
      said(anna, 3, { protection: isProtected }),
      said(bent, 3, { name: { fields: { name1: 'Bent', name2: 'Holm' } }, civil_status: spouse(anna) }),
    ]);
  });
  afterAll(async () => {
    await desk.stop();
    await issued.close();
  });

  const read = (headers: Record<string, string>, nameCode: string) =>
    desk.ask<ContactView>('POST', '/contact-desk/contacts/read', {
      headers,
      body: { nameType: 'C', nameCode, purpose: 'case 1' },
    });
  const find = (headers: Record<string, string>, search: object) =>
    desk.ask<{ contacts: ContactView[] }>('POST', '/contact-desk/contacts/find', {
      headers,
      body: { ...search, purpose: 'case 1' },
    });
  const lastAudit = async () =>
    (await desk.rows<object>('select who, fields from contacts.audit order by id desc limit 1'))[0];

  it('those with the right see name and address, marked', async () => {
    const { body } = await read(trusted, anna);
    expect(body).toMatchObject({ name1: 'Anna', protection: { date: '2021-03-04' }, withheld: false });
    expect(body.addresses).toHaveLength(1);
    expect(await lastAudit()).toEqual({ who: 'officer', fields: ['name', 'address'] });
  });

  it('others see the mark, and neither name nor address nor what tells the place', async () => {
    const { status, body } = await read(plain, anna);
    expect(status).toBe(200);
    expect(body).toMatchObject({ nameCode: anna, protection: { date: '2021-03-04' }, withheld: true, addresses: [] });
    expect(JSON.stringify(body)).not.toMatch(/Anna|Holm|Skov/);
    expect(await lastAudit()).toEqual({ who: 'clerk', fields: [] });
  });

  it('neither as a relative, nor in history', async () => {
    const spouseOf = await read(plain, bent);
    expect(spouseOf.body.references).toMatchObject([{ label: 'Ægtefælle', protected: true }]);
    expect(JSON.stringify(spouseOf.body.references)).not.toMatch(/Anna/);
    const history = await desk.ask('GET', `/contact-desk/contacts/${(await read(plain, anna)).body.id}/history`, {
      headers: { ...plain, 'x-purpose': 'case 2' },
    });
    expect(history.status).toBe(200);
    expect(JSON.stringify(history.body)).not.toMatch(/Anna|Holm|Skov/);
  });

  it('is found by name only by those who may see the name, and by number by all, without the name', async () => {
    expect((await find(trusted, { name: 'anna' })).body.contacts).toHaveLength(1);
    expect((await find(plain, { name: 'anna' })).body.contacts).toEqual([]);
    const { contacts } = (await find(plain, { nameType: 'C', nameCode: anna })).body;
    expect(contacts).toMatchObject([{ nameCode: anna, withheld: true }]);
    expect(JSON.stringify(contacts)).not.toMatch(/Anna|Holm/);
  });

  it('each right opens its own doors only', async () => {
    const desks = await issued.signIn('operator', 'QUEUEDESK');
    const data = await issued.signIn('administrator', 'DATAADM');
    expect(await read(desks, anna)).toMatchObject({
      status: 403,
      body: { detail: 'This needs the access code LOOKUP' },
    });
    expect((await desk.ask('GET', '/contact-desk/queue/summary', { headers: plain })).status).toBe(403);
    expect((await desk.ask('GET', '/contact-desk/queue/summary', { headers: desks })).status).toBe(200);
    expect((await desk.ask('GET', '/contact-desk/holds', { headers: plain })).status).toBe(403);
    expect((await desk.ask('DELETE', '/contact-desk/contact-types/C', { headers: plain })).status).toBe(403);
    expect((await desk.ask('DELETE', '/contact-desk/contact-types/C', { headers: data })).status).toBe(409);
    expect((await desk.ask('GET', '/contact-desk/events', { headers: plain })).status).toBe(200);
  });
});
