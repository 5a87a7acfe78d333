/** Field name to type, as in the schema language. */
type Fields = Readonly<Record<string, string>>;

const PERIOD: Fields = {
  status: 'String!',
  virkningfra: 'DafDateTime',
  virkningfrausikkerhedsmarkering: 'Boolean!',
  virkningtil: 'DafDateTime',
  virkningtilusikkerhedsmarkering: 'Boolean!',
};

const texts = (...names: readonly string[]): Fields => Object.fromEntries(names.map((name) => [name, 'String']));

/** Who a look-up is for: an authority, or a company that knows the person already. */
export type Sector = 'PublicSector' | 'PrivateSector';

export const SECTORS: readonly Sector[] = ['PublicSector', 'PrivateSector'];

/** The type of a person for a sector, and of the objects in it. */
export const typeName = (sector: Sector, part = 'Person') => `CPRCustom_${sector}${part}`;

const LINES: Fields = {
  ...texts('adresselinie1', 'adresselinie2', 'adresselinie3', 'adresselinie4', 'adresselinie5'),
  virkningfra: 'DafDateTime',
  virkningtil: 'DafDateTime',
};

/**
 * Every field, by type without the sector's name in front of it; `$` in a field's type stands for that name. The schema of
 * CPR is not public: what the specification does not name has been named in the manner of REST.
 */
const SHARED: Readonly<Record<string, Fields>> = {
  Personnummer: { personnummer: 'String!', ...PERIOD },
  Navn: { ...texts('fornavne', 'mellemnavn', 'efternavn', 'adresseringsnavn'), ...PERIOD },
  Adresseoplysninger: {
    ...texts('conavn', 'fraflytningskommunekode'),
    tilflytningskommunedato: 'LocalDate',
    cprAdresse: '$CprAdresse',
    supplerendeAdresse: '$Adresselinier',
    ...PERIOD,
  },
  CprAdresse: {
    daradresse: 'UUID',
    ...texts('vejnavn', 'vejadresseringsnavn', 'husnummer', 'etage', 'sidedoer', 'bygningsnummer', 'bynavn'),
    ...texts('postnummer', 'postdistrikt', 'cprkommunekode', 'cprkommunenavn', 'cprvejkode'),
  },
  Adresselinier: LINES,
  Beskyttelse: { beskyttelsestype: 'String!', ...PERIOD },
  UdrejseIndrejse: {
    ...texts('cprlandekodeudrejse', 'cprlandudrejse', 'cprlandekodeindrejse', 'cprlandindrejse'),
    udlandsadresse: '$Adresselinier',
    ...PERIOD,
  },
  Forsvinding: PERIOD,
};

const PERSON: Fields = {
  id: 'UUID!',
  status: 'String',
  statusdato: 'LocalDate',
  statusdatousikkerhedsmarkering: 'Boolean',
  foedselsdato: 'LocalDate',
  foedselsdatousikkerhedsmarkering: 'Boolean',
  koen: 'String',
  personnumre: '[$Personnummer!]!',
  navne: '[$Navn!]!',
  adresseoplysninger: '[$Adresseoplysninger!]!',
  kontaktadresse: '$Adresselinier',
  beskyttelser: '[$Beskyttelse!]! @requiredField',
  civilstande: '[$Civilstand!]!',
  udrejseIndrejser: '[$UdrejseIndrejse!]!',
  forsvindinger: '[$Forsvinding!]!',
};

const PRIVATE: Readonly<Record<string, Fields>> = {
  Person: PERSON,
  Civilstand: { civilstandstype: 'String!', ...PERIOD },
};

