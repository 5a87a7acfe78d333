import * as fc from 'fast-check';
import { GROUPS } from '@contact-sync/contacts-model';
import type { ObservedGroup } from '@contact-sync/contacts-model';
import type { Body } from '../../test/delivery';
import { groupsOf, observed, OPTIONS } from '../../test/observed';
import { FATHER, moment, MOTHER, on, OTHER, PERSON, person, PNR, value } from '../../test/sentences';
import { CPR_STATUSES } from '../codes/status';
import { CPR_GROUPS, MAPPED_RECORD_TYPES } from './carried-groups';

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
    expect(Object.keys(observation!.groups)).toEqual([...CPR_GROUPS]);
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
    for (const group of CPR_GROUPS) {
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
      ['identity', 'status', 'addressing_name', 'main_address'],
    ],
    [
      ['001', '002'],
      ['identity', 'status'],
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
      CPR_GROUPS.filter((group) => group !== 'custody' && group !== 'guardian'),
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
