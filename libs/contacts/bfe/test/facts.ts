import type {
  AdresseRow,
  EjendomsbeliggenhedRow,
  EjerlejlighedRow,
  EjerskabRow,
  HusnummerRow,
  JordstykkeRow,
  Row,
  SamletFastEjendomRow,
} from '@contact-sync/contacts-datafordeler';
import type { ById, PropertyContext, PropertyFacts } from '../src';

/** Day on which the examples are read. */
export const TODAY = '2026-11-21';
export const NUMBER = '9000123';

export const CONTEXT: PropertyContext = {
  calledAt: '2026-11-21T09:00:00.123456Z',
  day: TODAY,
  source: 'MAT v3, EBR v1',
  contactType: '1',
  companyType: 'J',
  hash: (text) => `hash of ${text}`,
};

const PERIOD: Row = {
  registreringFra: '2019-05-02T07:14:11.000000Z',
  registreringTil: null,
  virkningFra: '2010-05-06T10:00:00.000000Z',
  virkningTil: null,
};

export const land = (own: Partial<SamletFastEjendomRow> = {}): SamletFastEjendomRow => ({
  ...PERIOD,
  id_lokalId: NUMBER,
  BFEnummer: Number(NUMBER),
  status: 'Gældende',
  erFaelleslod: false,
  arbejderbolig: null,
  landbrugsnotering: null,
  udskiltVej: false,
  hovedejendomOpdeltIEjerlejligh: false,
  ...own,
});

export const flat = (own: Partial<EjerlejlighedRow> = {}): EjerlejlighedRow => ({
  ...PERIOD,
  id_lokalId: NUMBER,
  BFEnummer: Number(NUMBER),
  status: 'Gældende',
  ejerlejlighedsnummer: '5',
  samletAreal: 78,
  iBygningPaaFremmedGrund: false,
  samletFastEjendomLokalId: '9000777',
  ...own,
});

export const parcel = (own: Partial<JordstykkeRow> = {}): JordstykkeRow => ({
  ...PERIOD,
  id_lokalId: '880001',
  status: 'Gældende',
  matrikelnummer: '6hh',
  ejerlavLokalId: '77001',
  samletFastEjendomLokalId: NUMBER,
  registreretAreal: 441,
  ...own,
});

export const location = (own: Partial<EjendomsbeliggenhedRow> = {}): EjendomsbeliggenhedRow => ({
  ...PERIOD,
  id_lokalId: 'ebr-1',
  bestemtFastEjendomBFENr: NUMBER,
  adresseLokalId: null,
  husnummerLokalId: 'house-1',
  betegnelse: null,
  kommuneinddelingKommunekode: '0751',
  status: 'gældende',
  ...own,
});

export const houseNumber = (own: Partial<HusnummerRow> = {}): HusnummerRow => ({
  ...PERIOD,
  id_lokalId: 'house-1',
  status: '3',
  adgangsadressebetegnelse: 'Prøvevej 48, 8000 Aarhus C',
  husnummertekst: '48',
  postnummer: 'post-1',
  navngivenVej: 'road-1',
  ...own,
});

export const address = (own: Partial<AdresseRow> = {}): AdresseRow => ({
  ...PERIOD,
  id_lokalId: 'address-1',
  status: '3',
  adressebetegnelse: 'Prøvevej 48, 1. th, 8000 Aarhus C',
  etagebetegnelse: '1',
  doerbetegnelse: 'th',
  husnummer: 'house-1',
  ...own,
});

export const owner = (own: Partial<EjerskabRow> = {}): EjerskabRow => ({
  id_lokalId: 'owner-1',
  bestemtFastEjendomBFENr: Number(NUMBER),
  status: 'gældende',
  primaerKontakt: true,
  ejerforholdskode: '20',
  ejendeVirksomhedCVRNr: 1234567,
  virkningFra: '2019-06-01T00:00:00.000000Z',
  virkningTil: null,
  ...own,
});

export const byId = <R extends { readonly id_lokalId: string }>(...rows: readonly R[]): ById<R> => {
  const found = new Map<string, R[]>();
  for (const row of rows) found.set(row.id_lokalId, [...(found.get(row.id_lokalId) ?? []), row]);
  return found;
};

/** A piece of land with one parcel and a house number, otherwise as said. */
export const property = (own: Partial<PropertyFacts> = {}): PropertyFacts => ({
  bfeNumber: NUMBER,
  MAT_SamletFastEjendom: [land()],
  MAT_Ejerlejlighed: [],
  MAT_BygningPaaFremmedGrundFlade: [],
  MAT_BygningPaaFremmedGrundPunkt: [],
  EBR_Ejendomsbeliggenhed: [location()],
  DAR_Adresse: byId(address()),
  DAR_Husnummer: byId(houseNumber()),
  DAR_Postnummer: byId({ ...PERIOD, id_lokalId: 'post-1', postnr: '8000', navn: 'Aarhus C' }),
  DAR_NavngivenVej: byId({ ...PERIOD, id_lokalId: 'road-1', vejnavn: 'Prøvevej' }),
  MAT_Jordstykke: [parcel()],
  MAT_Ejerlav: byId({ ...PERIOD, id_lokalId: '77001', ejerlavsnavn: 'Eksempel By, Eksempel' }),
  BBR_Ejendomsrelation: [
    {
      ...PERIOD,
      id_lokalId: 'bbr-1',
      bfeNummer: Number(NUMBER),
      ejendomsnummer: 7510123,
      vurderingsejendomsnummer: 990001,
    },
  ],
  ...own,
});
