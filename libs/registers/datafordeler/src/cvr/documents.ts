import type {
  AdresseringRow,
  BrancheRow,
  FactRow,
  NavnRow,
  ProduktionsenhedRow,
  ReklamebeskyttelseRow,
  Row,
  UnitFacts,
  VaerdiRow,
  VirksomhedRow,
} from '@contact-sync/contacts-datafordeler';
import { type ListDocument, MOST_VALUES } from '../graphql/list-document';

/*
 * Every operation on CVR. None but the search by name has a `virkningstid`: without it a row comes for every period, so
 * that one reading holds what was, what is and what will be (docs/decisions/0015).
 */

const PERIOD: Readonly<Record<keyof Row, string>> = {
  registreringFra: 'registreringFra',
  registreringTil: 'registreringTil',
  virkningFra: 'virkningFra',
  virkningTil: 'virkningTil',
};

const COMPANY = ['id', 'CVRNummer', 'status', 'virksomhedStartdato', 'virksomhedOphoersdato'];
const UNIT = [
  'id',
  'pNummer',
  'status',
  'produktionsenhedStartdato',
  'produktionsenhedOphoersdato',
  'tilknyttetVirksomhedsCVRNummer',
  'tilknyttetTilVirksomhedStartdato',
  'tilknyttetTilVirksomhedOphoersdato',
];

export const companiesByNumbers = byList<VirksomhedRow, number>('CVR_Virksomhed', 'CVRNummer', 'Long', COMPANY);
export const companiesByIds = byList<VirksomhedRow, string>('CVR_Virksomhed', 'id', 'String', COMPANY);
export const unitsByNumbers = byList<ProduktionsenhedRow, number>('CVR_Produktionsenhed', 'pNummer', 'Long', UNIT);
export const unitsByIds = byList<ProduktionsenhedRow, string>('CVR_Produktionsenhed', 'id', 'String', UNIT);

const factsByIds = <R extends FactRow>(root: keyof UnitFacts, fields: readonly string[]) =>
  byList<R, string>(root, 'CVREnhedsId', 'String', ['CVREnhedsId', ...fields]);

/** The facts of units, by the register's name of the root. */
export const FACTS = {
  CVR_Navn: factsByIds<NavnRow>('CVR_Navn', ['sekvens', 'vaerdi']),
  CVR_Adressering: factsByIds<AdresseringRow>('CVR_Adressering', [
    'AdresseringAnvendelse',
    'coNavn',
    'CVRAdresse_vejnavn',
    'CVRAdresse_husnummerFra',
    'CVRAdresse_husnummerTil',
    'CVRAdresse_etagebetegnelse',
    'CVRAdresse_doerbetegnelse',
    'CVRAdresse_postnummer',
    'CVRAdresse_postdistrikt',
    'CVRAdresse_postboks',
    'CVRAdresse_kommunekode',
    'CVRAdresse_landekode',
    'CVRAdresse_adresseFritekst',
  ]),
  CVR_Telefonnummer: factsByIds<VaerdiRow>('CVR_Telefonnummer', ['vaerdi']),
  CVR_e_mailadresse: factsByIds<VaerdiRow>('CVR_e_mailadresse', ['vaerdi']),
  CVR_Branche: factsByIds<BrancheRow>('CVR_Branche', ['sekvens', 'vaerdi']),
  CVR_Reklamebeskyttelse: factsByIds<ReklamebeskyttelseRow>('CVR_Reklamebeskyttelse', ['vaerdi']),
};

/** Exact and by letter case, as the service matches. The names of now only: a former name is no find. */
export const namesEqual: ListDocument<NavnRow, { name: string; at: string }> = {
  root: 'CVR_Navn',
  text: `query NamesEqual($name: String!, $at: DafDateTime!, $after: String) {
  CVR_Navn(first: ${MOST_VALUES}, after: $after, virkningstid: $at, where: { vaerdi: { eq: $name } }) {
    pageInfo { hasNextPage endCursor }
    nodes { CVREnhedsId sekvens vaerdi }
  }
}`,
};

function byList<R extends Row, Value>(
  root: string,
  key: string,
  type: 'Long' | 'String',
  fields: readonly string[],
): ListDocument<R, { values: readonly Value[] }> {
  const name = `${root.replace('CVR_', '')}By${key}`;
  return {
    root,
    text: `query ${name}($values: [${type}!]!, $after: String) {
  ${root}(first: 1000, after: $after, where: { ${key}: { in: $values } }) {
    pageInfo { hasNextPage endCursor }
    nodes { ${[...fields, ...Object.values(PERIOD)].join(' ')} }
  }
}`,
  };
}
