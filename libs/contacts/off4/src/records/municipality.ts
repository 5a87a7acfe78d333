import { date10, digits, personNumber, text, uncertain } from '../layout/field';
import { layout } from '../layout/layout';

// Records a municipality keeps.

export const municipalCondition = layout('Kommunale forhold', 60, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  KOMFORHTYP: digits(14, 1),
  KOMFORHKOD: text(15, 5),
  'START_DT-KOMMUNALE-FORHOLD': date10(20),
  'START_DT_UMRK-KOMMUNALE-FORHOLD': uncertain(30),
  'BEMAERK-KOMMUNALE-FORHOLD': text(31, 30),
});

export const note = layout('Notater', 75, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  NOTATNR: digits(14, 2),
  NOTATLINIE: text(16, 40),
  'START_DT-NOTAT': date10(56),
  'SLET_DT-NOTAT': date10(66),
});

export const election = layout('Valgoplysninger', 47, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  VALGKODE: digits(14, 4),
  VALGRET_DT: date10(18),
  'START_DT-VALGOPLYSNINGER': date10(28),
  'SLET_DT-VALGOPLYSNINGER': date10(38),
});
