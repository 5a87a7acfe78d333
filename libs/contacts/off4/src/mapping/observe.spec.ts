import * as fc from 'fast-check';
import { GROUP_NAMES, GROUPS } from '@contact-sync/contacts-model';
import type { Dated, ObservedGroup } from '@contact-sync/contacts-model';
import type { Body } from '../../test/delivery';
import { groupsOf, observed, OPTIONS } from '../../test/observed';
import { CPR_STATUSES } from '../codes/status';
import { MAPPED_RECORD_TYPES } from './carried-groups';

const PNR = '6101801234';
const MOTHER = '6202501234';
const FATHER = '6303501235';
const OTHER = '6404501236';

const on = (date: string): Dated => ({ date });
const value = (text: string): object[] => [{ value: text }];
const number = (nameCode: string): object => ({ kind: 'number', nameType: 'C', nameCode });

const PERSON = ['001', { PNR, STATUS: '01', KOEN: 'K', FOED_DT: '1980-01-01' }] as const;
const person = (values: object = {}, ...more: Body): Body => [['001', { ...PERSON[1], ...values }], ...more];
const moment = (date: string): object => ({ date, time: '1200' });

describe('the set as a whole', () => {
  it('carries key, clock, origin and day as they were given', () => {
    const { observation } = observed(person());
    expect(observation).toMatchObject({
      register: 'cpr',
      subject: { nameType: 'C', nameCode: PNR },
      asOf: OPTIONS.asOf,
      clock: OPTIONS.clock,
      origin: OPTIONS.origin,
      fingerprint: OPTIONS.fingerprint,
      validNumber: PNR,
    });
    expect(Object.keys(observation!.groups)).toEqual([...GROUP_NAMES]);
  });

  it.each<[string, Body, string, string]>([
    ['without 001', [['008', { PNR, FORNVN: 'Ådne' }]], 'no-001', '001'],
    ['with 001 twice', [PERSON, PERSON], 'duplicate-record', '001'],
    [
      'with two names',
      person({}, ['008', { PNR, FORNVN: 'A' }], ['008', { PNR, FORNVN: 'B' }]),
      'duplicate-record',
      '008',
    ],
    ['with a damaged code', person({}, ['004', { PNR, BESKYTTYPE: '0x01' }]), 'damaged-record', '004'],
    [
      'with a damaged relative',
      person({}, ['012', { PNR, CIVST: 'G', AEGTEPNR: '62x2501234' }]),
      'damaged-record',
      '012',
    ],
    ['with a damaged status', person({ STATUS: '9x' }), 'damaged-record', '001'],
  ])('is held %s, and says where', (_, body, reason, recordType) => {
    const { held, problems } = observed(body);
    expect(held).toBe(reason);
    expect(problems).toContainEqual(expect.objectContaining({ level: 'error', recordType }));
    expect(JSON.stringify(problems)).not.toContain(PNR);
  });

  it('is used in spite of an impossible date, of unknown types, and of damage in records that are not used', () => {
    const { observation, problems } = observed(
      person({ FOED_DT: '2001-02-31' }, ['018', { PNR, KOMFORHTYP: 'x' }], ['023', { PNR, KOMKOD: 'xxxx' }]),
    );
    expect(observation?.groups.identity?.dates).toBeUndefined();
    expect(problems).toMatchObject([{ level: 'warning', line: 2, recordType: '001', field: 'FOED_DT' }]);
  });

  it('does not depend on the order of the records', () => {
    const body: Body = [
      ...person({}, ['004', { PNR, BESKYTTYPE: '0003', 'START_DT-BESKYTTELSE': '2020-01-01' }]),
      ['004', { PNR, BESKYTTYPE: '0001', 'START_DT-BESKYTTELSE': '2021-01-01' }],
      ['014', { PNR, 'PNR-BARN': OTHER }],
      ['014', { PNR, 'PNR-BARN': MOTHER }],
      ['016', { PNR, 'RELTYP-FORÆLDREMYN': '0006', RELPNR: FATHER }],
      ['016', { PNR, 'RELTYP-FORÆLDREMYN': '0005', RELPNR: OTHER }],
      ['022', { PNRGAELD: PNR, PNR: OTHER }],
      ['022', { PNRGAELD: PNR, PNR: MOTHER }],
    ];
    const known = groupsOf(body);
    fc.assert(
      fc.property(fc.shuffledSubarray([...body], { minLength: body.length }), (shuffled) => {
        expect(groupsOf(shuffled)).toEqual(known);
      }),
    );
  });

  it('writes only what its groups own, and nothing empty', () => {
    const groups = groupsOf(
      person(
        { STILLING: 'Smed', STATUSHAENSTART: moment('2020-01-01') },
        ['003', { PNR, ADRNVN: 'Ådne Ærø', STANDARDADR: 'Søgade 1', BYNVN: 'Lilleby', POSTDISTTXT: 'Storby' }],
        ['004', { PNR, BESKYTTYPE: '0002' }],
        ['009', { PNR, 'START_MYNKOD-FØDESTED': '8333', 'MYNTXT-FØDESTED': 'Sogn' }],
        ['012', { PNR, CIVST: 'G', AEGTEPNR: OTHER }],
        ['015', { PNR, PNRMOR: MOTHER }],
        ['016', { PNR, 'RELTYP-FORÆLDREMYN': '0003' }],
        ['052', { PNR, 'START_DT-UMYNDIG': '2020-01-01', UMYN_RELTYP: '0000', VAERGEMAALS_TYPE: 'FULD' }],
      ),
    );
    for (const group of GROUP_NAMES) {
      const { fields, info, dates, references } = groups[group]!;
      const shape = GROUPS[group];
      expect(shape.fields ?? []).toEqual(expect.arrayContaining(Object.keys(fields ?? {})));
      expect(shape.info ?? []).toEqual(expect.arrayContaining(Object.keys(info ?? {})));
      expect(shape.dates ?? []).toEqual(expect.arrayContaining(Object.keys(dates ?? {})));
      expect(shape.references ?? []).toEqual(expect.arrayContaining(Object.keys(references ?? {})));
    }
    expect(Object.values(groups).flatMap((group) => Object.values(group).filter(holdsNothing))).toEqual([]);
    expect(groups.disappearance).toEqual({});
  });
});

