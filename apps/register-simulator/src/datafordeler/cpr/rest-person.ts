import { danishStamp } from '../rest/danish-stamp';
import type { Node } from './node';

/** REST writes every word of a name with a capital letter but the first; GraphQL writes fields in small letters. */
const NAMES: Readonly<Record<string, string>> = {
  virkningfra: 'virkningFra',
  virkningfrausikkerhedsmarkering: 'virkningFraUsikkerhedsmarkering',
  virkningtil: 'virkningTil',
  virkningtilusikkerhedsmarkering: 'virkningTilUsikkerhedsmarkering',
  statusdatousikkerhedsmarkering: 'statusdatoUsikkerhedsmarkering',
  foedselsdatousikkerhedsmarkering: 'foedselsdatoUsikkerhedsmarkering',
  cprkommunekode: 'cprKommunekode',
  cprkommunenavn: 'cprKommunenavn',
  cprvejkode: 'cprVejkode',
  cprlandekodeudrejse: 'cprLandekodeUdrejse',
  cprlandudrejse: 'cprLandUdrejse',
  cprlandekodeindrejse: 'cprLandekodeIndrejse',
  cprlandindrejse: 'cprLandIndrejse',
  vaergevirkningfra: 'vaergeVirkningFra',
  civilstandstype: 'Civilstandstype',
};

/** What each element of a list is wrapped in. */
const SINGULAR: Readonly<Record<string, string>> = {
  personnumre: 'Personnummer',
  navne: 'Navn',
  adresseoplysninger: 'Adresseoplysninger',
  beskyttelser: 'Beskyttelse',
  civilstande: 'Civilstand',
  boern: 'Barnoplysning',
  foraeldreoplysninger: 'Foraeldreoplysning',
  foraeldremyndighedsoplysninger: 'Foraeldremyndighedsoplysning',
  foraeldremyndighedOver: 'Barnoplysning',
  vaergemaal: 'Vaergemaal',
  udrejseIndrejser: 'UdrejseIndrejse',
  forsvindinger: 'Forsvinding',
  statsborgerskaber: 'Statsborgerskab',
  folkekirke: 'Folkekirke',
  kommunaleForhold: 'KommunaltForhold',
};

/** Objects that are another person: of these REST tells the number, the name and the birth date, under the role's name. */
const PERSONS = new Set(['aegtefaelle', 'barn', 'foraelder', 'foraeldremyndighedsindehaver', 'vaerge']);

/** Fields that REST does not have. */
const ABSENT = new Set(['daradresse', 'vejnavn']);

/** A person as REST writes it. `current`: only what holds now. */
export function restPerson(person: Node, current: boolean): object {
  return written(person, current);
}

function written(node: Node, current: boolean): object {
  const fields = Object.entries(node).filter(([name]) => !ABSENT.has(name));
  return Object.fromEntries(fields.map(([name, value]) => [nameOf(name, value), valueOf(name, value, current)]));
}

/** Objects and lists begin with a capital letter, where they are empty too. */
const nameOf = (name: string, value: unknown) =>
  NAMES[name] ?? (isStructure(name, value) ? name.charAt(0).toUpperCase() + name.slice(1) : name);

const STRUCTURES = new Set([
  ...PERSONS,
  'kontaktadresse',
  'supplerendeAdresse',
  'separation',
  'vaergeadresse',
  'udlandsadresse',
]);

const isStructure = (name: string, value: unknown) =>
  (typeof value === 'object' && value !== null) || STRUCTURES.has(name);

function valueOf(name: string, value: unknown, current: boolean): unknown {
  if (Array.isArray(value)) {
    const elements = (value as Node[]).filter(({ status }) => !current || status === 'aktuel');
    return elements.map((element) => ({ [SINGULAR[name] ?? name]: written(element, current) }));
  }
  if (typeof value === 'object' && value !== null) {
    return PERSONS.has(name) ? relative(name, value as Node) : written(value as Node, current);
  }
  return typeof value === 'string' && /virkning/.test(name) ? danishStamp(value) : value;
}

const relative = (role: string, { personnummer, navn, foedselsdato }: Node) => ({
  [`${role}Personnummer`]: personnummer ?? null,
  [`${role}Navn`]: navn ?? null,
  [`${role}Foedselsdato`]: foedselsdato ?? null,
});
