import type { AddressState, PersonState } from '@contact-sync/register-simulator';
import { dateText, filled, labelled, type FormerAddress, type ShownAddress, type ShownPerson } from './person';

/**
 * What the contact register must show of a person (CPR-2 to CPR-5), read from the specification and not from our mapper:
 * the population says who lives, and this table what is to be seen of it.
 */
export function expectedPerson(person: PersonState): ShownPerson {
  const { name, addressing } = person;
  return filled<ShownPerson>({
    number: person.number,
    earlierNumbers: person.earlierNumbers.map(({ number }) => number).sort(),
    name1: [name.first, name.middle].filter(Boolean).join(' '),
    name2: name.last,
    text: `${addressing.first} ${addressing.last}`.trim(),
    position: person.position,
    // Only status 90 ends a person (CPR-3).
    end: person.status === '90' ? dateText(dayOf(person.statusFrom), person.statusUncertain) : undefined,
    protection: person.protections.find(({ type }) => type === '0001')?.from,
    address: mainAddress(person),
    info: info(person).sort(),
    dates: dates(person).sort(),
    references: references(person).sort(),
  });
}

function info(person: PersonState): string[] {
  const address = homeOf(person);
  const kinds = new Set(person.custody.map(({ type }) => type));
  const values: [string, string | undefined][] = [
    ['GældendePNR', person.number],
    ['Køn', person.sex],
    ['Status', person.status],
    ['Bynavn', address?.town],
    ['Postdist', address?.postDistrict],
    ['Fødregkode', codeOf(person.birthplace.code)],
    ['Fødreg.myn.', person.birthplace.text],
    ['Civilstand', person.civil.code],
    // Only 052 tells the kind.
    ['Værgemålstype', person.guardianship?.records.includes('052') ? person.guardianship.kind : undefined],
    ...[...kinds].map((kind): [string, string] => ['Forældremyndighedstype', kind]),
  ];
  const dated = person.protections
    .filter(({ type }) => type !== '0001')
    .map(({ type, from }) => labelled('Beskyttelsestype', type, from));
  return [...values.flatMap(([label, value]) => (value ? [labelled(label, value)] : [])), ...dated];
}

function dates(person: PersonState): string[] {
  const { abroad, civil, separation, guardianship } = person;
  const values: [string, string | undefined, boolean?][] = [
    ['Fødselsdag', person.birthDate, person.birthDateUncertain],
    ['Statusfra', dayOf(person.statusFrom), person.statusUncertain],
    ['Civst.fra', dayOf(civil.from), civil.uncertain],
    ['Udrejst', abroad ? dayOf(abroad.from) : undefined, abroad?.uncertain],
    ['Forsvundet', dayOf(person.disappeared)],
    ['Separeret', separation?.from],
    ['Umyndig', guardianship?.from],
  ];
  return values.flatMap(([label, date, uncertain = false]) =>
    date ? [labelled(label, dateText(date, uncertain))] : [],
  );
}

function references(person: PersonState): string[] {
  const { civil, mother, father, guardianship, number } = person;
  const toMother = relative(mother.number, mother.name, `Mor til ${number}`);
  const toFather = relative(father.number, father.name, `Far til ${number}`);
  const found: [label: string, who: string | undefined, start: string][] = [
    ['Forældre', toMother, dateText(mother.from, mother.uncertain)],
    ['Forældre', toFather, dateText(father.from, father.uncertain)],
    ...person.children.map((child): [string, string, string] => ['Barn', child, '']),
    ...person.custody.map(({ type, holder, from }): [string, string | undefined, string] => {
      // 3 and 4: the parents of 015; 5 and 6 name somebody.
      const who = type === '0003' ? toMother : type === '0004' ? toFather : holder;
      return ['Forældremyndighed', who, from];
    }),
  ];
  if (civil.code === 'G' || civil.code === 'P') {
    const spouse = relative(civil.spouse, civil.spouseName, `Ægtefælle til ${number}`);
    found.push(['Ægtefælle', spouse, dateText(dayOf(civil.from), civil.uncertain)]);
  }
  switch (guardianship?.type) {
    case '0001':
      found.push(['Værge', guardianship.guardian, guardianship.guardianFrom]);
      break;
    case '0002':
      found.push(['Værge', relative('', guardianship.name, `Værge til ${number}`), guardianship.nameFrom]);
      break;
    case '0000':
    case undefined:
  }
  return found.flatMap(([label, who, start]) => (who === undefined ? [] : [labelled(label, who, start)]));
}

/** A relative is known by number, else by name and by whom it belongs to, else not at all (CPR-5). */
function relative(number: string, name: string, belongsTo: string): string | undefined {
  if (codeOf(number) !== undefined) return number;
  return name === '' ? undefined : `${name} (${belongsTo})`;
}

