import type { Dice } from '../population/dice';

export interface Industry {
  code: string;
  text: string;
}

// prettier-ignore
const INDUSTRIES: readonly [Industry, ...Industry[]] = [
  { code: '011100', text: 'Dyrkning af korn (undtagen ris), bælgfrugter og olieholdige frø' },
  { code: '014610', text: 'Avl af smågrise' },
  { code: '107120', text: 'Fremstilling af friske bageriprodukter' },
  { code: '162300', text: 'Fremstilling af bygningstømmer og snedkeriartikler i øvrigt' },
  { code: '251100', text: 'Fremstilling af metalkonstruktioner og dele heraf' },
  { code: '412000', text: 'Opførelse af bygninger' },
  { code: '432100', text: 'El-installation' },
  { code: '432200', text: 'VVS- og blikkenslagerforretninger' },
  { code: '433200', text: 'Tømrer- og bygningssnedkervirksomhed' },
  { code: '433410', text: 'Malerforretninger' },
  { code: '452010', text: 'Autoreparationsværksteder mv.' },
  { code: '461900', text: 'Agenturhandel med blandet sortiment' },
  { code: '471120', text: 'Supermarkeder' },
  { code: '477110', text: 'Tøjforretninger' },
  { code: '494100', text: 'Vejgodstransport' },
  { code: '551010', text: 'Hoteller' },
  { code: '561010', text: 'Servering af mad i restauranter og på caféer' },
  { code: '581400', text: 'Udgivelse af ugeblade og magasiner' },
  { code: '620100', text: 'Computerprogrammering' },
  { code: '620200', text: 'Konsulentbistand vedrørende informationsteknologi' },
  { code: '631100', text: 'Databehandling, webhosting og lignende serviceydelser' },
  { code: '642020', text: 'Ikke-finansielle holdingselskaber' },
  { code: '682030', text: 'Anden udlejning af boliger' },
  { code: '682040', text: 'Udlejning af erhvervsejendomme' },
  { code: '691000', text: 'Juridisk bistand' },
  { code: '692000', text: 'Bogføring og revision; skatterådgivning' },
  { code: '702200', text: 'Virksomhedsrådgivning og anden rådgivning om driftsledelse' },
  { code: '711210', text: 'Rådgivende ingeniørvirksomhed inden for byggeri og anlægsarbejder' },
  { code: '731110', text: 'Reklamebureauer' },
  { code: '812100', text: 'Almindelig rengøring i bygninger' },
  { code: '813000', text: 'Landskabspleje' },
  { code: '851000', text: 'Førskoleundervisning' },
  { code: '862100', text: 'Alment praktiserende læger' },
  { code: '862300', text: 'Praktiserende tandlæger' },
  { code: '869020', text: 'Fysio- og ergoterapeuter' },
  { code: '889160', text: 'Skolefritidsordninger og fritidshjem' },
  { code: '931100', text: 'Drift af sportsanlæg' },
  { code: '949900', text: 'Andre organisationer og foreninger i.a.n.' },
  { code: '960210', text: 'Frisørsaloner' },
  { code: '960900', text: 'Andre personlige serviceydelser i.a.n.' },
];

/** One main industry and up to three others, the main one first. */
export function drawIndustries(dice: Dice): Industry[] {
  const chosen = [dice.pick(INDUSTRIES)];
  while (chosen.length < 4 && dice.chance(0.25)) {
    const more = dice.pick(INDUSTRIES);
    if (!chosen.includes(more)) chosen.push(more);
  }
  return chosen;
}

const FORMS: readonly [Industry, ...Industry[]] = [
  { code: '80', text: 'Anpartsselskab' },
  { code: '60', text: 'Aktieselskab' },
  { code: '10', text: 'Enkeltmandsvirksomhed' },
  { code: '30', text: 'Interessentskab' },
  { code: '110', text: 'Forening' },
];

/** Legal form: code and text. */
export function drawLegalForm(dice: Dice): Industry {
  const odds = dice.below(100);
  if (odds < 45) return FORMS[0];
  return FORMS[odds < 60 ? 1 : odds < 88 ? 2 : odds < 94 ? 3 : 4] ?? FORMS[0];
}

export const LIMITED_COMPANY: Industry = { code: '60', text: 'Aktieselskab' };
