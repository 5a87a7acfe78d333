import type { Dice } from '../population/dice';
import { surname } from '../population/names';
import type { SorType } from './organisation-state';

type Words = readonly [string, ...string[]];
export type OwnerType = 'region' | 'kommune' | 'privat' | 'stat';

// prettier-ignore
const AREAS: Words = [
  'Bækkely', 'Fjordland', 'Havneøen', 'Kildemose', 'Lindeborg', 'Nørreskov', 'Ravnsborg', 'Skovlunde Mark', 'Strandgård',
  'Søndermark', 'Vesterås', 'Ådalen', 'Ærøstræde', 'Øerne',
];

// prettier-ignore
const HOUSES: Words = [
  'Abildhaven', 'Birkelunden', 'Bøgely', 'Egebo', 'Fyrrehøj', 'Hasselgården', 'Kløverengen', 'Lærkereden', 'Mosevang',
  'Pilehuset', 'Rønnebærhus', 'Solsikken', 'Toftehaven', 'Æblehaven', 'Ørnehøj', 'Åbakken',
];

// prettier-ignore
const WARDS: Words = [
  'Akutmodtagelsen', 'Anæstesiologisk Afdeling', 'Blodprøver og Biokemi', 'Børne- og Ungeafdelingen',
  'Hjertemedicinsk Ambulatorium', 'Kirurgisk Sengeafsnit', 'Medicinsk Afdeling', 'Ortopædkirurgisk Ambulatorium',
  'Øjenafdelingen', 'Røntgen og Skanning',
];

const CARE: readonly [Words, ...Words[]] = [
  ['Plejehjem', 'Plejehjemmet'],
  ['Bosted', 'Bostedet'],
  ['Hjemmeplejeenhed', 'Hjemmeplejen'],
  ['Hjemmesygeplejeenhed', 'Hjemmesygeplejen'],
  ['Genoptræningsenhed', 'Genoptræningen'],
  ['Sundhedscenter', 'Sundhedscenteret'],
];

const PRACTICES: readonly [Words, ...Words[]] = [
  ['Lægepraksis', 'Lægehuset'],
  ['Tandplejeklinik', 'Tandklinikken'],
  ['Sygeplejeklinik', 'Sygeplejeklinikken'],
  ['Fysioterapi', 'Fysioterapien'],
];

/** The type of a unit; names are drawn to fit it. */
export function typeName(dice: Dice, type: SorType, owner: OwnerType): string {
  if (type === 'IE') return { region: 'Region', kommune: 'Kommune', privat: 'Privat virksomhed', stat: 'Stat' }[owner];
  if (owner === 'region' || owner === 'stat') return type === 'SI' ? 'Sygehus' : 'Klinisk enhed';
  const kinds = owner === 'kommune' ? CARE : PRACTICES;
  return type === 'SI' && owner === 'kommune' ? 'Sundhedsforvaltning' : dice.pick(kinds)[0];
}

/** A name such as units have, at most 60 letters long. */
export function organisationName(dice: Dice, type: SorType, ofType: string): string {
  const odds = dice.below(100);
  const area = dice.pick(AREAS);
  if (type === 'IE') return ownerName(dice, ofType, area);
  if (ofType === 'Sygehus') return `${area} Sygehus${odds < 30 ? `, ${dice.pick(['Nord', 'Øst', 'Syd'])}` : ''}`;
  if (ofType === 'Sundhedsforvaltning') return `${area} Kommune – Sundhed og Omsorg`;
  if (ofType === 'Klinisk enhed') return `${dice.pick(WARDS)} ${dice.pick(['A', 'B', 'C', 'D1', 'D2', 'Ø'])}`;
  const called = [...CARE, ...PRACTICES].find(([kind]) => kind === ofType)?.[1] ?? ofType;
  if (odds < 3) return `${called} "${dice.pick(HOUSES)}"; ${area}`;
  if (odds < 25) return `${called} ${surname(dice)} & ${surname(dice)}`;
  return `${called} ${dice.pick(HOUSES)}${odds < 50 ? `, ${area}` : ''}`;
}

function ownerName(dice: Dice, ofType: string, area: string): string {
  switch (ofType) {
    case 'Region':
      return `Region ${area}`;
    case 'Kommune':
      return `${area} Kommune`;
    case 'Stat':
      return `Styrelsen for ${area}`;
    default:
      return `${surname(dice)} og ${surname(dice)} ${dice.pick(['I/S', 'ApS'])}`;
  }
}

// prettier-ignore
const SPECIALITIES: Words = [
  'almen medicin', 'anæstesiologi', 'diagnostisk radiologi', 'dermato-venerologi', 'gynækologi og obstetrik',
  'intern medicin', 'kirurgi', 'klinisk biokemi', 'neurologi', 'oftalmologi', 'ortopædisk kirurgi', 'pædiatri',
  'psykiatri', 'øre-næse-hals',
];

/** A speciality's number, from 1 on, and name. */
export function speciality(dice: Dice): { id: string; name: string } {
  const at = dice.below(SPECIALITIES.length);
  return { id: String(408_440_000 + at), name: SPECIALITIES[at] ?? SPECIALITIES[0] };
}