/** True for empty text, lists and records, at any depth. */
function holdsNothing(content: unknown): boolean {
  if (typeof content !== 'object' || content === null) return content === '' || content === undefined;
  const members = Object.values(content) as unknown[];
  return members.length === 0 || members.some(holdsNothing);
}

describe('groups a road delivers (REG-3b)', () => {
  const carried = (types: readonly string[], updateGuardiansAndCustodians = true): string[] => {
    const { observation } = observed(person(), {
      recordTypes: new Set(types),
      settings: { updateGuardiansAndCustodians },
    });
    return Object.keys(observation!.groups);
  };

  it.each([
    [['001'], ['identity', 'status']],
    [
      ['001', '003'],
      ['identity', 'status', 'addressing_name'],
    ],
    [
      ['001', '002', '003'],
      ['identity', 'status', 'addressing_name', 'main_address'],
    ],
    [
      ['001', '016'],
      ['identity', 'status'],
    ],
    [
      ['001', '015', '016'],
      ['identity', 'status', 'parents', 'custody'],
    ],
    [
      ['001', '017'],
      ['identity', 'status', 'guardianship', 'guardian'],
    ],
    [
      ['001', '052'],
      ['identity', 'status', 'guardianship', 'guardian'],
    ],
    [
      ['001', '004', '022'],
      ['protection', 'numbers', 'identity', 'status'],
    ],
  ])('record types %j carry %j', (types, groups) => {
    expect(carried(types)).toEqual(groups);
  });

  it('without the updating of guardians and custodians their groups are not carried; guardianship is (CPR-5)', () => {
    expect(carried([...MAPPED_RECORD_TYPES], false)).toEqual(
      GROUP_NAMES.filter((group) => group !== 'custody' && group !== 'guardian'),
    );
  });
});

