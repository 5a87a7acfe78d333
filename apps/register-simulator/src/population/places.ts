import { type Dice } from './dice';

/** A dwelling: what an address is made of before anyone lives there. Codes are the register's own. */
export interface Place {
  municipality: string;
  streetCode: string;
  street: string;
  /** Three digits and a letter or blank, `012B`. */
  houseNumber: string;
  floor: string;
  /** Right-aligned in four characters. */
  door: string;
  /** Greenland only. */
  building: string;
  locality: string;
  town: string;
  postcode: string;
  postDistrict: string;
  /** The label line: street, number, floor and door. */
  line: string;
}

/** Municipality, postcode and post district that belong together. */
// prettier-ignore
const DISTRICTS: readonly [string, ...string[]] = [
  '0101 2100 København Ø',
  '0101 2200 København N',
  '0101 2300 København S',
  '0101 2400 København NV',
  '0101 2450 København SV',
  '0101 2500 Valby',
  '0101 2700 Brønshøj',
  '0101 2720 Vanløse',
  '0147 2000 Frederiksberg',
  '0151 2750 Ballerup',
  '0153 2605 Brøndby',
  '0157 2820 Gentofte',
  '0157 2900 Hellerup',
  '0159 2860 Søborg',
  '0159 2880 Bagsværd',
  '0161 2600 Glostrup',
  '0167 2650 Hvidovre',
  '0169 2630 Taastrup',
  '0173 2800 Kongens Lyngby',
  '0175 2610 Rødovre',
  '0185 2770 Kastrup',
  '0190 3500 Værløse',
  '0190 3520 Farum',
  '0217 3000 Helsingør',
  '0219 3400 Hillerød',
  '0223 2970 Hørsholm',
  '0230 2840 Holte',
  '0230 3460 Birkerød',
  '0253 2670 Greve',
  '0259 4600 Køge',
  '0260 3300 Frederiksværk',
  '0265 4000 Roskilde',
  '0270 3200 Helsinge',
  '0316 4300 Holbæk',
  '0320 4690 Haslev',
  '0326 4400 Kalundborg',
  '0329 4100 Ringsted',
  '0330 4200 Slagelse',
  '0330 4220 Korsør',
  '0360 4900 Nakskov',
  '0370 4700 Næstved',
  '0376 4800 Nykøbing F',
  '0390 4760 Vordingborg',
  '0400 3700 Rønne',
  '0410 5500 Middelfart',
  '0420 5610 Assens',
  '0430 5600 Faaborg',
  '0440 5300 Kerteminde',
  '0450 5800 Nyborg',
  '0461 5000 Odense C',
  '0461 5200 Odense V',
  '0461 5220 Odense SØ',
  '0461 5230 Odense M',
  '0461 5240 Odense NØ',
  '0461 5250 Odense SV',
  '0479 5700 Svendborg',
  '0492 5970 Ærøskøbing',
  '0510 6100 Haderslev',
  '0530 7200 Grindsted',
  '0540 6400 Sønderborg',
  '0550 6270 Tønder',
  '0561 6700 Esbjerg',
  '0561 6705 Esbjerg Ø',
  '0561 6760 Ribe',
  '0563 6720 Fanø',
  '0573 6800 Varde',
  '0575 6600 Vejen',
  '0580 6200 Aabenraa',
  '0607 7000 Fredericia',
  '0615 8700 Horsens',
  '0621 6000 Kolding',
  '0630 7100 Vejle',
  '0657 7400 Herning',
  '0661 7500 Holstebro',
  '0665 7620 Lemvig',
  '0671 7600 Struer',
  '0706 8400 Ebeltoft',
  '0707 8500 Grenaa',
  '0710 8370 Hadsten',
  '0727 8300 Odder',
  '0730 8900 Randers C',
  '0730 8920 Randers NV',
  '0730 8930 Randers NØ',
  '0740 8600 Silkeborg',
  '0741 8305 Samsø',
  '0746 8660 Skanderborg',
  '0751 8000 Aarhus C',
  '0751 8200 Aarhus N',
  '0751 8220 Brabrand',
  '0751 8230 Åbyhøj',
  '0751 8240 Risskov',
  '0751 8260 Viby J',
  '0751 8270 Højbjerg',
  '0756 7430 Ikast',
  '0760 6900 Skjern',
  '0760 6950 Ringkøbing',
  '0773 7900 Nykøbing M',
  '0779 7800 Skive',
  '0787 7700 Thisted',
  '0791 8800 Viborg',
  '0810 9700 Brønderslev',
  '0813 9900 Frederikshavn',
  '0813 9990 Skagen',
  '0820 9600 Aars',
  '0825 9940 Læsø',
  '0840 9530 Støvring',
  '0846 9500 Hobro',
  '0849 9440 Aabybro',
  '0851 9000 Aalborg',
  '0851 9200 Aalborg SV',
  '0851 9210 Aalborg SØ',
  '0851 9220 Aalborg Øst',
  '0851 9400 Nørresundby',
  '0860 9800 Hjørring',
];

