import { type Issuer, issuer } from '@contact-sync/testing';
import type { LookUpAnswer } from '../src/lookups/lookup-answer';
import { Asking } from './asking';

const PURPOSE = 'case 2026-17';

interface AuditRow {
  readonly who: string;
  readonly purpose: string;
  readonly contact_id: string | null;
  readonly fields: string[] | null;
  readonly result_count: number | null;
}

describe('when persons are looked up', () => {
  let trusted: Issuer;
  let asking: Asking;
  beforeAll(async () => {
    trusted = await issuer();
    asking = await Asking.fresh(trusted.access);
    await mayDo('CONFIGADM', 'DATAADM', 'LOOKUP');
    await asking.open();
  });
  afterAll(async () => {
    await asking.end();
    await trusted.close();
  });
  beforeEach(() => mayDo('DATAADM', 'LOOKUP'));
  afterEach(() => asking.simulator.cprDirekte.faults.clear());

  /** Who asks from now on has these access codes. */
  async function mayDo(...codes: readonly string[]): Promise<void> {
    asking.token = await trusted.token('user-7', ...codes);
  }

  const lookUp = (personNumber: string, more: object = {}) =>
    asking.ask<LookUpAnswer & { code?: string; errors?: { field: string }[] }>('POST', 'lookups', {
      personNumber,
      purpose: PURPOSE,
      ...more,
    });

  /** The rows of the audit since the last were read. */
  async function audited(): Promise<AuditRow[]> {
    const rows = await asking.rows<AuditRow>(
      `select who, purpose, contact_id::text, fields, result_count from contacts.audit
        where register = 'cpr' and action = 'lookup' order by id`,
    );
    const fresh = rows.slice(seen);
    seen = rows.length;
    return fresh;
  }
  let seen = 0;

  it('a person is shown as CPR has them; nothing is stored, nobody is subscribed, and both ends are recorded', async () => {
    await audited();
    const person = asking.person(({ position }) => position !== '');
    const { status, body } = await lookUp(`${person.number.slice(0, 6)}-${person.number.slice(6)}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      person: {
        personNumber: person.number,
        name1: [person.name.first, person.name.middle].filter((name) => name !== '').join(' '),
        name2: person.name.last,
        text: expect.any(String),
        address: expect.objectContaining({
          address1: person.address?.line,
          postcode: person.address?.postcode,
          city: person.address?.postDistrict,
          municipality: person.address?.municipality,
          country_code: 'DK',
        }),
        status: {
          code: '01',
          active: true,
          da: 'Bopæl i dansk folkeregister',
          en: 'Registered with residence in Danish population register',
        },
        born: { date: person.birthDate },
        gender: person.sex,
        position: person.position,
        civilStatus: person.civil.code,
      },
      remarks: [],
    });
    const common = { who: 'user-7', purpose: PURPOSE, contact_id: null };
    expect(await audited()).toEqual([
      { ...common, fields: null, result_count: null },
      { ...common, fields: ['name', 'address'], result_count: 1 },
    ]);
    expect(await asking.rows('select from contacts.contact')).toEqual([]);
    expect(asking.simulator.cprOffice.isSubscribed(person.number)).toBe(false);
  });

  it('relatives are looked up where they are asked for, and each is recorded', async () => {
    const person = asking.person(({ children, civil }) => children.length > 0 && civil.spouse !== '');
    expect((await lookUp(person.number)).body.related).toBeUndefined();
    await audited();
    const { body } = await lookUp(person.number, { related: true });
    const spouse = body.related?.find(({ roles }) => roles.includes('spouse'));
    const known = asking.simulator.persons.find(person.civil.spouse);
    expect(spouse).toMatchObject({ personNumber: person.civil.spouse, person: { name2: known?.name.last } });
    const children = body.related?.filter(({ roles }) => roles.includes('child'));
    expect(children?.map(({ personNumber }) => personNumber).sort()).toEqual([...person.children].sort());
    const numbered = body.related?.filter(({ personNumber }) => personNumber !== undefined) ?? [];
    const rows = await audited();
    // An intent for each who is looked up, and a row for each who is shown.
    expect(rows.filter(({ result_count }) => result_count === null)).toHaveLength(1 + numbered.length);
    expect(rows.filter(({ result_count }) => result_count === 1)).toHaveLength(1 + (body.related?.length ?? 0));
    expect(await asking.rows('select from contacts.contact')).toEqual([]);
  });

  it('name and address of a protected person are for those who have that right, and marked for them', async () => {
    const { number, name, address } = asking.person();
    asking.simulator.persons.apply({ kind: 'protection', number });
    await audited();
    const { body } = await lookUp(number);
    expect(body.person).toMatchObject({
      personNumber: number,
      protected: true,
      withheld: true,
      status: { code: '01' },
    });
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${name.last}|${address?.line ?? ''}`));
    expect((await audited()).at(-1)).toMatchObject({ fields: [], result_count: 1 });

    await mayDo('DATAADM', 'LOOKUP', 'PROTECTED');
    const { body: all } = await lookUp(number);
    expect(all.person).toMatchObject({ protected: true, name2: name.last, address: { address1: address?.line } });
    expect(all.person.withheld).toBeUndefined();
    expect((await audited()).at(-1)).toMatchObject({ fields: ['name', 'address'] });
  });

  it('a number that was changed leads to the person of today', async () => {
    const { number, name } = asking.person();
    asking.simulator.persons.apply({ kind: 'new-number', number });
    const [valid = ''] = asking.simulator.persons.numbersOf(number);
    const { body } = await lookUp(number);
    expect(body).toMatchObject({
      numberChanged: true,
      person: { personNumber: valid, name2: name.last, earlierNumbers: [number] },
    });
  });

  it.each([
    ['without the right', [], { purpose: PURPOSE }, 403, undefined],
    ['without a purpose', ['LOOKUP'], {}, 400, 'invalid-request'],
    ['for a blank purpose', ['LOOKUP'], { purpose: ' ' }, 400, 'invalid-request'],
  ])('a look-up %s asks nobody', async (_, codes, more, status, code) => {
    const { number } = asking.person();
    const calls = asking.simulator.cprDirekte.counts()['look-up'];
    await mayDo('CONTACTEDIT', 'PROTECTED', ...codes);
    const answer = await asking.ask<{ code?: string }>('POST', 'lookups', { personNumber: number, ...more });
    expect(answer.status).toBe(status);
    if (code !== undefined) expect(answer.body.code).toBe(code);
    expect(asking.simulator.cprDirekte.counts()['look-up']).toBe(calls);
  });

  it.each<[string, Partial<Record<string, unknown>>, number, string]>([
    ['while substitute numbers are refused', { substituteNumbers: 'refuse' }, 422, 'substitute-number'],
    ['while the integration is off', { cprIntegration: false }, 409, 'cpr-integration-off'],
    ['while no profile is chosen', { direkteProfile: '' }, 409, 'no-profile'],
    ['while the road has no profile', { lookUpRoad: 'datafordeler', authProfile: '' }, 409, 'no-profile'],
  ])('%s no number leaves', async (_, settings, status, code) => {
    const { number } = asking.person();
    const calls = asking.simulator.cprDirekte.counts()['look-up'];
    const before = {
      substituteNumbers: 'allow',
      cprIntegration: true,
      direkteProfile: 'direkte',
      lookUpRoad: 'direkte',
      authProfile: 'graphql-client-secret',
    };
    await mayDo('DATAADM', 'CONFIGADM', 'LOOKUP');
    await asking.set(settings);
    try {
      expect(await lookUp(number)).toMatchObject({ status, body: { code } });
    } finally {
      await asking.set(
        Object.fromEntries(Object.keys(settings).map((name) => [name, before[name as keyof typeof before]])),
      );
    }
    expect(asking.simulator.cprDirekte.counts()['look-up']).toBe(calls);
  });

  it.each([
    ['04', 503, 'cpr-away'],
    ['05', 404, 'not-in-register'],
    ['09', 503, 'cpr-away'],
  ])('an answer with error %s is %i %s, with nobody in it', async (error, status, code) => {
    const { number } = asking.person();
    asking.simulator.cprDirekte.faults.add({
      on: 'look-up',
      fault: { kind: 'error', code: error, text: `om ${number}` },
    });
    const answer = await lookUp(number);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(answer.body)).not.toContain(number);
    asking.simulator.cprDirekte.faults.clear();
    expect(await lookUp(number)).toMatchObject({ status: 200 });
  });

  it('an answer that is cut is no answer, wherever it is cut', async () => {
    const { number } = asking.person();
    for (const at of [0, 27, 28, 63, 400]) {
      asking.simulator.cprDirekte.faults.clear();
      asking.simulator.cprDirekte.faults.add({ on: 'look-up', fault: { kind: 'cut', at } });
      expect(await lookUp(number)).toMatchObject({ status: 503, body: { code: 'cpr-away' } });
    }
  });

  it('a token that ends in the midst is renewed, and nobody notices', async () => {
    const { number } = asking.person();
    expect(await lookUp(number)).toMatchObject({ status: 200 });
    const logons = asking.simulator.cprDirekte.counts().logon;
    asking.simulator.cprDirekte.withdrawTokens();
    expect(await lookUp(number)).toMatchObject({ status: 200 });
    expect(asking.simulator.cprDirekte.counts().logon).toBe(logons + 1);
  });

  it('an unknown number, and what is none, are told apart without being repeated', async () => {
    expect(await lookUp('610180-0000')).toMatchObject({ status: 404, body: { code: 'not-in-register' } });
    const wrong = await lookUp('61018');
    expect(wrong).toMatchObject({
      status: 422,
      body: { code: 'not-a-person-number', errors: [{ field: 'personNumber' }] },
    });
    expect(JSON.stringify(wrong.body)).not.toContain('61018');
  });

  it('by Datafordeler too; relatives are those of the answer, whose names are for those who may see protected ones', async () => {
    await mayDo('DATAADM', 'CONFIGADM', 'LOOKUP');
    await asking.set({ lookUpRoad: 'datafordeler' });
    try {
      const calls = asking.simulator.cprDirekte.counts()['look-up'];
      const person = asking.person(({ civil }) => civil.code === 'G' && /^[1-9]/.test(civil.spouse));
      const spouse = asking.simulator.persons.find(person.civil.spouse);
      await audited();
      const { body } = await lookUp(person.number, { related: true });
      expect(body.person).toMatchObject({ name2: person.name.last, address: { postcode: person.address?.postcode } });
      const related = body.related?.find(({ personNumber }) => personNumber === person.civil.spouse);
      expect(related).toMatchObject({ roles: ['spouse'], withheld: true });
      expect(JSON.stringify(body.related)).not.toContain(spouse?.name.first);
      expect(await audited()).toHaveLength(2 + (body.related?.length ?? 0));
      await mayDo('DATAADM', 'CONFIGADM', 'LOOKUP', 'PROTECTED');
      const { body: all } = await lookUp(person.number, { related: true });
      expect(JSON.stringify(all.related)).toContain(spouse?.name.last);

      const { number } = asking.person();
      asking.simulator.persons.apply({ kind: 'new-number', number });
      const [valid = ''] = asking.simulator.persons.numbersOf(number);
      expect((await lookUp(valid)).status).toBe(404); // Datafordeler has the delivery of the last working day.
      expect(asking.simulator.cprDirekte.counts()['look-up']).toBe(calls);
    } finally {
      await asking.set({ lookUpRoad: 'direkte' });
    }
  });

  // Last of all: an address that is refused is not tried again before somebody acts.
  it('an address that CPR does not let in is told as that', async () => {
    const { number } = asking.person();
    asking.simulator.cprDirekte.faults.add({ fault: { kind: 'error', code: '16' } });
    expect(await lookUp(number)).toMatchObject({ status: 503, body: { code: 'cpr-refuses' } });
    const printed = await asking.log();
    for (const one of asking.simulator.persons.numbers()) expect(printed).not.toContain(one);
  });
});