describe('status (CPR-3)', () => {
  const status = (code: string, settings = {}): ObservedGroup | undefined =>
    groupsOf(person({ STATUS: code, STATUSHAENSTART: moment('2024-05-06') }), settings).status;

  it.each([...CPR_STATUSES.keys()])('%s is kept with its date, and only 90 ends the contact', (code) => {
    const content = { info: { Status: value(code) }, dates: { Statusfra: on('2024-05-06') } };
    expect(status(code)).toEqual(code === '90' ? { ...content, ended: on('2024-05-06') } : content);
  });

  it('90 does not end the contact where the setting says so', () => {
    expect(status('90', { endDateForStatus90: false })).not.toHaveProperty('ended');
  });

  it('90 without a date ends the contact in the year of the statement, uncertainly', () => {
    expect(groupsOf(person({ STATUS: '90' })).status).toEqual({
      info: { Status: value('90') },
      ended: { date: '2026', uncertain: true },
    });
  });

  it("has the guide's texts in both languages", () => {
    expect(CPR_STATUSES.size).toBe(11);
    expect([...CPR_STATUSES.values()].filter(({ active }) => active).map(({ code }) => code)).toEqual([
      '01',
      '03',
      '05',
      '07',
    ]);
    expect(CPR_STATUSES.get('90')).toEqual({ code: '90', active: false, da: 'Død', en: 'Deceased' });
    expect(CPR_STATUSES.get('05')?.da).toBe('Bopæl i grønlandsk folkeregister');
  });

  it('uncertain and partial dates keep what is certain', () => {
    const doubtful = groupsOf(person({ FOED_DT: '1980-05', FOED_DT_UMRK: true, STATUSHAENSTART: { date: '1961' } }));
    expect(doubtful.identity?.dates).toEqual({ Fødselsdag: { date: '1980-05', uncertain: true } });
    expect(doubtful.status?.dates).toEqual({ Statusfra: on('1961') });
  });
});

describe('numbers (CPR-4)', () => {
  it('another valid number is all that is said', () => {
    const { observation } = observed(person({ PNRGAELD: OTHER, STATUS: '60' }, ['008', { PNR, FORNVN: 'Ådne' }]));
    expect(observation).toMatchObject({ validNumber: OTHER, groups: {} });
  });

  it('earlier numbers are sorted, once each, without the own one', () => {
    const earlier = [OTHER, MOTHER, OTHER, PNR].map((old) => ['022', { PNRGAELD: PNR, PNR: old }] as const);
    expect(groupsOf(person({}, ...earlier)).numbers).toEqual({ earlierNumbers: [MOTHER, OTHER] });
  });
});

describe('main address', () => {
  const HOME = { PNR, ADRNVN: 'Ådne Ærø', STANDARDADR: 'Søgade 1', POSTNR: '9000', KOMKOD: '0851' };
  const address = (...more: Body): ObservedGroup['address'] => groupsOf(person({}, ...more)).main_address?.address;

  it('003 without 002 is an address without a start', () => {
    expect(address(['003', HOME])).toEqual({
      address1: 'Søgade 1',
      municipality: '0851',
      postcode: '9000',
      country_code: 'DK',
    });
  });

  it('the move-in date keeps its mark, and only the date', () => {
    const moved = { PNR, TILFLYDTO: { date: '1982-07' }, TILFLYDTO_UMRK: true };
    expect(address(['002', moved], ['003', HOME])?.start).toEqual({ date: '1982-07', uncertain: true });
  });

  it('zeros are no codes', () => {
    expect(address(['003', { PNR, CONVN: 'c/o Åge', POSTNR: '0000', KOMKOD: '0000' }])).toEqual({
      address3: 'c/o Åge',
      country_code: 'DK',
    });
  });

  it('003 with a name and zeros is no address', () => {
    const group = groupsOf(
      person({}, ['003', { PNR, ADRNVN: 'Ådne', POSTNR: '0000', KOMKOD: '0000', VEJKOD: '0000' }]),
    );
    expect(group.main_address).toEqual({});
  });

  it('a special street code is an address like others: status 03', () => {
    const nowhere = { PNR, STANDARDADR: 'Uden fast bopæl', KOMKOD: '0851', VEJKOD: '9901' };
    expect(address(['003', nowhere])).toMatchObject({ address1: 'Uden fast bopæl', municipality: '0851' });
  });

  describe('of emigrated persons', () => {
    const ABROAD = {
      PNR,
      UDR_LANDEKOD: '5164',
      UDRDTO: moment('2019-03-04'),
      UDRDTO_UMRK: true,
      UDLANDADR1: 'Calle 1',
    };
    const emigrated = (record: object, ...more: Body): ObservedGroup | undefined =>
      groupsOf(
        person({ STATUS: '80', STATUSHAENSTART: moment('2019-03-05') }, ['005', { ...ABROAD, ...record }], ...more),
      ).main_address;

    it('an unknown country passes as its code, and the list may be longer', () => {
      expect(emigrated({})?.address).toEqual({
        address1: 'Calle 1',
        country_code: '5164',
        start: { date: '2019-03-04', uncertain: true },
      });
      const settings = { countries: new Map([['5164', 'ES']]) };
      expect(groupsOf(person({ STATUS: '80' }, ['005', ABROAD]), settings).main_address?.address?.country_code).toBe(
        'ES',
      );
    });

    it('blank lines leave no holes', () => {
      const lines = { UDLANDADR2: undefined, UDLANDADR3: 'b', UDLANDADR4: undefined, UDLANDADR5: 'c' };
      expect(emigrated(lines)?.address).toMatchObject({ address1: 'Calle 1', address2: 'b', address3: 'c' });
    });

    it('without lines there is none, since the emigration', () => {
      expect(emigrated({ UDLANDADR1: undefined })).toEqual({ addressEnd: { date: '2019-03-04', uncertain: true } });
    });

    it('a contact address without a start has none', () => {
      expect(emigrated({}, ['006', { PNR, 'ADR1-KONTAKTADR': 'Kontakt 1' }])?.address).toEqual({
        address1: 'Kontakt 1',
        country_code: '5164',
      });
    });

    it('without 005 the status says since when', () => {
      const gone = groupsOf(person({ STATUS: '80', STATUSHAENSTART: moment('2019-03-05') }));
      expect(gone.main_address).toEqual({ addressEnd: on('2019-03-05') });
    });
  });

  it('the contact address of others is not their main address', () => {
    expect(groupsOf(person({}, ['006', { PNR, 'ADR1-KONTAKTADR': 'Kontakt 1' }])).main_address).toEqual({});
  });

  it('disappeared: since 007, marked where it is', () => {
    const gone = person({ STATUS: '70' }, ['007', { PNR, FORSVINDDTO: moment('2019-03-05'), FORSVINDDTO_UMRK: true }]);
    expect(groupsOf(gone).main_address).toEqual({ addressEnd: { date: '2019-03-05', uncertain: true } });
  });
});

