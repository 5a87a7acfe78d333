import { callClock } from '@contact-sync/contacts-model';
import type { GroupName, Observation, ObservedGroup } from '@contact-sync/contacts-model';

/** A CVR number with the right check digit, and a P-number. Both are invented. */
export const CVR = '10000009';
export const P_NUMBER = '1000000001';

type Groups = Partial<Record<GroupName, ObservedGroup>>;

const COMPANY: Groups = {
  name: { fields: { name1: 'Bageren på Torvet ApS' } },
  main_address: { address: { address1: 'Torvet 1', postcode: '8000', city: 'Aarhus C', country_code: 'DK' } },
  contact_lines: { contactLines: { phoneNo: '86120000', email: 'post@bageren.dk' } },
  industry: { info: { Branche: [{ value: '107110' }, { value: '472400' }] } },
  advertisement: { advertisement: true },
  lifetime: { started: { date: '1999-05-01' } },
};

function said(subject: Observation['subject'], minute: number, groups: Groups): Observation {
  const calledAt = `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000000Z`;
  return {
    register: 'cvr',
    subject,
    clock: callClock(calledAt, 'datafordeler'),
    asOf: '2026-03-02',
    origin: { road: 'datafordeler', source: `CVR import ${minute}` },
    fingerprint: `${subject.nameCode} ${JSON.stringify(groups)}`,
    groups,
  };
}

/** What the register said of the company in a minute: what it always says, but for the groups given. */
export const company = (minute: number, groups: Groups = {}): Observation =>
  said({ nameType: 'J', nameCode: CVR }, minute, { ...COMPANY, ...groups });

/** What the register said of a production unit of the company. */
export const productionUnit = (minute: number, groups: Groups = {}): Observation =>
  said({ nameType: 'V', nameCode: P_NUMBER }, minute, {
    ...COMPANY,
    main_unit: {
      references: {
        Hovedvirksomhed: [{ slot: 'main_unit', relative: { kind: 'number', nameType: 'J', nameCode: CVR } }],
      },
    },
    ...groups,
  });