export interface NamedRelative {
  readonly name1: string;
  readonly name2: string;
  readonly nameType: string;
  readonly text: string;
  readonly address?: ShownAddress;
}

/** The contacts that stand for relatives known by name only (CPR-5); a guardian by text has address lines. */
export function expectedNamedRelatives(person: PersonState): NamedRelative[] {
  const { civil, mother, father, guardianship, number } = person;
  const found: NamedRelative[] = [];
  const add = (name: string, belongsTo: string, lines: readonly string[] = []): void => {
    const address = addressOfLines(lines);
    const name2 = `${belongsTo} ${number}`;
    found.push({ name1: name, name2, nameType: 'P', text: 'Person fra CPR uden cprnr', ...(address && { address }) });
  };
  for (const [{ number: parent, name }, belongsTo] of [
    [mother, 'Mor til'],
    [father, 'Far til'],
  ] as const) {
    if (codeOf(parent) === undefined && name !== '') add(name, belongsTo);
  }
  const isMarried = civil.code === 'G' || civil.code === 'P';
  if (isMarried && codeOf(civil.spouse) === undefined && civil.spouseName !== '') {
    add(civil.spouseName, 'Ægtefælle til');
  }
  if (guardianship?.type === '0002') add(guardianship.name, 'Værge til', guardianship.lines);
  return found;
}

function addressOfLines([address1 = '', address2 = '', ...rest]: readonly string[]): ShownAddress | undefined {
  if (address1 === '') return undefined;
  return filled<ShownAddress>({ address1, address2, address3: rest.join(', ') });
}

/** The address in Denmark or Greenland, which only persons with residence there have (field-mapping-notes, 4). */
const homeOf = ({ status, address }: PersonState): AddressState | null => (status < '20' ? address : null);

/** 002 and 003; of emigrated persons 006 before 005. */
export function mainAddress(person: PersonState): ShownAddress | undefined {
  const home = homeOf(person);
  if (home !== null) {
    return filled<ShownAddress>({
      address1: home.line,
      address2: home.locality,
      address3: home.careOf,
      municipality: codeOf(home.municipality),
      postcode: codeOf(home.postcode),
      city: home.postDistrict,
      country: 'DK',
      start: dateText(dayOf(home.movedIn), home.movedInUncertain),
    });
  }
  const { abroad, contactAddress } = person;
  if (person.status !== '80' || abroad === null) return undefined;
  const from = contactAddress?.from ?? dateText(dayOf(abroad.from), abroad.uncertain);
  const country = LETTERS[abroad.country] ?? abroad.country;
  return filled<ShownAddress>({ ...addressOfLines(contactAddress?.lines ?? abroad.lines), country, start: from });
}

/** ISO 3166 letters of the countries of the population, from the register's country codes. */
const LETTERS: Readonly<Record<string, string>> = {
  '5110': 'NO',
  '5120': 'SE',
  '5130': 'FR',
  '5154': 'PL',
  '5170': 'GB',
  '5180': 'DE',
};

/**
 * Former addresses of a person whose states follow each other: a later start makes the old address a former one that
 * ends there; the same or an earlier one corrects it; an address that is gone is closed on the day of death, emigration
 * or disappearance.
 */
export function expectedFormerAddresses(states: readonly PersonState[]): FormerAddress[] {
  const former: FormerAddress[] = [];
  let known: ShownAddress | undefined;
  for (const state of states) {
    const next = mainAddress(state);
    if (known !== undefined && next === undefined) former.push({ ...known, end: goneOn(state) });
    else if (known !== undefined && dayIn(next?.start) > dayIn(known.start)) {
      former.push({ ...known, end: next?.start ?? '' });
    }
    known = next;
  }
  return former;
}

const dayIn = (start = ''): string => start.replace(' *', '');

function goneOn({ status, statusFrom, statusUncertain, abroad, disappeared }: PersonState): string {
  if (status === '80' && abroad !== null) return dateText(dayOf(abroad.from), abroad.uncertain);
  if (status === '70') return dayOf(disappeared);
  return dateText(dayOf(statusFrom), statusUncertain);
}

/** The certain part of a day or of a moment of twelve digits: `2001`, `2001-09` or `2001-09-25`; '' for none. */
function dayOf(moment: string): string {
  const parts = /^(\d{4})(\d\d)(\d\d)\d{4}$/.exec(moment);
  if (parts === null) return moment;
  const [, year = '', month = '', day = ''] = parts;
  if (month === '00') return year;
  return day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`;
}

/** Codes and numbers of zeros say that there is none. */
const codeOf = (code: string): string | undefined => (/^0*$/.test(code) ? undefined : code);