describe('protection', () => {
  it('is in force without a start, and whatever SLET_DT says', () => {
    expect(groupsOf(person({}, ['004', { PNR, BESKYTTYPE: '0001' }])).protection).toEqual({
      protection: { date: '2026', uncertain: true },
    });
    const past = { PNR, BESKYTTYPE: '0001', 'START_DT-BESKYTTELSE': '2001-01-01', 'SLET_DT-BESKYTTELSE': '2002-01-01' };
    expect(groupsOf(person({}, ['004', past])).protection).toEqual({ protection: on('2001-01-01') });
  });

  it('ends when the record is gone', () => {
    expect(groupsOf(person()).protection).toEqual({});
  });
});

describe('birth registration', () => {
  const birth = (record: object, authorities = new Map([['8333', 'Vor Frue Sogn']])): ObservedGroup | undefined =>
    groupsOf(person({}, ['009', { PNR, ...record }]), { authorities }).birth_registration;

  it("the record's text goes before the list, the list before nothing", () => {
    const known = { 'START_MYNKOD-FØDESTED': '8333' };
    expect(birth({ ...known, 'MYNTXT-FØDESTED': 'Et sogn' })?.info).toEqual({
      Fødregkode: value('8333'),
      'Fødreg.myn.': value('Et sogn'),
    });
    expect(birth(known)?.info).toEqual({ Fødregkode: value('8333'), 'Fødreg.myn.': value('Vor Frue Sogn') });
    expect(birth(known, new Map())?.info).toEqual({ Fødregkode: value('8333') });
    expect(birth({ 'START_MYNKOD-FØDESTED': '0000' })).toEqual({});
  });
});

describe('spouse', () => {
  const civil = (record: object): ObservedGroup | undefined =>
    groupsOf(person({}, ['012', { PNR, 'HAENSTART-CIVILSTAND': moment('2020-02-02'), ...record }])).civil_status;

  it.each(['G', 'P'])('%s names the spouse of now', (CIVST) => {
    expect(civil({ CIVST, AEGTEPNR: OTHER })).toEqual({
      info: { Civilstand: value(CIVST) },
      dates: { 'Civst.fra': on('2020-02-02') },
      references: { Ægtefælle: [{ slot: 'spouse', relative: number(OTHER), start: on('2020-02-02') }] },
    });
  });

  it.each(['U', 'F', 'E', 'O', 'L', 'D'])('%s ends the reference on the day of the event', (CIVST) => {
    const group = civil({ CIVST, AEGTEPNR: OTHER });
    expect(group?.references).toBeUndefined();
    expect(group?.referencesEnd).toEqual(on('2020-02-02'));
  });

  it('by name, and by neither', () => {
    expect(civil({ CIVST: 'G', AEGTEPNR: '0000000000', AEGTENVN: 'Øst,Åge' })?.references).toEqual({
      Ægtefælle: [
        {
          slot: 'spouse',
          relative: { kind: 'name', nameType: 'P', name: 'Øst,Åge', relation: 'Ægtefælle til' },
          start: on('2020-02-02'),
        },
      ],
    });
    expect(civil({ CIVST: 'G', AEGTEPNR: '0000000000' })).not.toHaveProperty('references');
  });
});

