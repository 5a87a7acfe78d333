import type { Dice } from '../population/dice';
import { surname } from '../population/names';
import { dwelling } from '../population/places';
import type { AdresseringRow, FactRow } from './rows';
import { uuidFrom } from './row-id';

/** An address without what ties it to a unit and a time. */
export type AddressPart = Omit<AdresseringRow, keyof FactRow | 'AdresseringAnvendelse'>;

const NOTHING: AddressPart = {
  Adresse: null,
  coNavn: null,
  CVRAdresse_adresseFritekst: null,
  CVRAdresse_doerbetegnelse: null,
  CVRAdresse_etagebetegnelse: null,
  CVRAdresse_husnummerFra: null,
  CVRAdresse_husnummerTil: null,
  CVRAdresse_kommunekode: null,
  CVRAdresse_kommunenavn: null,
  CVRAdresse_landekode: null,
  CVRAdresse_postboks: null,
  CVRAdresse_postdistrikt: null,
  CVRAdresse_postnummer: null,
  CVRAdresse_supplerendeBynavn: null,
  CVRAdresse_vejkode: null,
  CVRAdresse_vejnavn: null,
};

/** Where a business is: mostly in Denmark. */
export function businessAddress(dice: Dice): AddressPart {
  return dice.chance(0.015) ? abroad(dice) : inDenmark(dice);
}

/** A box at the post office of some district. */
export function postBoxAddress(dice: Dice): AddressPart {
  const place = inDenmark(dice);
  return {
    ...NOTHING,
    coNavn: dice.chance(0.2) ? coName(dice) : null,
    CVRAdresse_landekode: 'DK',
    CVRAdresse_postboks: String(dice.between(1, 999)),
    CVRAdresse_postdistrikt: place.CVRAdresse_postdistrikt,
    CVRAdresse_postnummer: place.CVRAdresse_postnummer,
    CVRAdresse_kommunekode: place.CVRAdresse_kommunekode,
    CVRAdresse_kommunenavn: place.CVRAdresse_kommunenavn,
  };
}

export const LAUTRUPPARKEN: AddressPart = {
  ...NOTHING,
  CVRAdresse_vejnavn: 'Lautrupparken',
  CVRAdresse_vejkode: '4120',
  CVRAdresse_husnummerFra: '40',
  CVRAdresse_husnummerTil: '42',
  CVRAdresse_postnummer: '2750',
  CVRAdresse_postdistrikt: 'Ballerup',
  CVRAdresse_kommunekode: '151',
  CVRAdresse_kommunenavn: 'BALLERUP',
  CVRAdresse_landekode: 'DK',
};

function inDenmark(dice: Dice): AddressPart {
  const place = dwelling(dice);
  const house = Number(place.houseNumber.slice(0, 3));
  const door = place.door.trim().replace(/^0+/, '');
  const municipality = String(Number(place.municipality));
  return {
    ...NOTHING,
    Adresse: dice.chance(0.9) ? uuidFrom(dice.below(0xffffffff), dice.below(0xffffffff), dice.below(0xffffffff)) : null,
    coNavn: dice.chance(0.07) ? coName(dice) : null,
    CVRAdresse_vejnavn: place.street,
    CVRAdresse_vejkode: place.streetCode,
    CVRAdresse_husnummerFra: `${house}${place.houseNumber.slice(3).trim()}`,
    CVRAdresse_husnummerTil: dice.chance(0.08) ? String(house + 2) : null,
    CVRAdresse_etagebetegnelse: place.floor.replace(/^0/, '') || null,
    CVRAdresse_doerbetegnelse: door || null,
    CVRAdresse_supplerendeBynavn: place.town || null,
    CVRAdresse_postnummer: place.postcode,
    CVRAdresse_postdistrikt: place.postDistrict,
    CVRAdresse_kommunekode: municipality,
    CVRAdresse_kommunenavn: MUNICIPALITIES[municipality] ?? null,
    CVRAdresse_landekode: 'DK',
  };
}

const ABROAD: readonly [[string, string], ...[string, string][]] = [
  ['SE', 'Tallbacken {n}\n24567 Ängelberga'],
  ['NO', 'Fjellveien {n}\n5099 Fjordvik'],
  ['DE', 'Mühlenstraße {n}\n24990 Grünsee'],
  ['GB', '{n} Otter Road\nLittle Marsham\nLM9 9ZZ'],
  ['PL', 'ul. Lipowa {n}\nlokal 4\n99-999 Jeziorna\nWoj. Zielone'],
];

function abroad(dice: Dice): AddressPart {
  const [country, text] = dice.pick(ABROAD);
  return {
    ...NOTHING,
    coNavn: dice.chance(0.1) ? coName(dice) : null,
    CVRAdresse_adresseFritekst: text.replace('{n}', String(dice.between(1, 250))),
    CVRAdresse_landekode: country,
  };
}

function coName(dice: Dice): string {
  return dice.pick([`c/o ${surname(dice)}`, `${surname(dice)} Revision`, `Advokat ${surname(dice)}`]);
}

// prettier-ignore
const MUNICIPALITIES: Readonly<Record<string, string>> = {
  101: 'KØBENHAVN', 147: 'FREDERIKSBERG', 151: 'BALLERUP', 153: 'BRØNDBY', 157: 'GENTOFTE', 159: 'GLADSAXE',
  161: 'GLOSTRUP', 167: 'HVIDOVRE', 169: 'HØJE-TAASTRUP', 173: 'LYNGBY-TAARBÆK', 175: 'RØDOVRE', 185: 'TÅRNBY',
  190: 'FURESØ', 217: 'HELSINGØR', 219: 'HILLERØD', 223: 'HØRSHOLM', 230: 'RUDERSDAL', 253: 'GREVE', 259: 'KØGE',
  260: 'HALSNÆS', 265: 'ROSKILDE', 270: 'GRIBSKOV', 316: 'HOLBÆK', 320: 'FAXE', 326: 'KALUNDBORG', 329: 'RINGSTED',
  330: 'SLAGELSE', 360: 'LOLLAND', 370: 'NÆSTVED', 376: 'GULDBORGSUND', 390: 'VORDINGBORG', 400: 'BORNHOLM',
  410: 'MIDDELFART', 420: 'ASSENS', 430: 'FAABORG-MIDTFYN', 440: 'KERTEMINDE', 450: 'NYBORG', 461: 'ODENSE',
  479: 'SVENDBORG', 540: 'SØNDERBORG', 561: 'ESBJERG', 580: 'AABENRAA', 607: 'FREDERICIA', 621: 'KOLDING', 630: 'VEJLE',
  657: 'HERNING', 730: 'RANDERS', 740: 'SILKEBORG', 751: 'AARHUS', 791: 'VIBORG', 851: 'AALBORG',
};
