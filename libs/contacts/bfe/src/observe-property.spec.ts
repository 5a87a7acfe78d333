import type { Observation } from '@contact-sync/contacts-model';
import {
  address,
  byId,
  CONTEXT,
  flat,
  houseNumber,
  land,
  location,
  NUMBER,
  owner,
  parcel,
  property,
} from '../test/facts';
import type { PropertyFacts } from './facts';
import { observeProperty } from './observe-property';

const seen = (own: Partial<PropertyFacts> = {}) => {
  const observed = observeProperty(property(own), CONTEXT);
  if (observed === undefined) throw new Error('nothing was seen');
  return observed;
};
const groups = (own: Partial<PropertyFacts> = {}): Observation['groups'] => seen(own).observation.groups;
const name = (own: Partial<PropertyFacts> = {}) => groups(own).name?.fields?.name1;

const ONLY_FLAT = { MAT_SamletFastEjendom: [], MAT_Ejerlejlighed: [flat()] };
const LAND_OF_FLAT = [parcel({ samletFastEjendomLokalId: '9000777' })];
const NO_ADDRESS = { EBR_Ejendomsbeliggenhed: [location({ husnummerLokalId: null })] };

describe('land with a house number', () => {
  it('is a contact of its number, with everything that the registers say', () => {
    expect(seen()).toEqual({
      observation: {
        register: 'bfe',
        subject: { nameType: '1', nameCode: NUMBER },
        clock: '20261121090000123456 datafordeler',
        asOf: '2026-11-21',
        origin: { road: 'datafordeler', source: 'MAT v3, EBR v1' },
        fingerprint: expect.stringContaining('bfe-1') as string,
        groups: {
          name: { fields: { name1: 'Prøvevej 48, 8000 Aarhus C' } },
          main_address: {
            address: {
              address1: 'Prøvevej 48',
              municipality: '0751',
              postcode: '8000',
              city: 'Aarhus C',
              country_code: 'DK',
            },
            undelivered: { address: ['address3'] },
          },
          lifetime: { started: { date: '2010-05-06' } },
          property: { info: { Ejendomstype: [{ value: 'Samlet fast ejendom' }] } },
          parcels: { info: { Areal: [{ value: '441' }], Matrikel: [{ value: '6hh, Eksempel By, Eksempel' }] } },
          property_number: { info: { Ejendomsnummer: [{ value: '7510123' }, { value: '990001' }] } },
        },
      },
      kind: 'land',
      status: 'Gældende',
      ids: [
        { register: 'MAT', objectId: NUMBER },
        { register: 'MAT', objectId: '880001' },
        { register: 'MAT', objectId: '77001' },
        { register: 'EBR', objectId: 'ebr-1' },
        { register: 'DAR', objectId: 'house-1' },
        { register: 'DAR', objectId: 'post-1' },
        { register: 'DAR', objectId: 'road-1' },
        { register: 'BBR', objectId: 'bbr-1' },
      ],
      remarks: [],
    });
  });

  it('lists all its parcels by district and number, and sums their areas', () => {
    const rows = [
      parcel({ id_lokalId: '3', matrikelnummer: '10a', registreretAreal: 1000 }),
      parcel({ id_lokalId: '2', matrikelnummer: '9b', registreretAreal: '20' }),
      parcel({ id_lokalId: '1', matrikelnummer: '9a', registreretAreal: null }),
    ];
    expect(groups({ MAT_Jordstykke: rows }).parcels?.info).toEqual({
      Areal: [{ value: '1020' }],
      Matrikel: ['9a', '9b', '10a'].map((number) => ({ value: `${number}, Eksempel By, Eksempel` })),
    });
    expect(name({ ...NO_ADDRESS, MAT_Jordstykke: rows })).toBe('9a, Eksempel By, Eksempel m.fl.');
  });

  it('counts no parcel that left, is historic, or is only planned', () => {
    const rows = [
      parcel(),
      parcel({ id_lokalId: '2', virkningTil: '2020-01-01T00:00:00.000000Z' }),
      parcel({ id_lokalId: '3', status: 'Historisk' }),
      parcel({ id_lokalId: '4', status: 'Foreløbig' }),
      parcel({ id_lokalId: '5', status: 'Ikke Gennemført' }),
    ];
    expect(groups({ MAT_Jordstykke: rows }).parcels?.info?.['Areal']).toEqual([{ value: '441' }]);
  });

  it('has its notes in words, in one order', () => {
    const row = land({
      landbrugsnotering: 'LandbrugUdenBygning',
      erFaelleslod: true,
      arbejderbolig: true,
      udskiltVej: true,
      hovedejendomOpdeltIEjerlejligh: true,
    });
    expect(groups({ MAT_SamletFastEjendom: [row] }).property?.info?.['Notering']?.map(({ value }) => value)).toEqual([
      'Landbrugspligt, uden bygning',
      'Fælleslod',
      'Arbejderbolig',
      'Udskilt vej',
      'Opdelt i ejerlejligheder',
    ]);
  });

  it('shows an agricultural note that is new as the register says it', () => {
    const { property: noted } = groups({ MAT_SamletFastEjendom: [land({ landbrugsnotering: 'Skovbrug' })] });
    expect(noted?.info?.['Notering']).toEqual([{ value: 'Landbrugsnotering: Skovbrug' }]);
  });
});

