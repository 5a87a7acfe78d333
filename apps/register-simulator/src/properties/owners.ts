import { firstNames, surname } from '../population/names';
import { Dice, mix } from '../population/dice';
import { roadAt, ROAD_COUNT } from './country';
import type { Value } from './rows';

/** Who owns something: a company, a person, or somebody without a number. */
export type OwnerKind = 'company' | 'person' | 'protected' | 'without-number';

/** Part of all owners, by lot. */
export function drawOwnerKind(dice: Dice): OwnerKind {
  const odds = dice.below(100);
  if (odds < 30) return 'company';
  if (odds < 85) return 'person';
  return odds < 93 ? 'protected' : 'without-number';
}

/**
 * The fields of an ownership that say whose it is. `ejer` and `oplysninger` are no fields of the register: they are the
 * numbers by which the invented people are built.
 */
function ownerFields(kind: OwnerKind, who: number, companies: readonly number[]): Record<string, Value> {
  const company = companies[who % companies.length] ?? null;
  return {
    ejerforholdskode: kind === 'company' ? '30' : kind === 'without-number' ? '41' : '10',
    ejendeVirksomhedCVRNr: kind === 'company' ? company : null,
    ejeroplysningerLokalId: kind === 'without-number' ? idOf(who, 7) : null,
    ejer: kind === 'person' || kind === 'protected' ? who : null,
    ejerBeskyttet: kind === 'protected',
    oplysninger: kind === 'without-number' ? who : null,
  };
}

/** What an ownership says; `shares` is how many own the property in equal parts. */
export function ownershipFields(
  bfe: number,
  kind: OwnerKind,
  who: number,
  companies: readonly number[],
  primary: boolean,
  shares: number,
): Record<string, Value> {
  return {
    bestemtFastEjendomBFENr: bfe,
    primaerKontakt: primary,
    faktiskEjerandel_taeller: 1,
    faktiskEjerandel_naevner: shares,
    tinglystEjerandel_taeller: 1,
    tinglystEjerandel_naevner: shares,
    begraensning: null,
    ejetFoer01071998: false,
    administrerendeVirksomhedCVRNr: null,
    administratoroplysLokalId: null,
    produktionsenhedPNr: null,
    behandlingsID: String(mix(who, bfe, 3)),
    StedbestemmelsesReference: null,
    ...ownerFields(kind, who, companies),
  };
}

/** A person as the restricted copy shows one: protected names and addresses are left out. */
export function personOf(who: number, hidden: boolean) {
  const dice = new Dice(mix(who, 71, 1));
  const navn = `${firstNames(dice, dice.chance(0.5) ? 'K' : 'M')} ${surname(dice)}`;
  const road = roadAt(dice.below(ROAD_COUNT));
  const house = dice.between(1, 120);
  const born = `19${dice.between(40, 99)}-0${dice.between(1, 9)}-1${dice.below(10)}`;
  return {
    id: idOf(who, 6),
    status: 'bopael_i_danmark',
    statusdato: '2015-03-01',
    statusdatoUsikkerhedsmarkering: false,
    foedselsdato: born,
    foedselsdatoUsikkerhedsmarkering: false,
    beskyttelser: hidden ? [{ beskyttelsestype: 'navne_og_adresse' }] : [],
    navn: hidden ? null : { navn },
    standardadresse: hidden ? null : `${road.name} ${house}`,
    cprAdresse: hidden
      ? null
      : {
          vejadresseringsnavn: road.name.slice(0, 20),
          husnummer: String(house).padStart(3, '0'),
          postnummer: road.place.postcode,
          postdistrikt: road.place.town,
          cprKommunekode: road.municipality.code,
          cprKommunenavn: road.municipality.name,
        },
  };
}

/** Somebody without a number: an estate, or an owner abroad. */
export function nobodyOf(who: number) {
  const dice = new Dice(mix(who, 72, 1));
  const abroad = dice.chance(0.6);
  return {
    id_lokalId: idOf(who, 7),
    status: 'gældende',
    navn: abroad ? `Fastighets AB ${surname(dice)}` : `Boet efter ${surname(dice)}`,
    adresselinje1: abroad ? `Tallbacken ${dice.between(1, 90)}` : `Nøddekrogen ${dice.between(1, 90)}`,
    adresselinje2: abroad ? '24567 Ängelberga' : '2750 Ballerup',
    landeKodeNumerisk: abroad ? '752' : '208',
  };
}

const hex = (n: number, digits: number) => (n >>> 0).toString(16).padStart(8, '0').slice(-digits);

/** A UUID out of a person's number; nothing is looked up by it. */
const idOf = (who: number, kind: number) =>
  `${hex(mix(who, kind, 1), 8)}-${hex(mix(who, kind, 2), 4)}-4${hex(mix(who, kind, 3), 3)}-8${hex(mix(who, kind, 4), 3)}-${hex(mix(who, kind, 5), 8)}${hex(who, 4)}`;
