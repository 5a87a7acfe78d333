import { describeWithPublished } from '@contact-sync/testing';
import { KAREN, observe, SPOUSE } from '../../test/persons';
import { personsOfRest } from './rest-person';

const SAMPLES = 'specs/datafordeler/data/samples';
const read = (file: Uint8Array | undefined): unknown => JSON.parse(new TextDecoder().decode(file));

const KAREN_EKSEMPEL = {
  numbers: {},
  identity: {
    info: { GældendePNR: [{ value: KAREN }], Køn: [{ value: 'K' }] },
    dates: { Fødselsdag: { date: '1980-10-01' } },
    undelivered: { fields: ['position'] },
  },
  status: { info: { Status: [{ value: '01' }] } },
  name: { fields: { name1: 'Karen Margrethe Holm', name2: 'Eksempel' } },
  addressing_name: { fields: { text: 'Eksempel,Karen M Holm' } },
  main_address: {
    info: { Postdist: [{ value: 'Aarhus C' }] },
    address: {
      address1: 'Hack Kampmanns Plads 2',
      municipality: '0751',
      postcode: '8000',
      city: 'Aarhus C',
      country_code: 'DK',
      // The moment of GraphQL is 22 o'clock of 31 March in London.
      start: { date: '2016-04-01' },
    },
    undelivered: { addressUnlessMoved: ['address2'] },
  },
};

describeWithPublished(
  'the published GraphQL answer',
  [`${SAMPLES}/cpr_graphql_public_person.reconstructed.json`],
  ([file]) => {
    type Answer = { readonly data: { readonly CPRCustom_PublicSectorPerson: { readonly nodes: unknown[] } } };
    const sample = read(file) as Answer & { readonly 'unknown person number': Answer };
    const { nodes } = sample.data.CPRCustom_PublicSectorPerson;

    it('says what stands in it, and nothing of what it does not speak of', () => {
      const observed = observe(nodes);
      if (observed.outcome !== 'found') throw new Error(JSON.stringify(observed));
      expect(observed.observation).toMatchObject({
        register: 'cpr',
        subject: { nameType: 'C', nameCode: KAREN },
        asOf: '2026-11-23',
        validNumber: KAREN,
        origin: { road: 'datafordeler', source: 'Datafordeler' },
      });
      expect(observed.observation.groups).toEqual({
        ...KAREN_EKSEMPEL,
        protection: {
          info: { Beskyttelsestype: [{ value: '0003', since: { date: '2020-01-01' } }] },
          undelivered: { info: { Beskyttelsestype: ['0004'] } },
        },
        separation: undefined,
      });
      expect(observed.remarks).toEqual([]);
      expect(observed.nextChange).toBeUndefined();
    });

    it('holds no other person, and an empty one holds nobody', () => {
      expect(observe(nodes, {}, SPOUSE)).toEqual({ outcome: 'not-found' });
      const { nodes: empty } = sample['unknown person number'].data.CPRCustom_PublicSectorPerson;
      expect(observe(empty)).toEqual({ outcome: 'not-found' });
    });
  },
);

describeWithPublished('the published REST answer', [`${SAMPLES}/cpr_rest_person.reconstructed.json`], ([file]) => {
  const persons = personsOfRest(read(file)) ?? [];
  const on = (day: string): ReturnType<typeof observe> => observe(persons, { day });

  it('says what GraphQL says, with the relatives', () => {
    const observed = on('2026-11-24');
    if (observed.outcome !== 'found') throw new Error(JSON.stringify(observed));
    expect(observed.observation.groups).toEqual({
      ...KAREN_EKSEMPEL,
      // The protection ended on 1 February.
      protection: { undelivered: { info: { Beskyttelsestype: ['0004'] } } },
      civil_status: {
        info: { Civilstand: [{ value: 'G' }] },
        dates: { 'Civst.fra': { date: '2005-06-11' } },
        references: {
          Ægtefælle: [
            {
              slot: 'spouse',
              relative: { kind: 'number', nameType: 'C', nameCode: SPOUSE },
              start: { date: '2005-06-11' },
            },
          ],
        },
      },
      children: {},
    });
  });

  it('protects to the last day, and is read again on the day after', () => {
    const observed = on('2026-01-31');
    if (observed.outcome !== 'found') throw new Error(JSON.stringify(observed));
    expect(observed.observation.groups.protection?.protection).toEqual({ date: '2024-02-01' });
    expect(observed.nextChange).toBe('2026-02-01');
    expect(on('2026-02-01')).not.toHaveProperty('observation.groups.protection.protection');
  });
});