describe('a flat', () => {
  it('has floor and door, its own area, and the parcels of the land it lies in', () => {
    const {
      main_address,
      name: named,
      parcels,
      property: what,
    } = groups({
      ...ONLY_FLAT,
      MAT_Jordstykke: LAND_OF_FLAT,
      EBR_Ejendomsbeliggenhed: [location({ adresseLokalId: 'address-1', husnummerLokalId: null })],
    });
    expect(named?.fields?.name1).toBe('Prøvevej 48, 1. th, 8000 Aarhus C');
    expect(main_address?.address).toMatchObject({ address1: 'Prøvevej 48', address2: '1. th' });
    expect(parcels?.info).toEqual({
      Areal: [{ value: '78' }],
      Matrikel: [{ value: '6hh, Eksempel By, Eksempel' }],
    });
    expect(what?.info?.['Ejendomstype']).toEqual([{ value: 'Ejerlejlighed' }]);
  });

  it('without an address is named by its number and parcel', () => {
    expect(name({ ...ONLY_FLAT, ...NO_ADDRESS, MAT_Jordstykke: LAND_OF_FLAT })).toBe(
      'Ejerlejlighed nr. 5, 6hh, Eksempel By, Eksempel',
    );
    expect(name({ ...ONLY_FLAT, ...NO_ADDRESS, MAT_Jordstykke: [] })).toBe('Ejerlejlighed nr. 5');
  });

  it('in a building on foreign land says so', () => {
    const own = { MAT_SamletFastEjendom: [], MAT_Ejerlejlighed: [flat({ iBygningPaaFremmedGrund: true })] };
    expect(groups(own).property?.info?.['Notering']).toEqual([{ value: 'I bygning på fremmed grund' }]);
  });
});

describe('a building on foreign land', () => {
  it.each(['MAT_BygningPaaFremmedGrundFlade', 'MAT_BygningPaaFremmedGrundPunkt'] as const)(
    'of %s has the parcel that it stands on and no area',
    (root) => {
      const row = { ...land(), opdeltIEjerlejligheder: true, paaHavet: true, samletFastEjendomLokalId: '9000777' };
      const own = { MAT_SamletFastEjendom: [], [root]: [row], MAT_Jordstykke: LAND_OF_FLAT };
      expect(groups(own)).toMatchObject({
        property: {
          info: {
            Ejendomstype: [{ value: 'Bygning på fremmed grund' }],
            Notering: [{ value: 'Opdelt i ejerlejligheder' }, { value: 'På havet' }],
          },
        },
        parcels: { info: { Matrikel: [{ value: '6hh, Eksempel By, Eksempel' }] } },
      });
      expect(groups(own).parcels?.info).not.toHaveProperty('Areal');
      expect(seen(own).ids).toContainEqual({ register: 'MAT', objectId: '9000777' });
    },
  );
});

describe('a property without an address', () => {
  it('is named by its parcel; the text of its place stands as the address line', () => {
    const EBR_Ejendomsbeliggenhed = [location({ husnummerLokalId: null, betegnelse: 'Skoven ved Prøvevej' })];
    const { main_address, name: named } = groups({ EBR_Ejendomsbeliggenhed });
    expect(named?.fields?.name1).toBe('6hh, Eksempel By, Eksempel');
    expect(main_address?.address).toEqual({
      address1: 'Skoven ved Prøvevej',
      municipality: '0751',
      country_code: 'DK',
    });
    expect(name({ EBR_Ejendomsbeliggenhed, MAT_Jordstykke: [] })).toBe('Skoven ved Prøvevej');
  });

  it('always has a name', () => {
    expect(name({ ...NO_ADDRESS, MAT_Jordstykke: [] })).toBe(`BFE ${NUMBER}`);
    expect(name({ EBR_Ejendomsbeliggenhed: [], MAT_Jordstykke: [] })).toBe(`BFE ${NUMBER}`);
  });

  it('of which EBR never had a row keeps the address it has, and that is said', () => {
    const { observation, remarks } = seen({ EBR_Ejendomsbeliggenhed: [] });
    expect(observation.groups).not.toHaveProperty('main_address');
    expect(remarks).toEqual(['EBR gives no location, not even a former one; the address was left as it is']);
  });

  it('that had one until now loses it', () => {
    const row = location({ virkningTil: '2024-01-01T00:00:00.000000Z' });
    expect(groups({ EBR_Ejendomsbeliggenhed: [row] }).main_address).toEqual({
      undelivered: { address: ['address3'] },
    });
  });
});

