import { describeWithPublished } from '@contact-sync/testing';
import type { ProductionUnitDetail } from '../models';
import { readProductionUnit } from '../reading/read-models';
import { observeCeasedUnit, observeProductionUnit } from './observe-production-unit';
import type { Observed, ObserveOptions } from './options';

const OPTIONS: ObserveOptions = {
  calledAt: '2026-11-22T10:11:12.123456Z',
  day: '2026-11-22',
  companyType: 'J',
  unitType: 'V',
  lifetime: true,
  hash: (text) => `#${text.length}`,
};

const NUMBER = '1003387453';
const UNIT: ProductionUnitDetail = {
  id: '4000000002',
  pNumber: NUMBER,
  cvrNumber: '26911745',
  productionUnitName: 'Værftet - Ballerup',
  phoneNumber: '44600000',
  emailAddress: 'unit@baad.example',
  locationAddress: {
    streetName: 'Lautrupparken',
    houseNumber: '40',
    communityCode: '151',
    postCode: '2750',
    postDistrict: 'Ballerup',
  },
  lineOfIndustries: {
    mainBusiness: { branchCode: '620100', name: 'Computerprogrammering' },
    biBranch1: { branchCode: '620200' },
    biBranch2: { branchCode: '620100' },
    biBranch3: { branchCode: '631100' },
  },
};

function observed(
  unit: ProductionUnitDetail,
  options: Partial<ObserveOptions> = {},
): Exclude<Observed, { unusable: string }> {
  const seen = observeProductionUnit(NUMBER, unit, { ...OPTIONS, ...options });
  if ('unusable' in seen) throw new Error(seen.unusable);
  return seen;
}

const MAIN_UNIT = {
  references: {
    Hovedvirksomhed: [{ slot: 'main_unit', relative: { kind: 'number', nameType: 'J', nameCode: '26911745' } }],
  },
};

it('says of a production unit what Logic can tell, and what of it stays (CVR-2)', () => {
  const { observation, remarks } = observed(UNIT);
  expect(observation).toMatchObject({
    subject: { nameType: 'V', nameCode: NUMBER },
    clock: '20261122101112123456 logic',
  });
  expect(observation.groups).toEqual({
    name: { fields: { name1: 'Værftet - Ballerup' } },
    main_address: {
      address: {
        address1: 'Lautrupparken 40',
        municipality: '0151',
        postcode: '2750',
        city: 'Ballerup',
        country_code: 'DK',
      },
      undelivered: { address: ['address2', 'address3'] },
    },
    contact_lines: {
      contactLines: { phoneNo: '44600000', email: 'unit@baad.example' },
      undelivered: { contactLines: ['fax'] },
    },
    // All of them, the main one first, each once; nothing stays (the guide's mode=replace).
    industry: { info: { Branche: [{ value: '620100' }, { value: '620200' }, { value: '631100' }] } },
    main_unit: MAIN_UNIT,
  });
  expect(remarks).toEqual([]);
});

it('ends only when an event said so, on its day; when it began stays', () => {
  expect(observed(UNIT, { ceased: '2026-11-20' }).observation.groups.lifetime).toEqual({
    ended: { date: '2026-11-20' },
    undelivered: { started: true },
  });
  expect(observed(UNIT, { ceased: '2026-11-20', lifetime: false }).observation.groups).not.toHaveProperty('lifetime');
});

it('one that ceased keeps what the answer leaves out', () => {
  expect(observed({ pNumber: NUMBER }, { ceased: '2026-11-20' }).observation.groups).toEqual({
    lifetime: { ended: { date: '2026-11-20' }, undelivered: { started: true } },
  });
});

it('one that ceased and is not answered for ends by its event alone', () => {
  const seen = observeCeasedUnit(NUMBER, { ...OPTIONS, ceased: '2026-11-20' });
  expect(seen).toMatchObject({
    observation: {
      subject: { nameType: 'V', nameCode: NUMBER },
      groups: { lifetime: { ended: { date: '2026-11-20' }, undelivered: { started: true } } },
    },
  });
  expect(observeCeasedUnit(NUMBER, OPTIONS)).toBeUndefined();
  expect(observeCeasedUnit(NUMBER, { ...OPTIONS, ceased: '2026-11-20', lifetime: false })).toBeUndefined();
});

it('never blanks', () => {
  const { productionUnitName: _, ...nameless } = UNIT;
  expect(observeProductionUnit(NUMBER, nameless, OPTIONS)).toEqual({ unusable: 'no-name' });
  expect(observeProductionUnit('1099387454', UNIT, OPTIONS)).toEqual({ unusable: 'other-number' });
  const { observation, remarks } = observed({ pNumber: NUMBER, productionUnitName: 'Værftet' });
  expect(Object.keys(observation.groups)).toEqual(['name', 'contact_lines']);
  expect(remarks).toEqual([
    'the answer has no address; the one that is known stays',
    'the answer has no main activity; the activities that are known stay',
    'the answer names no company of the unit; the one that is known stays',
  ]);
});

it("a main company's number is padded, and a wrong check digit is a remark", () => {
  // 01234567: 1·7 + 2·6 + 3·5 + 4·4 + 5·3 + 6·2 + 7·1 = 84 = 7·11 + 7.
  const { observation, remarks } = observed({ ...UNIT, cvrNumber: '1234567' });
  expect(observation.groups.main_unit).toEqual({
    references: {
      Hovedvirksomhed: [{ slot: 'main_unit', relative: { kind: 'number', nameType: 'J', nameCode: '01234567' } }],
    },
  });
  expect(remarks).toEqual(['the number of the main company has a wrong check digit']);
});

describeWithPublished(
  "the fake provider's production unit",
  ['specs/kmd-logic/data/cvr/fake/cvr_punitdetail_1089377672.json'],
  ([file]) => {
    it('survives what is rough in it', () => {
      const read = readProductionUnit(JSON.parse(new TextDecoder().decode(file)));
      if (!('model' in read)) throw new Error(read.misshapen.field);
      expect(observeProductionUnit('1089377672', read.model, OPTIONS)).toMatchObject({
        observation: {
          groups: {
            name: { fields: { name1: 'Jobcentret' } },
            main_address: { address: { address1: 'Hermann Courts 48658', municipality: '0273', country_code: 'MK' } },
            contact_lines: { contactLines: { phoneNo: '841-514-4357', email: 'Alexie_Altenwerth80@hotmail.com' } },
            industry: {
              info: { Branche: [{ value: '54246' }, { value: '42201' }, { value: '10487' }, { value: '28696' }] },
            },
            main_unit: { references: { Hovedvirksomhed: [{ relative: { nameCode: '56482911' } }] } },
          },
        },
      });
    });
  },
);
