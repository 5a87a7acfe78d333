import fc from 'fast-check';
import { CHILD, group, groups, home, KAREN, observe, person, said, since, SPOUSE, until } from '../../test/persons';

const NEW_NUMBER = '7106901111';
const OLD_NUMBER = '6106901112';
const numbered = (...numbers: readonly [string, string][]): object => ({
  personnumre: numbers.map(([personnummer, status]) => since('1980-10-01T00:00:00.000000Z', { personnummer, status })),
});

describe('a person number', () => {
  it('that was in force before tells of the one that is now, and of nothing else', () => {
    const node = person(numbered([OLD_NUMBER, 'historisk'], [NEW_NUMBER, 'aktuel']));
    expect(observe([node], {}, OLD_NUMBER)).toMatchObject({
      outcome: 'found',
      observation: { subject: { nameCode: OLD_NUMBER }, validNumber: NEW_NUMBER, groups: {} },
    });
    const now = observe([node], {}, NEW_NUMBER);
    expect(now).toMatchObject({
      observation: { validNumber: NEW_NUMBER, groups: { numbers: { earlierNumbers: [OLD_NUMBER] } } },
    });
  });

  it('given twice is a closed person of its own that names the valid one', () => {
    const closed = person({ status: 'nedlagt_person', ...numbered([OLD_NUMBER, 'historisk'], [NEW_NUMBER, 'aktuel']) });
    const living = person(numbered([OLD_NUMBER, 'historisk'], [NEW_NUMBER, 'aktuel']));
    for (const answer of [[closed, living], [living, closed], [closed]]) {
      expect(observe(answer, {}, OLD_NUMBER)).toMatchObject({ observation: { validNumber: NEW_NUMBER, groups: {} } });
    }
    const valid = observe([closed, living], {}, NEW_NUMBER);
    expect(valid).toMatchObject({ observation: { groups: { status: { info: { Status: [{ value: '01' }] } } } } });
  });

  it('closed or annulled without another one speaks for itself', () => {
    const closed = person({ status: 'nedlagt_person', ...numbered([KAREN, 'historisk']) });
    expect(observe([closed])).toMatchObject({
      observation: { validNumber: KAREN, groups: { status: { info: { Status: [{ value: '50' }] } } } },
    });
    const annulled = person({ status: 'annulleret', ...numbered([KAREN, 'fortrudt']) });
    expect(observe([annulled])).toMatchObject({
      observation: { validNumber: KAREN, groups: { status: { info: { Status: [{ value: '30' }] } } } },
    });
  });

  it('of a change that was undone is nobody', () => {
    const node = person(numbered([OLD_NUMBER, 'fortrudt'], [KAREN, 'aktuel']));
    expect(observe([node], {}, OLD_NUMBER)).toEqual({ outcome: 'not-found' });
    expect(observe([node])).toMatchObject({ observation: { validNumber: KAREN, groups: { numbers: {} } } });
  });

  it('that two have cannot be told', () => {
    const answer = [person(), person({ koen: 'mand' })];
    expect(observe(answer)).toEqual({
      outcome: 'unusable',
      code: 'unreadable-answer',
      reason: 'cannot be read: personnumre',
    });
    expect(observe([person(numbered([OLD_NUMBER, 'aktuel'], [KAREN, 'aktuel']))]).outcome).toBe('unusable');
  });
});

