import { code, correction, date10, digits, nameMark, personNumber, text, timestamp, uncertain } from '../layout/field';
import { layout } from '../layout/layout';

// Civil status and separation.

export const civilStatus = layout('Aktuel civilstand', 95, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  CIVST: code(14),
  AEGTEPNR: personNumber(15),
  AEGTEFOED_DT: date10(25),
  AEGTEFOEDDT_UMRK: uncertain(35),
  AEGTENVN: text(36, 34),
  AEGTENVN_MRK: nameMark(70),
  'HAENSTART-CIVILSTAND': timestamp(71),
  'HAENSTART_UMRK-CIVILSTAND': uncertain(83),
  'SEP_HENVIS-CIVILSTAND': timestamp(84),
});

export const separation = layout('Aktuel separation', 36, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  'SEP_HENVIS-SEPARATION': timestamp(14),
  'START_DT-SEPARATION': date10(26),
  'START_DT_UMRK-SEPARATION': uncertain(36),
});

export const earlierCivilStatus = layout('Historisk civilstand', 109, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  ANNKOR: correction(14),
  CIVST: code(15),
  AEGTEPNR: personNumber(16),
  AEGTEFOED_DT: date10(26),
  AEGTEFOEDDT_UMRK: uncertain(36),
  AEGTENVN: text(37, 34),
  AEGTENVN_MRK: nameMark(71),
  'HAENSTART-CIVILSTAND': timestamp(72),
  'HAENSTART_UMRK-CIVILSTAND': uncertain(84),
  'HAENSLUT-CIVILSTAND': timestamp(85),
  'HAENSLUT_UMRK-CIVILSTAND': uncertain(97),
  'SEP_HENVIS-CIVILSTAND': timestamp(98),
});

export const earlierSeparation = layout('Historisk separation', 48, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  ANNKOR: correction(14),
  'SEP_HENVIS-SEPARATION': timestamp(15),
  'START_DT-SEPARATION': date10(27),
  'START_DT_UMRK-SEPARATION': uncertain(37),
  'SLUT_DT-SEPARATION': date10(38),
  'SLUT_DT_UMRK-SEPARATION': uncertain(48),
});
