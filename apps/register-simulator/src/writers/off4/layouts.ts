/**
 * Where a field begins (counted from 1) and how many characters it has. A third part, 0, says that zeros stand where
 * nothing is registered, as in numbers and moments; blanks stand there in every other field.
 */
export type Field = readonly [start: number, length: number, empty?: 0];

export interface Layout {
  length: number;
  fields: Readonly<Record<string, Field>>;
}

/** The record types of the extract to public authorities (P12170), by the register's own field names. */
// prettier-ignore
export const LAYOUTS = {
  '000': {
    length: 35,
    fields: {
      'SORTFELT-10': [4, 10], OPGAVENR: [14, 6, 0], PRODDTO: [20, 8, 0], PRODDTOFORRIG: [28, 8, 0],
    },
  },
  '001': {
    length: 106,
    fields: {
      PNR: [4, 10], PNRGAELD: [14, 10], STATUS: [24, 2, 0], STATUSHAENSTART: [26, 12, 0], STATUSDTO_UMRK: [38, 1],
      KOEN: [39, 1], FOED_DT: [40, 10], FOED_DT_UMRK: [50, 1], 'START_DT-PERSON': [51, 10],
      'START_DT_UMRK-PERSON': [61, 1], 'SLUT_DT-PERSON': [62, 10], 'SLUT_DT_UMRK-PERSON': [72, 1], STILLING: [73, 34],
    },
  },
  '002': {
    length: 306,
    fields: {
      PNR: [4, 10], KOMKOD: [14, 4, 0], VEJKOD: [18, 4, 0], HUSNR: [22, 4], ETAGE: [26, 2], SIDEDOER: [28, 4],
      BNR: [32, 4], CONVN: [36, 34], TILFLYDTO: [70, 12, 0], TILFLYDTO_UMRK: [82, 1], TILFLYKOMDTO: [83, 12, 0],
      TILFLYKOMDT_UMRK: [95, 1], FRAFLYKOMKOD: [96, 4, 0], FRAFLYKOMDTO: [100, 12, 0], FRAFLYKOMDT_UMRK: [112, 1],
      'START_MYNKOD-ADRTXT': [113, 4, 0], 'ADR1-SUPLADR': [117, 34], 'ADR2-SUPLADR': [151, 34],
      'ADR3-SUPLADR': [185, 34], 'ADR4-SUPLADR': [219, 34], 'ADR5-SUPLADR': [253, 34], 'START_DT-ADRTXT': [287, 10],
      'SLET_DT-ADRTXT': [297, 10],
    },
  },
  '003': {
    length: 249,
    fields: {
      PNR: [4, 10], ADRNVN: [14, 34], CONVN: [48, 34], LOKALITET: [82, 34], STANDARDADR: [116, 34], BYNVN: [150, 34],
      POSTNR: [184, 4, 0], POSTDISTTXT: [188, 20], KOMKOD: [208, 4, 0], VEJKOD: [212, 4, 0], HUSNR: [216, 4],
      ETAGE: [220, 2], SIDEDOER: [222, 4], BNR: [226, 4], VEJADRNVN: [230, 20],
    },
  },
  '004': {
    length: 37,
    fields: {
      PNR: [4, 10], BESKYTTYPE: [14, 4, 0], 'START_DT-BESKYTTELSE': [18, 10], 'SLET_DT-BESKYTTELSE': [28, 10],
    },
  },
  '005': {
    length: 200,
    fields: {
      PNR: [4, 10], UDR_LANDEKOD: [14, 4, 0], UDRDTO: [18, 12, 0], UDRDTO_UMRK: [30, 1], UDLANDADR1: [31, 34],
      UDLANDADR2: [65, 34], UDLANDADR3: [99, 34], UDLANDADR4: [133, 34], UDLANDADR5: [167, 34],
    },
  },
  '006': {
    length: 203,
    fields: {
      PNR: [4, 10], 'ADR1-KONTAKTADR': [14, 34], 'ADR2-KONTAKTADR': [48, 34], 'ADR3-KONTAKTADR': [82, 34],
      'ADR4-KONTAKTADR': [116, 34], 'ADR5-KONTAKTADR': [150, 34], 'START_DT-ADRTXT': [184, 10],
      'SLET_DT-ADRTXT': [194, 10],
    },
  },
  '007': {
    length: 26,
    fields: {
      PNR: [4, 10], FORSVINDDTO: [14, 12, 0], FORSVINDDTO_UMRK: [26, 1],
    },
  },
  '008': {
    length: 193,
    fields: {
      PNR: [4, 10], FORNVN: [14, 50], FORNVN_MRK: [64, 1], MELNVN: [65, 40], MELNVN_MRK: [105, 1],
      EFTERNVN: [106, 40], EFTERNVN_MRK: [146, 1], NVNHAENSTART: [147, 12, 0], 'HAENSTART_UMRK-NAVNE': [159, 1],
      ADRNVN: [160, 34],
    },
  },
  '009': {
    length: 37,
    fields: {
      PNR: [4, 10], 'START_MYNKOD-FØDESTED': [14, 4, 0], 'MYNTXT-FØDESTED': [18, 20],
    },
  },
  '010': {
    length: 30,
    fields: {
      PNR: [4, 10], LANDEKOD: [14, 4, 0], 'HAENSTART-STATSBORGERSKAB': [18, 12, 0],
      'HAENSTART_UMRK-STATSBORGERSKAB': [30, 1],
    },
  },
  '011': {
    length: 25,
    fields: {
      PNR: [4, 10], FKIRK: [14, 1], 'START_DT-FOLKEKIRKE': [15, 10], 'START_DT_UMRK-FOLKEKIRKE': [25, 1],
    },
  },
  '012': {
    length: 95,
    fields: {
      PNR: [4, 10], CIVST: [14, 1], AEGTEPNR: [15, 10], AEGTEFOED_DT: [25, 10], AEGTEFOEDDT_UMRK: [35, 1],
      AEGTENVN: [36, 34], AEGTENVN_MRK: [70, 1], 'HAENSTART-CIVILSTAND': [71, 12, 0],
      'HAENSTART_UMRK-CIVILSTAND': [83, 1], 'SEP_HENVIS-CIVILSTAND': [84, 12],
    },
  },
  '013': {
    length: 36,
    fields: {
      PNR: [4, 10], 'SEP_HENVIS-SEPARATION': [14, 12], 'START_DT-SEPARATION': [26, 10],
      'START_DT_UMRK-SEPARATION': [36, 1],
    },
  },
  '014': {
    length: 23,
    fields: {
      PNR: [4, 10], 'PNR-BARN': [14, 10],
    },
  },
  '015': {
    length: 147,
    fields: {
      PNR: [4, 10], MOR_DT: [14, 10], MOR_DT_UMRK: [24, 1], PNRMOR: [25, 10], MOR_FOED_DT: [35, 10],
      MOR_FOED_DT_UMRK: [45, 1], MORNVN: [46, 34], MORNVN_MRK: [80, 1], FAR_DT: [81, 10], FAR_DT_UMRK: [91, 1],
      PNRFAR: [92, 10], FAR_FOED_DT: [102, 10], FAR_FOED_DT_UMRK: [112, 1], FARNVN: [113, 34], FARNVN_MRK: [147, 1],
    },
  },
  '016': {
    length: 58,
    fields: {
      PNR: [4, 10], 'RELTYP-FORÆLDREMYN': [14, 4, 0], 'START_DT-FORÆLDREMYN': [18, 10],
      'START_DT_UMRK-FORÆLDREMYN': [28, 1], 'SLET_DT-FORÆLDREMYN': [29, 10], RELPNR: [39, 10],
      'START_DT-RELPNR_PNR': [49, 10],
    },
  },
  '017': {
    length: 272,
    fields: {
      PNR: [4, 10], 'START_DT-UMYNDIG': [14, 10], 'START_DT_UMRK-UMYNDIG': [24, 1], 'SLET_DT-UMYNDIG': [25, 10],
      UMYN_RELTYP: [35, 4, 0], RELPNR: [39, 10], 'START_DT-RELPNR_PNR': [49, 10], RELADRSAT_RELPNR_TXT: [59, 34],
      'START_DT-RELPNR_TXT': [93, 10], RELTXT1: [103, 34], RELTXT2: [137, 34], RELTXT3: [171, 34], RELTXT4: [205, 34],
      RELTXT5: [239, 34],
    },
  },
  '018': {
    length: 60,
    fields: {
      PNR: [4, 10], KOMFORHTYP: [14, 1, 0], KOMFORHKOD: [15, 5], 'START_DT-KOMMUNALE-FORHOLD': [20, 10],
      'START_DT_UMRK-KOMMUNALE-FORHOLD': [30, 1], 'BEMAERK-KOMMUNALE-FORHOLD': [31, 30],
    },
  },
  '020': {
    length: 47,
    fields: {
      PNR: [4, 10], VALGKODE: [14, 4, 0], VALGRET_DT: [18, 10], 'START_DT-VALGOPLYSNINGER': [28, 10],
      'SLET_DT-VALGOPLYSNINGER': [38, 10],
    },
  },
  '021': {
    length: 63,
    fields: {
      PNR: [4, 10], 'START_DT-FLYTTEPÅBUD': [14, 10], 'BEMAERK-FLYTTEPÅBUD': [24, 30],
      'SLET_DT-FLYTTEPÅBUD': [54, 10],
    },
  },
  '022': {
    length: 45,
    fields: {
      PNRGAELD: [4, 10], PNR: [14, 10], 'START_DT-PERSON': [24, 10], 'START_DT_UMRK-PERSON': [34, 1],
      'SLUT_DT-PERSON': [35, 10], 'SLUT_DT_UMRK-PERSON': [45, 1],
    },
  },
  '023': {
    length: 96,
    fields: {
      PNR: [4, 10], ANNKOR: [14, 1], KOMKOD: [15, 4, 0], VEJKOD: [19, 4, 0], HUSNR: [23, 4], ETAGE: [27, 2],
      SIDEDOER: [29, 4], BNR: [33, 4], CONVN: [37, 34], TILFLYDTO: [71, 12, 0], TILFLYDTO_UMRK: [83, 1],
      FRAFLYDTO: [84, 12, 0], FRAFLYDTO_UMRK: [96, 1],
    },
  },
  '024': {
    length: 218,
    fields: {
      PNR: [4, 10], ANNKOR: [14, 1], UDR_LANDEKOD: [15, 4, 0], UDRDTO: [19, 12, 0], UDRDTO_UMRK: [31, 1],
      INDR_LANDEKOD: [32, 4, 0], INDRDTO: [36, 12, 0], INDRDTO_UMRK: [48, 1], UDLANDADR1: [49, 34],
      UDLANDADR2: [83, 34], UDLANDADR3: [117, 34], UDLANDADR4: [151, 34], UDLANDADR5: [185, 34],
    },
  },
  '025': {
    length: 40,
    fields: {
      PNR: [4, 10], ANNKOR: [14, 1], FORSVINDDTO: [15, 12, 0], FORSVINDDTO_UMRK: [27, 1], GENFINDDTO: [28, 12, 0],
      GENFINDDTO_UMRK: [40, 1],
    },
  },
  '026': {
    length: 173,
    fields: {
      PNR: [4, 10], ANNKOR: [14, 1], FORNVN: [15, 50], FORNVN_MRK: [65, 1], MELNVN: [66, 40], MELNVN_MRK: [106, 1],
      EFTERNVN: [107, 40], EFTERNVN_MRK: [147, 1], NVNHAENSTART: [148, 12, 0], 'HAENSTART_UMRK-NAVNE': [160, 1],
      NVNHAENSLUT: [161, 12, 0], 'HAENSLUT_UMRK-NAVNE': [173, 1],
    },
  },
  '029': {
    length: 109,
    fields: {
      PNR: [4, 10], ANNKOR: [14, 1], CIVST: [15, 1], AEGTEPNR: [16, 10], AEGTEFOED_DT: [26, 10],
      AEGTEFOEDDT_UMRK: [36, 1], AEGTENVN: [37, 34], AEGTENVN_MRK: [71, 1], 'HAENSTART-CIVILSTAND': [72, 12, 0],
      'HAENSTART_UMRK-CIVILSTAND': [84, 1], 'HAENSLUT-CIVILSTAND': [85, 12, 0], 'HAENSLUT_UMRK-CIVILSTAND': [97, 1],
      'SEP_HENVIS-CIVILSTAND': [98, 12],
    },
  },
  '050': {
    length: 29,
    fields: {
      PNR: [4, 10], BESKYTTYPE: [14, 4, 0], 'START-KREDITADVARSEL': [18, 12, 0],
    },
  },
  '052': {
    length: 287,
    fields: {
      PNR: [4, 10], 'START_DT-UMYNDIG': [14, 10], 'START_DT_UMRK-UMYNDIG': [24, 1], 'SLET_DT-UMYNDIG': [25, 10],
      UMYN_RELTYP: [35, 4, 0], RELPNR: [39, 10], 'START_DT-RELPNR_PNR': [49, 10], RELADRSAT_RELPNR_TXT: [59, 34],
      'START_DT-RELPNR_TXT': [93, 10], RELTXT1: [103, 34], RELTXT2: [137, 34], RELTXT3: [171, 34], RELTXT4: [205, 34],
      RELTXT5: [239, 34], VAERGEMAALS_TYPE: [273, 15],
    },
  },
  '099': {
    length: 45,
    fields: {
      PNR: [4, 10], TIMESTAMPU: [14, 12, 0], HAENDELSE: [26, 3], AFLEDTMRK: [29, 2], NGLKONST: [31, 15],
    },
  },
  '910': {
    length: 157,
    fields: {
      'SORTFELT-10': [4, 10], INDDATA: [14, 75], FEJLNR: [89, 4, 0], 'FEJLTXT-UDTRÆK': [93, 65],
    },
  },
  '997': {
    length: 43,
    fields: {
      PNR: [4, 10], TIMESTAMPU: [14, 12, 0], HAENDELSE: [26, 3], NGLKONST: [29, 15],
    },
  },
  '999': {
    length: 21,
    fields: {
      'SORTFELT-10': [4, 10], TAELLER: [14, 8, 0],
    },
  },
} as const satisfies Readonly<Record<string, Layout>>;

export type RecordType = keyof typeof LAYOUTS;
export type FieldsOf<T extends RecordType> = Partial<Record<keyof (typeof LAYOUTS)[T]['fields'], string>>;