const GREENLAND: readonly [string, ...string[]] = [
  '0955 3920 Qaqortoq',
  '0956 3900 Nuuk',
  '0957 3911 Sisimiut',
  '0960 3952 Ilulissat',
];

/** Invented streets; the code is the place in the list. */
// prettier-ignore
const STREETS: readonly [string, ...string[]] = [
  'Abildhavevej', 'Andrésstræde', 'Blåmejsesvinget', 'Brombærkrogen', 'Bøgelundsalleen', 'Dyndspringerstien',
  'Egernløkken', 'Fasanhegnet', 'Fyrremejsevej', 'Glarmesterbakken', 'Græshoppevænget', 'Gøgeurtsvej', 'Hasselmusstræde',
  'Havtornegade', 'Hørblomsttoften', 'Isfuglehaven', 'Kaprifolieparken', 'Klokkefrøvej', 'Kærsangerbuen', 'Lærkesporen',
  'Müllersgang', 'Mælkebøttevej', 'Nattergalebakken', 'Nøddekrogen', 'Odderstien', 'Perikonmarken', 'Pilefletterstræde',
  'Rørsangerdiget', 'Silkehalegade', 'Skovsyrevænget', 'Svalehalevej', 'Søpindsvinestræde', 'Tjørnesangervej',
  'Tyttebærlunden', 'Ulvefodstien', 'Vandkalvevej', 'Ærtemarken', 'Ørentvistgade', 'Ådalsuglevej', 'Aakandeparken',
];

const LOCALITIES: readonly [string, ...string[]] = [
  'Solgløtten',
  'Møllegården',
  'Plejehjemmet Åbakken',
  'Ørnehøj',
  'Havestuerne',
];
const TOWNS: readonly [string, ...string[]] = ['Nørreskov By', 'Lindeborg', 'Ølbæk', 'Søndermark', 'Ålum Strand'];
const FLOORS: readonly [string, ...string[]] = ['st', '01', '02', '03', 'kl'];
const DOORS: readonly [string, ...string[]] = ['tv', 'th', 'mf', '0001', '0012'];

/** A dwelling in Denmark. */
export function dwelling(dice: Dice): Place {
  return placeIn(dice, dice.pick(DISTRICTS), '');
}

/** A dwelling in Greenland, with a building number. */
export function greenlandicDwelling(dice: Dice): Place {
  return placeIn(dice, dice.pick(GREENLAND), String(dice.between(1, 9999)).padStart(4, '0'));
}

/** No fixed dwelling: a special street code, 9900 to 9999, with a text where the street would be. */
export function noFixedDwelling(dice: Dice, inGreenland: boolean): Place {
  const municipality = dice.pick(inGreenland ? GREENLAND : DISTRICTS).slice(0, 4);
  return {
    municipality,
    streetCode: String(9900 + dice.below(100)),
    street: '',
    houseNumber: '',
    floor: '',
    door: '',
    building: '',
    locality: '',
    town: '',
    postcode: '',
    postDistrict: '',
    line: 'Uden fast bopæl',
  };
}

/** The same dwelling with its house number put right, as after a correction of the street's numbering. */
export function renumbered(place: Place): Place {
  const houseNumber = String((Number(place.houseNumber.slice(0, 3)) % 180) + 2).padStart(3, '0') + ' ';
  return { ...place, houseNumber, line: labelLine(place.street, houseNumber, place.floor, place.door) };
}

function placeIn(dice: Dice, district: string, building: string): Place {
  const at = dice.below(STREETS.length);
  const street = STREETS[at] ?? STREETS[0];
  const houseNumber =
    String(dice.between(1, 180)).padStart(3, '0') + (dice.chance(0.15) ? dice.pick(['A', 'B', 'C']) : ' ');
  const floor = dice.chance(0.4) ? dice.pick(FLOORS) : '';
  const door = floor ? dice.pick(DOORS).padStart(4) : '';
  return {
    municipality: district.slice(0, 4),
    streetCode: String(1000 + at * 7).padStart(4, '0'),
    street,
    houseNumber,
    floor,
    door,
    building,
    locality: dice.chance(0.05) ? dice.pick(LOCALITIES) : '',
    town: dice.chance(0.15) ? dice.pick(TOWNS) : '',
    postcode: district.slice(5, 9),
    postDistrict: district.slice(10),
    line: labelLine(street, houseNumber, floor, door),
  };
}

function labelLine(street: string, houseNumber: string, floor: string, door: string): string {
  const letter = houseNumber.slice(3).trim();
  const house = `${street} ${Number(houseNumber.slice(0, 3))}${letter ? ` ${letter}` : ''}`;
  if (!floor) return house;
  const level = floor.replace(/^0/, '');
  const side = /^\d+$/.test(door) ? `-${Number(door)}` : ` ${door.trim()}`;
  return /^\d+$/.test(door) ? `${house},${level},${side}` : `${house},${level}${side}`;
}
