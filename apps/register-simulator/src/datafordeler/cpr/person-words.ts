import type { CivilState, Status } from '../../population/person-state';

/** Words of the code lists of Datafordeler's CPR, by CPR's own codes. What has no word here is not on this road. */

/** A number of status 60 is no person of its own here. */
export const STATUS_WORDS: Readonly<Record<Exclude<Status, '60'>, string>> = {
  '01': 'bopael_i_danmark',
  '03': 'bopael_i_danmark_hoej_vejkode',
  '05': 'bopael_i_groenland',
  '07': 'bopael_i_groenland_hoej_vejkode',
  '20': 'ej_bopael',
  '30': 'annulleret',
  '50': 'nedlagt_person',
  '70': 'forsvundet',
  '80': 'udrejst',
  '90': 'doed',
};

export const CIVIL_WORDS: Readonly<Record<CivilState['code'], string>> = {
  U: 'ugift',
  G: 'gift',
  F: 'fraskilt',
  E: 'enke_enkemand',
  P: 'registreret_partner',
  O: 'ophaevet_partnerskab',
  L: 'laengstlevende_partner',
  D: 'doed',
};

export const PROTECTION_WORDS: Readonly<Record<string, string>> = {
  '0001': 'navne_og_adresse',
  '0002': 'lokal_vejviser',
  '0003': 'markedsfoering',
};

/** The status of something that is over, by its mark. */
const MARK_WORDS: Readonly<Record<string, string>> = {
  '': 'historisk',
  A: 'fortrudt',
  K: 'rettet',
  Æ: 'teknisk_aendring',
};

export const CUSTODY_WORDS = {
  '0003': 'mor',
  '0004': 'far',
  '0005': 'anden_indehaver_1',
  '0006': 'anden_indehaver_2',
} as const;

export const GUARDIAN_WORDS = { '0000': 'ikke_registreret', '0001': 'personnummer', '0002': 'tekst' } as const;
export const GUARDIANSHIP_WORDS = { FULD: 'fuldt', DELVIS: 'delvist' } as const;

/** Countries that the population knows. */
const COUNTRIES: Readonly<Record<string, string>> = {
  '5100': 'Danmark',
  '5110': 'Norge',
  '5120': 'Sverige',
  '5130': 'Frankrig',
  '5154': 'Polen',
  '5170': 'Storbritannien',
  '5180': 'Tyskland',
};

const MUNICIPALITY_TEXT =
  '0101 København,0147 Frederiksberg,0151 Ballerup,0153 Brøndby,0155 Dragør,0157 Gentofte,0159 Gladsaxe,0161 Glostrup,' +
  '0163 Herlev,0165 Albertslund,0167 Hvidovre,0169 Høje-Taastrup,0173 Lyngby-Taarbæk,0175 Rødovre,0183 Ishøj,0185 Tårnby,' +
  '0187 Vallensbæk,0190 Furesø,0201 Allerød,0210 Fredensborg,0217 Helsingør,0219 Hillerød,0223 Hørsholm,0230 Rudersdal,' +
  '0240 Egedal,0250 Frederikssund,0253 Greve,0259 Køge,0260 Halsnæs,0265 Roskilde,0269 Solrød,0270 Gribskov,' +
  '0306 Odsherred,0316 Holbæk,0320 Faxe,0326 Kalundborg,0329 Ringsted,0330 Slagelse,0336 Stevns,0340 Sorø,0350 Lejre,' +
  '0360 Lolland,0370 Næstved,0376 Guldborgsund,0390 Vordingborg,0400 Bornholm,0410 Middelfart,0420 Assens,' +
  '0430 Faaborg-Midtfyn,0440 Kerteminde,0450 Nyborg,0461 Odense,0479 Svendborg,0480 Nordfyns,0482 Langeland,0492 Ærø,' +
  '0510 Haderslev,0530 Billund,0540 Sønderborg,0550 Tønder,0561 Esbjerg,0563 Fanø,0573 Varde,0575 Vejen,0580 Aabenraa,' +
  '0607 Fredericia,0615 Horsens,0621 Kolding,0630 Vejle,0657 Herning,0661 Holstebro,0665 Lemvig,0671 Struer,' +
  '0706 Syddjurs,0707 Norddjurs,0710 Favrskov,0727 Odder,0730 Randers,0740 Silkeborg,0741 Samsø,0746 Skanderborg,' +
  '0751 Aarhus,0756 Ikast-Brande,0760 Ringkøbing-Skjern,0766 Hedensted,0773 Morsø,0779 Skive,0787 Thisted,0791 Viborg,' +
  '0810 Brønderslev,0813 Frederikshavn,0820 Vesthimmerlands,0825 Læsø,0840 Rebild,0846 Mariagerfjord,0849 Jammerbugt,' +
  '0851 Aalborg,0860 Hjørring,0955 Kujalleq,0956 Sermersooq,0957 Qeqqata,0959 Qeqertalik,0960 Avannaata';

/** Names of municipalities by their four digits. */
export const MUNICIPALITIES: ReadonlyMap<string, string> = new Map(
  MUNICIPALITY_TEXT.split(',').map((each) => [each.slice(0, 4), each.slice(5)]),
);

/** What stands for a text; nothing where it is blank. */
export const text = (value: string): string | null => (value.trim() === '' ? null : value.trim());

/** The name of a country by its code; nothing without a code. */
export const countryName = (code: string): string | null => (code === '' ? null : (COUNTRIES[code] ?? `Land ${code}`));

/** The status of a fact that is over, by its mark of correction. */
export const wordOfEnd = (mark: string): string => MARK_WORDS[mark] ?? 'historisk';