describe('half a chain', () => {
  it('whose address DAR does not have leaves the address as it is, and says so', () => {
    const { observation, remarks, ids } = seen({ DAR_Husnummer: byId() });
    expect(observation.groups).not.toHaveProperty('main_address');
    expect(observation.groups.name?.fields?.name1).toBe('6hh, Eksempel By, Eksempel');
    expect(remarks).toEqual(['DAR does not have the address that EBR names; the address was left as it is']);
    expect(ids).toContainEqual({ register: 'DAR', objectId: 'house-1' });
  });

  it('without road or postcode takes them from the text', () => {
    const { observation, remarks } = seen({ DAR_NavngivenVej: byId(), DAR_Postnummer: byId() });
    expect(observation.groups.main_address?.address).toMatchObject({
      address1: 'Prøvevej 48',
      postcode: '8000',
      city: 'Aarhus C',
    });
    expect(remarks).toHaveLength(2);
  });

  it('with an address but no house number keeps floor and door', () => {
    const own = { EBR_Ejendomsbeliggenhed: [location({ adresseLokalId: 'address-1' })], DAR_Husnummer: byId() };
    expect(groups(own).main_address?.address).toMatchObject({
      address1: 'Prøvevej 48',
      address2: '1. th',
      postcode: '8000',
    });
  });

  it('without the cadastral district shows the number alone', () => {
    const { observation, remarks } = seen({ MAT_Ejerlav: byId() });
    expect(observation.groups.parcels?.info?.['Matrikel']).toEqual([{ value: '6hh' }]);
    expect(remarks).toEqual(['MAT does not have the cadastral district of a parcel']);
  });
});

describe('what was not asked', () => {
  it('is not said', () => {
    const { EBR_Ejendomsbeliggenhed: _e, MAT_Jordstykke: _m, BBR_Ejendomsrelation: _b, ...asked } = property();
    const observed = observeProperty(asked, CONTEXT);
    expect(Object.keys(observed?.observation.groups ?? {})).toEqual(['name', 'lifetime', 'property']);
  });

  it('and what no property has is never said', () => {
    const said = Object.keys(groups({ EJFCustom_EjerskabBegraenset: [owner()] }));
    expect(said).toEqual(['name', 'main_address', 'lifetime', 'property', 'parcels', 'property_number', 'owner']);
  });

  it('ownerships that were read can be named by events, each once, whoever owns', () => {
    const rows = ['2', '1', '2'].map((id_lokalId) => owner({ id_lokalId, ejendeVirksomhedCVRNr: null }));
    const ids = seen({ EJFCustom_EjerskabBegraenset: rows }).ids.filter(({ register }) => register === 'EJF');
    expect(ids.map(({ objectId }) => objectId)).toEqual(['1', '2']);
  });
});

describe('the owner to write to', () => {
  const references = (...rows: ReturnType<typeof owner>[]) =>
    groups({ EJFCustom_EjerskabBegraenset: rows }).owner?.references?.['Ejer'];

  it('is a company, by its number of eight digits', () => {
    expect(references(owner())).toEqual([
      {
        slot: 'owner',
        relative: { kind: 'number', nameType: 'J', nameCode: '01234567' },
        start: { date: '2019-06-01' },
      },
    ]);
  });

  it('is nobody where authorities write to a person, or to nobody of these', () => {
    const person = owner({ ejendeVirksomhedCVRNr: null, ejendePersonBegraenset: { navn: { navn: 'En Person' } } });
    expect(references(person, owner({ id_lokalId: '2', primaerKontakt: false }))).toBeUndefined();
    expect(JSON.stringify(groups({ EJFCustom_EjerskabBegraenset: [person] }))).not.toContain('En Person');
  });
});

describe('long texts', () => {
  it('are cut, and that is said', () => {
    const long = `${'Å'.repeat(160)} 1, 8000 Aarhus C`;
    const { observation, remarks } = seen({
      DAR_Husnummer: byId(houseNumber({ adgangsadressebetegnelse: long })),
    });
    expect(observation.groups.name?.fields?.name1).toBe('Å'.repeat(150));
    expect(remarks).toEqual(['name1 is longer than 150 characters and was cut']);
  });
});

describe('an address', () => {
  it('of which a later period is known already is read again then', () => {
    const row = address({ virkningTil: '2027-01-31T23:00:00.000000Z' });
    const own = { EBR_Ejendomsbeliggenhed: [location({ adresseLokalId: 'address-1' })], DAR_Adresse: byId(row) };
    expect(seen(own).nextChange).toBe('2027-02-01');
  });
});
