import { date10, digits, personNumber, text, uncertain } from '../layout/field';
import { layout } from '../layout/layout';

// Guardianship: 052 is 017 with the type of guardianship, and replaces it.

export const guardianship = layout('Umyndiggørelse og værge', 272, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  'START_DT-UMYNDIG': date10(14),
  'START_DT_UMRK-UMYNDIG': uncertain(24),
  'SLET_DT-UMYNDIG': date10(25),
  UMYN_RELTYP: digits(35, 4),
  RELPNR: personNumber(39),
  'START_DT-RELPNR_PNR': date10(49),
  RELADRSAT_RELPNR_TXT: text(59, 34),
  'START_DT-RELPNR_TXT': date10(93),
  RELTXT1: text(103, 34),
  RELTXT2: text(137, 34),
  RELTXT3: text(171, 34),
  RELTXT4: text(205, 34),
  RELTXT5: text(239, 34),
});

export const guardianshipWithType = layout('Umyndiggørelse og værge med værgemålstype', 287, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  'START_DT-UMYNDIG': date10(14),
  'START_DT_UMRK-UMYNDIG': uncertain(24),
  'SLET_DT-UMYNDIG': date10(25),
  UMYN_RELTYP: digits(35, 4),
  RELPNR: personNumber(39),
  'START_DT-RELPNR_PNR': date10(49),
  RELADRSAT_RELPNR_TXT: text(59, 34),
  'START_DT-RELPNR_TXT': date10(93),
  RELTXT1: text(103, 34),
  RELTXT2: text(137, 34),
  RELTXT3: text(171, 34),
  RELTXT4: text(205, 34),
  RELTXT5: text(239, 34),
  VAERGEMAALS_TYPE: text(273, 15),
});
