import type { AdresseringRow, CompanyRows, FactRow, ProductionUnitRows } from '../src/cvr/rows';
import type { Row } from '../src/row';
import type { ObserveOptions } from '../src/cvr/observe';

/** Day on which the examples are read. */
export const TODAY = '2026-11-21';

export const OPTIONS: ObserveOptions = {
  calledAt: '2026-11-21T09:00:00.123456Z',
  day: TODAY,
  source: 'CVR import 349504',
  companyType: 'J',
  unitType: 'V',
  lifetime: true,
  hash: (text) => `hash of ${text}`,
};

const ID = '4001142999';

/** A row of a fact that holds from 2010 on, unless something else is said. */
export const fact = <T extends object>(own: T & Row): FactRow & T => ({
  CVREnhedsId: ID,
  registreringFra: '2019-05-02T07:14:11.000000Z',
  registreringTil: null,
  virkningFra: '2010-01-01',
  virkningTil: null,
  ...own,
});

export const address = (own: Partial<AdresseringRow>): AdresseringRow =>
  fact({
    AdresseringAnvendelse: 'beliggenhedsadresse',
    CVRAdresse_vejnavn: 'Halfdansgade',
    CVRAdresse_husnummerFra: '8',
    CVRAdresse_postnummer: '2300',
    CVRAdresse_postdistrikt: 'København S',
    CVRAdresse_kommunekode: '101',
    CVRAdresse_landekode: 'DK',
    ...own,
  });

const FACTS = {
  CVR_Navn: [fact({ sekvens: 0, vaerdi: 'Prøve A/S' })],
  CVR_Adressering: [address({})],
  CVR_Telefonnummer: [fact({ vaerdi: '12345678' })],
  CVR_e_mailadresse: [fact({ vaerdi: 'post@example.dk' })],
  CVR_Branche: [fact({ sekvens: 1, vaerdi: '620900' }), fact({ sekvens: 0, vaerdi: '622000' })],
  CVR_Reklamebeskyttelse: [fact({ vaerdi: true })],
};

/** A living company, otherwise as said. */
export const company = (own: Partial<CompanyRows> = {}): CompanyRows => ({
  CVR_Virksomhed: [companyRow({})],
  ...FACTS,
  ...own,
});

export const companyRow = (own: Partial<CompanyRows['CVR_Virksomhed'][number]>) => ({
  ...period,
  id: ID,
  CVRNummer: 19435075,
  status: 'aktiv',
  virksomhedStartdato: '1996-08-01',
  virksomhedOphoersdato: null,
  ...own,
});

/** A living production unit, otherwise as said. */
export const productionUnit = (
  own: Partial<ProductionUnitRows['CVR_Produktionsenhed'][number]> = {},
  facts: Partial<ProductionUnitRows> = {},
): ProductionUnitRows => ({
  CVR_Produktionsenhed: [
    {
      ...period,
      id: ID,
      pNummer: 1099353636,
      status: 'aktiv',
      produktionsenhedStartdato: '2009-06-04',
      produktionsenhedOphoersdato: null,
      tilknyttetVirksomhedsCVRNummer: 1234567,
      tilknyttetTilVirksomhedStartdato: '2009-06-04',
      tilknyttetTilVirksomhedOphoersdato: null,
      ...own,
    },
  ],
  ...FACTS,
  ...facts,
});

const period: Row = {
  registreringFra: '2019-05-02T07:14:11.000000Z',
  registreringTil: null,
  virkningFra: '1996-08-01',
  virkningTil: null,
};

/** A company whose every period was closed when it ceased. */
export function ceasedCompany(on: string): CompanyRows {
  const closed = <R extends Row>(rows: readonly R[]): R[] => rows.map((row) => ({ ...row, virkningTil: on }));
  const living = company();
  return {
    CVR_Virksomhed: [companyRow({ virkningTil: on, virksomhedOphoersdato: on, status: 'inaktiv' })],
    CVR_Navn: closed(living.CVR_Navn),
    CVR_Adressering: closed(living.CVR_Adressering),
    CVR_Telefonnummer: closed(living.CVR_Telefonnummer),
    CVR_e_mailadresse: closed(living.CVR_e_mailadresse),
    CVR_Branche: closed(living.CVR_Branche),
    CVR_Reklamebeskyttelse: closed(living.CVR_Reklamebeskyttelse),
  };
}
