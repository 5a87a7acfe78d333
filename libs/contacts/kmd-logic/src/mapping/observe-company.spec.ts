import { describeWithPublished } from '@contact-sync/testing';
import type { Company } from '../models';
import { readCompany } from '../reading/read-models';
import { observeCompany } from './observe-company';
import type { Observed, ObserveOptions } from './options';

const OPTIONS: ObserveOptions = {
  calledAt: '2026-11-22T10:11:12.123456Z',
  day: '2026-11-22',
  companyType: 'J',
  unitType: 'V',
  lifetime: true,
  hash: (text) => `#${text.length}`,
};

const NUMBER = '10000009';
const COMPANY: Company = {
  id: '4000000001',
  cvrNumber: NUMBER,
  companyName: 'Ærø Bådebyggeri A/S',
  phoneNumber: '63521234',
  eMailAddress: 'post@baad.example',
  mainBusinessCode: '301200',
  mainBusinessDescription: 'Bygning af både',
  cvrAddress: {
    streetName: 'Havnegade',
    houseNumber: '12A',
    floor: '2',
    room: 'th',
    citySubDivision: 'Drejet',
    communityCode: '492',
    postCode: '5970',
    postDistrict: 'Ærøskøbing',
    countryCode: 'DK',
  },
  companyDetails: { businessStartDate: '1999-05-01T00:00:00', status: 'aktiv' },
};

function observed(company: Company, options: Partial<ObserveOptions> = {}): Exclude<Observed, { unusable: string }> {
  const seen = observeCompany(NUMBER, company, { ...OPTIONS, ...options });
  if ('unusable' in seen) throw new Error(seen.unusable);
  return seen;
}

const without = (...names: (keyof Company)[]): Company =>
  Object.fromEntries(Object.entries(COMPANY).filter(([name]) => !names.includes(name as keyof Company)));