describe('parents and custody', () => {
  it('a number goes before a name, and a parent without either is none', () => {
    const { parents } = groupsOf(person({}, ['015', { PNR, PNRMOR: MOTHER, MORNVN: 'Øst,Åse', PNRFAR: '0000000000' }]));
    expect(parents).toEqual({ references: { Forældre: [{ slot: 'mother', relative: number(MOTHER) }] } });
  });

  it('custody of a parent by name is that of the same contact', () => {
    const { parents, custody } = groupsOf(
      person({}, ['015', { PNR, FARNVN: 'Øst,Åge' }], ['016', { PNR, 'RELTYP-FORÆLDREMYN': '0004' }]),
    );
    expect(custody?.references?.['Forældremyndighed']).toEqual(parents?.references?.['Forældre']);
  });

  it('custody of a parent without number and name, and of an unknown kind, names nobody', () => {
    const { custody } = groupsOf(
      person({}, ['016', { PNR, 'RELTYP-FORÆLDREMYN': '0003' }], ['016', { PNR, 'RELTYP-FORÆLDREMYN': '0009' }]),
    );
    expect(custody).toEqual({ info: { Forældremyndighedstype: [{ value: '0003' }, { value: '0009' }] } });
  });
});

describe('guardian', () => {
  const START = { 'START_DT-UMYNDIG': '2020-01-01', 'START_DT_UMRK-UMYNDIG': true };
  const byNumber = { PNR, ...START, UMYN_RELTYP: '0001', RELPNR: OTHER, 'START_DT-RELPNR_PNR': '2020-01-02' };
  const byText = {
    PNR,
    ...START,
    UMYN_RELTYP: '0002',
    RELADRSAT_RELPNR_TXT: 'Advokat Øst',
    'START_DT-RELPNR_TXT': '2020-01-03',
    RELTXT1: 'Søgade 1',
    RELTXT2: '2. sal',
    RELTXT3: '9000 Aalborg',
    RELTXT5: 'Danmark',
  };
  const textual = (nameType: string): object => ({
    slot: 'guardian',
    relative: {
      kind: 'name',
      nameType,
      name: 'Advokat Øst',
      relation: 'Værge til',
      address: { address1: 'Søgade 1', address2: '2. sal', address3: '9000 Aalborg, Danmark' },
    },
    start: on('2020-01-03'),
  });

  it('by number', () => {
    const groups = groupsOf(person({}, ['017', byNumber]));
    expect(groups.guardianship).toEqual({ dates: { Umyndig: { date: '2020-01-01', uncertain: true } } });
    expect(groups.guardian).toEqual({
      references: { Værge: [{ slot: 'guardian', relative: number(OTHER), start: on('2020-01-02') }] },
    });
  });

  it('by text, of the type the setting names, with its address', () => {
    expect(groupsOf(person({}, ['017', byText])).guardian?.references).toEqual({ Værge: [textual('P')] });
    expect(groupsOf(person({}, ['052', byText]), { guardianNameType: 'X' }).guardian?.references).toEqual({
      Værge: [textual('X')],
    });
  });

  it('052 wins over 017 and says the type of guardianship', () => {
    const groups = groupsOf(person({}, ['017', byNumber], ['052', { ...byText, VAERGEMAALS_TYPE: 'FULD' }]));
    expect(groups.guardian).toEqual({ info: { Værgemålstype: value('FULD') }, references: { Værge: [textual('P')] } });
  });

  it('0000: under guardianship, by nobody in CPR', () => {
    const groups = groupsOf(person({}, ['017', { PNR, ...START, UMYN_RELTYP: '0000' }]));
    expect(groups.guardianship?.dates).toHaveProperty('Umyndig');
    expect(groups.guardian).toEqual({});
  });

  it.each<[string, Body]>([
    ['no record', []],
    ['a blank start', [['017', { ...byNumber, 'START_DT-UMYNDIG': undefined }]]],
  ])('%s: the guardianship has ended', (_, records) => {
    const groups = groupsOf(person({}, ...records));
    expect(groups.guardianship).toEqual({});
    expect(groups.guardian).toEqual({});
  });
});
