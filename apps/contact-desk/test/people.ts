import type { GroupName, Observation, ObservedGroup, Relative } from '@contact-sync/contacts-model';

/** An invented person number (day 61 to 91). */
export const number = (n: number): string => `610180${String(n).padStart(4, '0')}`;

type Groups = Partial<Record<GroupName, ObservedGroup>>;

/** What CPR said of a person on a day of March 2026; Anna Holm of Skovvej 1 unless told otherwise. */
export function said(pnr: string, day: number, groups: Groups = {}, more: Partial<Observation> = {}): Observation {
  const two = String(day).padStart(2, '0');
  return {
    register: 'cpr',
    subject: { nameType: 'C', nameCode: pnr },
    clock: `202603${two}00003 d2603${two} 00000000`,
    asOf: `2026-03-${two}`,
    origin: { road: 'file', source: `d2603${two}.l110901`, lines: [7, 8] },
    fingerprint: `${pnr} ${day}`,
    validNumber: pnr,
    groups: {
      protection: {},
      numbers: {},
      identity: { info: { Køn: [{ value: 'K' }] }, dates: { Fødselsdag: { date: '1980-01-21' } } },
      status: { info: { Status: [{ value: '01' }] }, dates: { Statusfra: { date: '1980-01', uncertain: true } } },
      name: { fields: { name1: 'Anna', name2: 'Holm' } },
      addressing_name: { fields: { text: 'Holm,Anna' } },
      main_address: {
        info: { Bynavn: [{ value: 'Skovby' }] },
        address: {
          address1: 'Skovvej 1',
          municipality: '0101',
          postcode: '2100',
          city: 'København Ø',
          country_code: 'DK',
          start: { date: '2020-01-01' },
        },
      },
      civil_status: { info: { Civilstand: [{ value: 'U' }] } },
      ...groups,
    },
    ...more,
  };
}

export const named = (name1: string, name2: string): ObservedGroup => ({ fields: { name1, name2 } });

/** Name and address protection since 2021-03-04 (004 type 0001). */
export const isProtected: ObservedGroup = { protection: { date: '2021-03-04' } };

export const spouse = (pnr: string): ObservedGroup => ({
  info: { Civilstand: [{ value: 'G' }] },
  references: {
    Ægtefælle: [{ slot: 'spouse', relative: byNumber(pnr), start: { date: '2010-06-05' } }],
  },
});

/** The register says nothing of the number but which one is valid instead. */
export const replaced = (pnr: string, by: string, day: number): Observation => ({
  ...said(pnr, day),
  validNumber: by,
  groups: {},
});

function byNumber(pnr: string): Relative {
  return { kind: 'number', nameType: 'C', nameCode: pnr };
}
