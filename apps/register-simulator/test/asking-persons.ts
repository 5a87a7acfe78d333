import type { RunningSimulator } from '../src';
import { type Answer, type Asked, call } from './calling';

/** A value of an answer, to be looked into. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Told = any;

/** Everything of a person that the mapping of an authority could need. */
const PERIOD = 'status virkningfra virkningfrausikkerhedsmarkering virkningtil virkningtilusikkerhedsmarkering';
const LINES = 'adresselinie1 adresselinie2 adresselinie3 adresselinie4 adresselinie5 virkningfra virkningtil';
const PROTECTIONS = `beskyttelser { beskyttelsestype ${PERIOD} }`;
const SIMPLE = `id personnummer navn status koen foedselsdato ${PROTECTIONS}`;
const OF_BOTH = `id status statusdato statusdatousikkerhedsmarkering foedselsdato foedselsdatousikkerhedsmarkering koen
  personnumre { personnummer ${PERIOD} }
  navne { fornavne mellemnavn efternavn adresseringsnavn ${PERIOD} }
  adresseoplysninger { conavn fraflytningskommunekode tilflytningskommunedato ${PERIOD}
    cprAdresse { daradresse vejnavn vejadresseringsnavn husnummer etage sidedoer bygningsnummer bynavn postnummer
      postdistrikt cprkommunekode cprkommunenavn cprvejkode }
    supplerendeAdresse { ${LINES} } }
  kontaktadresse { ${LINES} }
  ${PROTECTIONS}
  udrejseIndrejser { cprlandekodeudrejse cprlandudrejse cprlandekodeindrejse cprlandindrejse ${PERIOD}
    udlandsadresse { ${LINES} } }
  forsvindinger { ${PERIOD} }`;
const OF_AUTHORITIES = `civilstande { civilstandstype ${PERIOD} aegtefaelle { ${SIMPLE} } separation { virkningfra virkningtil } }
  boern { ${PERIOD} barn { ${SIMPLE} } }
  foraeldreoplysninger { foraelderrolle ${PERIOD} foraelder { ${SIMPLE} } }
  foraeldremyndighedsoplysninger { foraeldremyndighedsrelation ${PERIOD} foraeldremyndighedsindehaver { ${SIMPLE} } }
  foraeldremyndighedOver { ${PERIOD} barn { ${SIMPLE} } }
  vaergemaal { vaergemaalstype vaergetype vaergevirkningfra ${PERIOD} vaerge { ${SIMPLE} } vaergeadresse { ${LINES} } }
  statsborgerskaber { cprlandekode cprlandenavn ${PERIOD} }
  folkekirke { folkekirkeforhold ${PERIOD} }
  kommunaleForhold { kommunaltforholdstype kommunaltforholdskode bemaerkning ${PERIOD} }`;

const INPUT = '(input: { personnummer: { personnummer: { in: $cpr } } })';
export const PUBLIC_QUERY = `query Persons($cpr: [String!]!) {
  CPRCustom_PublicSectorPerson${INPUT} { nodes { ${OF_BOTH} ${OF_AUTHORITIES} } totalCount } }`;
export const PRIVATE_QUERY = `query Persons($cpr: [String!]!) {
  CPRCustom_PrivateSectorPerson${INPUT} { nodes { ${OF_BOTH} civilstande { civilstandstype ${PERIOD} } } count } }`;

/** The `Authorization` header of Datafordeler's caller. */
export async function datafordelerToken(simulator: RunningSimulator): Promise<Record<string, string>> {
  const { tokenEndpoint, clientId, clientSecret } = simulator.profiles['graphql-client-secret'];
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const { text } = await call(simulator, tokenEndpoint, { form });
  return { authorization: `Bearer ${(JSON.parse(text) as { access_token: string }).access_token}` };
}

/** Posts a query on persons. */
export function askPersons(
  simulator: RunningSimulator,
  path: string,
  json: object,
  headers: Record<string, string>,
): Promise<Answer> {
  return call(simulator, `${simulator.addresses.graphql}/CPR/custom/${path}`, { json, headers });
}

/** Asks REST for persons, with the caller's certificate. */
export function restPersons(
  simulator: RunningSimulator,
  query: string,
  method = 'PersonFullListComplete',
): Promise<Answer> {
  const { certificate: pkcs12, password } = simulator.profiles['rest-certificate'];
  const asked: Asked = { pfx: { pkcs12, password } };
  const { restCertificate } = simulator.addresses;
  return call(simulator, `${restCertificate}/CPR/CprPersonFullComplete/1/REST/${method}?${query}&format=json`, asked);
}