describe('half or damaged data', () => {
  const reasonOf = (fields: object): unknown => {
    const observed = observe([person(fields)]);
    return observed.outcome === 'unusable' ? observed.reason : observed.outcome;
  };

  it.each<[string, object]>([
    ['beskyttelser', { beskyttelser: null }],
    ['beskyttelser', { beskyttelser: undefined }],
    ['status', { status: null }],
    ['status', { status: 'sover' }],
    ['koen', { koen: 'andet' }],
    ['foedselsdato', { foedselsdato: '1980-13-01' }],
    ['foedselsdato', { foedselsdato: 19801001 }],
    ['navne', { navne: 'Karen' }],
    ['navne', { navne: [null] }],
    ['navne.fornavne', { navne: [since(null, { fornavne: ['Karen'] })] }],
    ['navne.status', { navne: [since(null, { status: 'ukendt', fornavne: 'Karen' })] }],
    ['navne.virkningfra', { navne: [since('i går', { fornavne: 'Karen' })] }],
    ['adresseoplysninger.cprAdresse', { adresseoplysninger: [since(null, { cprAdresse: 'Søgade' })] }],
    ['adresseoplysninger.cprAdresse.postnummer', { adresseoplysninger: [home({ postnummer: 8000 })] }],
    ['beskyttelser.beskyttelsestype', { beskyttelser: [since(null, { beskyttelsestype: 'hemmelig' })] }],
    ['beskyttelser.beskyttelsestype', { beskyttelser: [since(null)] }],
    ['civilstande.civilstandstype', { civilstande: [since(null, { civilstandstype: 'forlovet' })] }],
    ['boern.barn.personnummer', { boern: [since(null, { barn: { personnummer: '123' } })] }],
    ['personnumre', { personnumre: [] }],
    ['vaergemaal.vaerge', { vaergemaal: [since('2020-01-01T00:00:00.000000Z', { vaergetype: 'personnummer' })] }],
  ])('%s is named, and nothing is said of the person: %j', (field, fields) =>
    expect(reasonOf(fields)).toBe(field === 'personnumre' ? 'cannot be read: personnumre' : `cannot be read: ${field}`),
  );

  it('of one person leave the others of the answer as they are', () => {
    const other = person({ ...numbered([SPOUSE, 'aktuel']), koen: 'andet' });
    expect(observe([person(), other]).outcome).toBe('found');
    const nobody = person({ personnumre: [since(null, { personnummer: '12' })] });
    expect(observe([person(), nobody]).outcome).toBe('found');
    // It may be the one who cannot be read.
    expect(observe([nobody, 7], {}, SPOUSE)).toMatchObject({
      outcome: 'unusable',
      reason: 'cannot be read: nodes, personnumre.personnummer',
    });
  });

  it('never show what they hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(person())), (value, field) => {
        const observed = observe([person({ [field]: value })]);
        if (observed.outcome === 'unusable') expect(observed.reason).toMatch(/^cannot be read: [a-zA-Z., ]+$/);
      }),
    );
  });
});

describe('what an answer does not speak of', () => {
  it('is not carried, so that its absence ends nothing', () => {
    const lists = ['boern', 'foraeldreoplysninger', 'foraeldremyndighedsoplysninger', 'vaergemaal', 'forsvindinger'];
    const told = groups(Object.fromEntries([...lists, 'udrejseIndrejser', 'civilstande'].map((list) => [list, null])));
    expect(Object.keys(told)).toEqual([
      'protection',
      'numbers',
      'identity',
      'status',
      'name',
      'addressing_name',
      'main_address',
    ]);
  });

  it('Datafordeler tells of the registration of birth in no list', () =>
    expect(groups()).not.toHaveProperty('birth_registration'));

  it('with the updating of guardians and custodians off, their groups are not carried', () => {
    const settings = { updateGuardiansAndCustodians: false, guardianNameType: 'P', endDateForStatus90: true };
    const told = Object.keys(groups({}, { settings }));
    expect(told).toContain('guardianship');
    expect(told).not.toContain('guardian');
    expect(told).not.toContain('custody');
  });
});

describe('the private sector', () => {
  const PRIVATE = { sector: 'private' } as const;
  const protectedPerson = {
    beskyttelser: [since('2025-01-01T00:00:00.000000Z', { beskyttelsestype: 'navne_og_adresse' })],
    navne: [],
    adresseoplysninger: [],
    udrejseIndrejser: [],
  };

  it('is told neither former numbers nor the spouse: those groups are left as they are', () => {
    const told = groups({}, PRIVATE);
    expect(told).toHaveProperty('main_address.address');
    for (const name of ['numbers', 'civil_status', 'separation']) expect(told).not.toHaveProperty(name);
  });

  it('is told that somebody is protected, and that the name is not told does not take it away', () => {
    const told = groups(protectedPerson, PRIVATE);
    expect(told.protection?.protection).toEqual({ date: '2025-01-01' });
    for (const name of ['name', 'addressing_name', 'main_address', 'emigration']) expect(told).not.toHaveProperty(name);
  });
});

