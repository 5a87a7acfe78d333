import fc from 'fast-check';
import { byId, CONTEXT, houseNumber, land, location, owner, parcel, property } from '../test/facts';
import type { PropertyFacts } from './facts';
import { observeProperty } from './observe-property';

const GONE = '2024-03-31T22:00:00.000000Z';

const seen = (own: Partial<PropertyFacts>) => observeProperty(property(own), CONTEXT);
const lifetime = (...rows: ReturnType<typeof land>[]) =>
  seen({ MAT_SamletFastEjendom: rows })?.observation.groups.lifetime;

describe('the life of a property', () => {
  it('begins with its first row', () => {
    expect(
      lifetime(
        land({ virkningFra: '2008-12-31T23:00:00.000000Z', virkningTil: '2010-05-06T10:00:00.000000Z' }),
        land(),
      ),
    ).toEqual({ started: { date: '2009-01-01' } });
  });

  it('ends on the day from which the register says Historisk', () => {
    const historic = land({ status: 'Historisk', virkningFra: GONE });
    const later = land({ status: 'Historisk', virkningFra: '2025-01-01T00:00:00Z' });
    expect(lifetime(land({ virkningTil: GONE }), { ...historic, virkningTil: '2025-01-01T00:00:00Z' }, later)).toEqual({
      started: { date: '2010-05-06' },
      ended: { date: '2024-04-01' },
    });
  });

  it('ends where no row holds any more', () => {
    expect(lifetime(land({ virkningTil: GONE }))).toMatchObject({ ended: { date: '2024-04-01' } });
  });

  it('ends where the register took back all its rows', () => {
    expect(lifetime(land({ registreringTil: '2023-02-01T09:00:00.000000Z' }))).toMatchObject({
      ended: { date: '2023-02-01' },
    });
  });

  it('does not end where a change is under way', () => {
    const rows = [land(), land({ status: 'Foreløbig', virkningFra: '2026-01-01T00:00:00Z', erFaelleslod: true })];
    expect(lifetime(...rows)).toEqual({ started: { date: '2010-05-06' } });
    expect(seen({ MAT_SamletFastEjendom: rows })?.observation.groups.property?.info).not.toHaveProperty('Notering');
  });

  it('has no beginning while the property is only planned, and then its planned parcels count', () => {
    const own = {
      MAT_SamletFastEjendom: [land({ status: 'Foreløbig' })],
      MAT_Jordstykke: [
        parcel({ status: 'Foreløbig', matrikelnummer: null, delnummer: '2' }),
        parcel({ id_lokalId: '2', status: 'Foreløbig', matrikelnummer: null, registreretAreal: 9 }),
      ],
    };
    const groups = seen(own)?.observation.groups;
    expect(groups?.lifetime).toEqual({ undelivered: { started: true } });
    expect(groups?.property?.info?.['Notering']).toEqual([{ value: 'Foreløbig' }]);
    expect(groups?.parcels?.info).toEqual({
      Areal: [{ value: '450' }],
      Matrikel: [{ value: 'delnr. 2, Eksempel By, Eksempel' }, { value: 'uden nr., Eksempel By, Eksempel' }],
    });
  });

  it('is over at once for one that was planned and given up', () => {
    expect(lifetime(land({ status: 'Ikke Gennemført', virkningFra: '2025-02-03T09:00:00Z' }))).toEqual({
      undelivered: { started: true },
      ended: { date: '2025-02-03' },
    });
  });

  it('will be otherwise on the first day that is registered already', () => {
    const rows = [land({ virkningTil: '2027-03-01T23:00:00Z' }), land({ virkningFra: '2027-03-01T23:00:00Z' })];
    expect(seen({ MAT_SamletFastEjendom: rows })?.nextChange).toBe('2027-03-02');
    expect(seen({})?.nextChange).toBeUndefined();
  });
});

it('what is not in the register is not there', () => {
  expect(seen({ MAT_SamletFastEjendom: [] })).toBeUndefined();
});

it('a property that ceased keeps what was true to the end', () => {
  const own = {
    MAT_SamletFastEjendom: [land({ virkningTil: GONE })],
    EBR_Ejendomsbeliggenhed: [location({ virkningTil: GONE })],
    DAR_Husnummer: byId(houseNumber({ virkningTil: GONE })),
    MAT_Jordstykke: [
      parcel({ virkningTil: GONE }),
      parcel({ id_lokalId: '2', matrikelnummer: '7a', virkningTil: '2020-01-01T00:00:00Z' }),
    ],
  };
  expect(seen(own)?.observation.groups).toMatchObject({
    name: { fields: { name1: 'Prøvevej 48, 8000 Aarhus C' } },
    main_address: { address: { address1: 'Prøvevej 48', postcode: '8000' } },
    parcels: { info: { Matrikel: [{ value: '6hh, Eksempel By, Eksempel' }] } },
  });
});

it('neither order nor repetition of rows matters', () => {
  const facts = property({
    MAT_SamletFastEjendom: [
      land({ virkningTil: '2020-01-01T00:00:00Z' }),
      land({ virkningFra: '2020-01-01T00:00:00Z', erFaelleslod: true }),
      land({ virkningFra: '2020-01-01T00:00:00Z', status: 'Foreløbig' }),
    ],
    EBR_Ejendomsbeliggenhed: [
      location({ virkningTil: '2021-01-01T00:00:00Z', husnummerLokalId: null, betegnelse: 'Marken' }),
      location({ virkningFra: '2021-01-01T00:00:00Z' }),
    ],
    MAT_Jordstykke: [parcel(), parcel({ id_lokalId: '2', matrikelnummer: '7a' }), parcel({ id_lokalId: '3' })],
    EJFCustom_EjerskabBegraenset: [
      owner(),
      owner({ id_lokalId: 'o2', ejendeVirksomhedCVRNr: 2345678 }),
      owner({ id_lokalId: 'o3', virkningFra: '2012-01-01T00:00:00Z' }),
    ],
  });
  const expected = observeProperty(facts, CONTEXT);
  expect(expected?.observation.groups.main_address?.address?.address1).toBe('Prøvevej 48');
  const shuffled = <R>(rows: readonly R[]) =>
    fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2, maxLength: rows.length * 2 });
  fc.assert(
    fc.property(
      shuffled(facts.MAT_SamletFastEjendom),
      shuffled(facts.EBR_Ejendomsbeliggenhed ?? []),
      shuffled(facts.MAT_Jordstykke ?? []),
      shuffled(facts.EJFCustom_EjerskabBegraenset ?? []),
      (MAT_SamletFastEjendom, EBR_Ejendomsbeliggenhed, MAT_Jordstykke, EJFCustom_EjerskabBegraenset) => {
        const mixed = {
          ...facts,
          MAT_SamletFastEjendom,
          EBR_Ejendomsbeliggenhed,
          MAT_Jordstykke,
          EJFCustom_EjerskabBegraenset,
        };
        expect(observeProperty(mixed, CONTEXT)).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});