const PUBLIC: Readonly<Record<string, Fields>> = {
  Person: {
    ...PERSON,
    boern: '[$Barnoplysning!]!',
    foraeldreoplysninger: '[$Foraeldreoplysning!]!',
    foraeldremyndighedsoplysninger: '[$Foraeldremyndighedsoplysning!]!',
    foraeldremyndighedOver: '[$Barnoplysning!]!',
    vaergemaal: '[$Vaergemaal!]!',
    statsborgerskaber: '[$Statsborgerskab!]!',
    folkekirke: '[$Folkekirke!]!',
    kommunaleForhold: '[$KommunaltForhold!]!',
  },
  SimpelPerson: {
    id: 'UUID',
    ...texts('personnummer', 'navn', 'status', 'koen'),
    foedselsdato: 'LocalDate',
    beskyttelser: '[$Beskyttelse!]! @requiredField',
  },
  Civilstand: {
    civilstandstype: 'String!',
    aegtefaelle: '$SimpelPerson',
    separation: '$Separation',
    ...PERIOD,
  },
  Separation: { virkningfra: 'DafDateTime', virkningtil: 'DafDateTime' },
  Barnoplysning: { barn: '$SimpelPerson!', ...PERIOD },
  Foraeldreoplysning: { foraelderrolle: 'String!', foraelder: '$SimpelPerson', ...PERIOD },
  Foraeldremyndighedsoplysning: {
    foraeldremyndighedsrelation: 'String!',
    foraeldremyndighedsindehaver: '$SimpelPerson',
    ...PERIOD,
  },
  Vaergemaal: {
    ...texts('vaergemaalstype', 'vaergetype'),
    vaerge: '$SimpelPerson',
    vaergevirkningfra: 'DafDateTime',
    vaergeadresse: '$Adresselinier',
    ...PERIOD,
  },
  Statsborgerskab: { ...texts('cprlandekode', 'cprlandenavn'), ...PERIOD },
  Folkekirke: { ...texts('folkekirkeforhold'), ...PERIOD },
  KommunaltForhold: { ...texts('kommunaltforholdstype', 'kommunaltforholdskode', 'bemaerkning'), ...PERIOD },
};

const block = (head: string, fields: Fields) =>
  `${head} {\n${Object.entries(fields)
    .map(([name, type]) => `  ${name}: ${type}`)
    .join('\n')}\n}`;

const INPUTS = `
input DafTextFilter { eq: String, in: [String!] }
input DafEqualText { eq: String }
input DafEqualDate { eq: LocalDate }
input CPRCustom_PersonnummerInput { personnummer: DafTextFilter }
input CPRCustom_PersonInput { id: DafTextFilter, foedselsdato: DafEqualDate }
input CPRCustom_NavnInput { fornavne: DafEqualText, efternavn: DafEqualText }
input CPRCustom_AdresseInput { cprkommunekode: DafEqualText }`;

const REST = `
type PageInfo { hasNextPage: Boolean!, hasPreviousPage: Boolean!, startCursor: String, endCursor: String }
directive @requiredField on FIELD_DEFINITION
scalar DafDateTime
scalar LocalDate
scalar UUID
scalar Long
scalar Char`;

/** The schema of a sector's service. */
export function personSchemaText(sector: Sector): string {
  const person = typeName(sector);
  const types = Object.entries({ ...SHARED, ...(sector === 'PublicSector' ? PUBLIC : PRIVATE) }).map(([part, fields]) =>
    block(
      `type ${typeName(sector, part)}`,
      Object.fromEntries(
        Object.entries(fields).map(([name, type]) => [name, type.replace('$', () => typeName(sector, ''))]),
      ),
    ),
  );
  const counted = sector === 'PublicSector' ? 'totalCount' : 'count';
  return [
    `type Query { ${person}(first: Int, after: String, input: ${person}Input): ${person}Connection }`,
    `type ${person}Connection { pageInfo: PageInfo!, nodes: [${person}!], edges: [${person}Edge!], ${counted}: Int! }`,
    `type ${person}Edge { cursor: String!, node: ${person}! }`,
    `input ${person}Input {
  personnummer: CPRCustom_PersonnummerInput
  person: CPRCustom_PersonInput
  navn: CPRCustom_NavnInput
  adresse: CPRCustom_AdresseInput
}`,
    ...types,
    INPUTS,
    REST,
  ].join('\n\n');
}