describe('the fingerprint', () => {
  it('is the same for the same content, on another day, and whatever the order', () => {
    const one = said().observation;
    const other = said({}, { day: '2026-11-25', asOf: '2026-11-24' }).observation;
    expect(other.fingerprint).toBe(one.fingerprint);
    expect(said({ koen: 'mand' }).observation.fingerprint).not.toBe(one.fingerprint);
  });

  it('is another when a protection ends, though the answer is the same', () => {
    const beskyttelser = [
      since('2025-11-25T00:00:00.000000Z', {
        beskyttelsestype: 'navne_og_adresse',
        virkningtil: '2026-11-24T23:00:00.000000Z',
      }),
    ];
    const before = said({ beskyttelser }, { day: '2026-11-24' });
    const after = said({ beskyttelser }, { day: '2026-11-25' });
    expect(before.nextChange).toBe('2026-11-25');
    expect(after.nextChange).toBeUndefined();
    expect(after.observation.fingerprint).not.toBe(before.observation.fingerprint);
  });
});

describe('the order and repetition of an answer', () => {
  const many = {
    personnumre: [
      since('1980-10-01T00:00:00.000000Z', { personnummer: KAREN }),
      until('1999-01-01T00:00:00.000000Z', { personnummer: OLD_NUMBER }),
      until('1989-01-01T00:00:00.000000Z', { personnummer: NEW_NUMBER }),
    ],
    navne: [
      since('2005-06-11T10:00:00.000000Z', { fornavne: 'Karen', efternavn: 'Holm' }),
      // The register has two in force: the one that began last counts.
      since('2004-06-11T10:00:00.000000Z', { fornavne: 'Karin', efternavn: 'Holm' }),
      until('2004-06-11T10:00:00.000000Z', { fornavne: 'Karen', efternavn: 'Friis' }),
    ],
    boern: [CHILD, SPOUSE, NEW_NUMBER].map((personnummer) => since(null, { barn: { personnummer, beskyttelser: [] } })),
    beskyttelser: [
      since('2025-01-01T00:00:00.000000Z', { beskyttelsestype: 'markedsfoering' }),
      since('2024-01-01T00:00:00.000000Z', { beskyttelsestype: 'lokal_vejviser' }),
      since('2026-01-01T00:00:00.000000Z', { beskyttelsestype: 'navne_og_adresse' }),
      since('2025-01-01T00:00:00.000000Z', { beskyttelsestype: 'navne_og_adresse' }),
    ],
    adresseoplysninger: [
      home({}),
      home({ husnummer: '004' }),
      until('2016-04-01T00:00:00.000000Z', { cprAdresse: null }),
    ],
  };

  it('never matter', () => {
    const told = said(many);
    const lists = Object.entries(many);
    const shuffled = fc.tuple(
      ...lists.map(([name, list]) =>
        fc
          .tuple(fc.shuffledSubarray(list, { minLength: list.length }), fc.subarray(list))
          .map(([all, again]): [string, object[]] => [name, [...all, ...again]]),
      ),
    );
    fc.assert(
      fc.property(shuffled, (members) => {
        expect(said(Object.fromEntries(members))).toEqual(told);
      }),
    );
    expect(told.observation.groups.protection?.protection).toEqual({ date: '2025-01-01' });
    expect(told.observation.groups.name?.fields).toEqual({ name1: 'Karen', name2: 'Holm' });
  });
});

describe('what is registered ahead', () => {
  it('holds from its day, and the person is read again then', () => {
    const navne = [
      since(null, { fornavne: 'Karen', efternavn: 'Holm', virkningtil: '2026-11-30T23:00:00.000000Z' }),
      since('2026-11-30T23:00:00.000000Z', { fornavne: 'Karen', efternavn: 'Friis' }),
    ];
    expect(said({ navne })).toMatchObject({ nextChange: '2026-12-01' });
    expect(group('name', { navne })?.fields?.name2).toBe('Holm');
    expect(group('name', { navne }, { day: '2026-12-01' })?.fields?.name2).toBe('Friis');
  });

  it('a moment in the middle of a day ends with that day: nobody is shown too early', () => {
    const beskyttelser = [
      since(null, { beskyttelsestype: 'navne_og_adresse', virkningtil: '2026-11-24T11:00:00.000000Z' }),
    ];
    expect(group('protection', { beskyttelser })?.protection).toEqual({ date: '2026', uncertain: true });
    expect(group('protection', { beskyttelser }, { day: '2026-11-25' })?.protection).toBeUndefined();
  });
});