it('says of a company what Logic can tell, and what of it stays (CVR-2)', () => {
  const { observation, remarks, nextChange } = observed(COMPANY);
  expect(observation).toEqual({
    register: 'cvr',
    subject: { nameType: 'J', nameCode: NUMBER },
    clock: '20261122101112123456 logic',
    asOf: '2026-11-22',
    origin: { road: 'logic', source: 'look-up' },
    fingerprint: expect.stringMatching(/^#\d+$/),
    groups: {
      name: { fields: { name1: 'Ærø Bådebyggeri A/S' } },
      main_address: {
        address: {
          address1: 'Havnegade 12A',
          address2: '2. th',
          municipality: '0492',
          postcode: '5970',
          city: 'Ærøskøbing',
          country_code: 'DK',
        },
        undelivered: { address: ['address3'] },
      },
      contact_lines: {
        contactLines: { phoneNo: '63521234', email: 'post@baad.example' },
        undelivered: { contactLines: ['fax'] },
      },
      industry: { info: { Branche: [{ value: '301200' }] }, undelivered: { furtherInfo: ['Branche'] } },
      lifetime: { started: { date: '1999-05-01' } },
    },
  });
  expect({ remarks, nextChange }).toEqual({ remarks: [], nextChange: undefined });
});

it('does not speak of advertisement, main unit, or dates that are not wanted', () => {
  expect(Object.keys(observed(COMPANY, { lifetime: false }).observation.groups)).toEqual([
    'name',
    'main_address',
    'contact_lines',
    'industry',
  ]);
});

it('never blanks: without a name, or about another number, the answer is of no use', () => {
  expect(observeCompany(NUMBER, without('companyName'), OPTIONS)).toEqual({ unusable: 'no-name' });
  expect(observeCompany(NUMBER, { ...COMPANY, companyName: ' \u0000 ' }, OPTIONS)).toEqual({ unusable: 'no-name' });
  expect(observeCompany(NUMBER, { ...COMPANY, cvrNumber: '20000007' }, OPTIONS)).toEqual({ unusable: 'other-number' });
  expect(observeCompany(NUMBER, { ...COMPANY, cvrNumber: 'DK' }, OPTIONS)).toEqual({ unusable: 'other-number' });
});

it('is silent on address and activity that the answer leaves out, and says so', () => {
  const { observation, remarks } = observed(without('cvrAddress', 'mainBusinessCode'));
  expect(Object.keys(observation.groups)).toEqual(['name', 'contact_lines', 'lifetime']);
  expect(remarks).toEqual([
    'the answer has no address; the one that is known stays',
    'the answer has no main activity; the activities that are known stay',
  ]);
});

it('is silent on an address of which Logic has only the country', () => {
  const { observation, remarks } = observed({ ...COMPANY, cvrAddress: { countryCode: 'SE' } });
  expect(observation.groups).not.toHaveProperty('main_address');
  expect(remarks).toEqual(['the answer has only the country of an address; the one that is known stays']);
});

it('a company that lives and has neither telephone nor e-mail is told to have none', () => {
  expect(observed(without('phoneNumber', 'eMailAddress')).observation.groups.contact_lines).toEqual({
    undelivered: { contactLines: ['fax'] },
  });
});

describe('a company that ceased', () => {
  const companyDetails = { businessStartDate: '01-05-1999', cessationDate: '2026-09-30T22:00:00Z' };

  it('ends on the day it was in Denmark, and keeps what the answer leaves out', () => {
    const { observation } = observed({ cvrNumber: NUMBER, companyDetails });
    expect(observation.groups).toEqual({
      lifetime: { started: { date: '1999-05-01' }, ended: { date: '2026-10-01' } },
    });
  });

  it('in the future is read again on that day, and lives until then', () => {
    const { observation, nextChange } = observed({
      ...COMPANY,
      companyDetails: { ...companyDetails, cessationDate: '2026-11-23' },
    });
    expect(observation.groups.lifetime).toEqual({ started: { date: '1999-05-01' } });
    expect(nextChange).toBe('2026-11-23');
  });

  it('today has ended', () => {
    const { observation, nextChange } = observed({ ...COMPANY, companyDetails: { cessationDate: '2026-11-22' } });
    expect(observation.groups.lifetime).toEqual({ ended: { date: '2026-11-22' }, undelivered: { started: true } });
    expect(nextChange).toBeUndefined();
  });

  it.each(['31-02-2026', '3/4/2026', '2026', 'snart', '20260930'])(
    'by a date as %j is not ended, and said so',
    (date) => {
      const { observation, remarks } = observed({
        ...COMPANY,
        companyDetails: { ...companyDetails, cessationDate: date },
      });
      expect(observation.groups).not.toHaveProperty('lifetime');
      expect(remarks).toEqual(['cessationDate is no date that is known; start and end were left as they are']);
    },
  );

  it.each(['0001-01-01T00:00:00', '9999-12-31'])('at %s has not ceased', (cessationDate) => {
    const { observation } = observed({ ...COMPANY, companyDetails: { ...companyDetails, cessationDate } });
    expect(observation.groups.lifetime).toEqual({ started: { date: '1999-05-01' } });
  });
});

it('an address without a country is in Denmark where it names a municipality', () => {
  const address = (cvrAddress: Company['cvrAddress']) =>
    observed({ ...COMPANY, cvrAddress }).observation.groups.main_address?.address;
  expect(address({ streetName: 'Søvej', communityCode: '0101' })).toMatchObject({ country_code: 'DK' });
  expect(address({ streetName: 'Storgatan 1', countryCode: 'se' })).toEqual({
    address1: 'Storgatan 1',
    country_code: 'SE',
  });
  expect(address({ streetName: 'Storgatan 1', communityCode: '0000' })).toEqual({ address1: 'Storgatan 1' });
});

it('reports cuts and odd numbers without their values', () => {
  const { observation, remarks } = observed({
    ...COMPANY,
    cvrNumber: '10000009',
    companyName: 'N'.repeat(151),
    cvrAddress: { streetName: 'V'.repeat(150), houseNumber: '7', communityCode: 'Ærø' },
  });
  expect(observation.groups.name?.fields?.name1).toBe('N'.repeat(150));
  expect(observation.groups.main_address?.address).toEqual({ address1: 'V'.repeat(150) });
  expect(remarks).toEqual([
    'companyName is longer than 150 characters and was cut',
    'streetName is longer than 150 characters and was cut',
    'communityCode is no municipality code',
  ]);
});

it('a number with a wrong check digit is a remark; leading zeros may be left out', () => {
  // 12345678: 1·2 + 2·7 + 3·6 + 4·5 + 5·4 + 6·3 + 7·2 + 8·1 = 114 = 10·11 + 4.
  const wrong = observeCompany('12345678', { ...COMPANY, cvrNumber: '12345678' }, OPTIONS);
  expect(wrong).toMatchObject({ remarks: ['the CVR number has a wrong check digit'] });
  const short = observeCompany('01234567', { ...COMPANY, cvrNumber: '1234567' }, OPTIONS);
  expect(short).toMatchObject({ observation: { subject: { nameCode: '01234567' } } });
});

it('equal answers have equal fingerprints, whenever they are given', () => {
  const hash = (text: string): string => text;
  const { observation } = observed(COMPANY, { hash });
  const later = { hash, calledAt: '2026-11-23T00:00:00.000000Z', day: '2026-11-23' };
  expect(observed(COMPANY, later).observation.fingerprint).toBe(observation.fingerprint);
  expect(observed({ ...COMPANY, phoneNumber: '1' }, later).observation.fingerprint).not.toBe(observation.fingerprint);
  expect(observed(COMPANY, { ...later, lifetime: false }).observation.fingerprint).not.toBe(observation.fingerprint);
});

describeWithPublished("the fake provider's company", ['specs/kmd-logic/data/cvr/fake/cvr_35533729.json'], ([file]) => {
  it('survives what is rough in it: a telephone with an extension, a long house number, a country of its own', () => {
    const read = readCompany(JSON.parse(new TextDecoder('windows-1252').decode(file)));
    if (!('model' in read)) throw new Error(read.misshapen.field);
    const seen = observeCompany('35533729', read.model, OPTIONS);
    expect(seen).toMatchObject({
      observation: {
        groups: {
          name: { fields: { name1: 'Koch LLC' } },
          main_address: {
            address: {
              address1: 'Ewell Row 14762',
              municipality: '0176',
              postcode: '3400',
              city: 'Clarabellefurt',
              country_code: 'TC',
            },
          },
          contact_lines: { contactLines: { phoneNo: '310-568-2922 x53104', email: 'Jordan83@hotmail.com' } },
          industry: { info: { Branche: [{ value: '246710' }] } },
        },
      },
    });
    expect(read.model.mainBusinessDescription).toBe('Markedsanalyse og offentlig meningsmåling');
    expect(seen).not.toHaveProperty('observation.groups.lifetime');
  });
});
