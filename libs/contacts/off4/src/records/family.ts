import { date10, digits, nameMark, personNumber, text, uncertain } from '../layout/field';
import { layout } from '../layout/layout';

// Children, parents and custody.

export const child = layout('Børn', 23, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  'PNR-BARN': personNumber(14),
});

export const parents = layout('Mor- og faroplysninger', 147, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  MOR_DT: date10(14),
  MOR_DT_UMRK: uncertain(24),
  PNRMOR: personNumber(25),
  MOR_FOED_DT: date10(35),
  MOR_FOED_DT_UMRK: uncertain(45),
  MORNVN: text(46, 34),
  MORNVN_MRK: nameMark(80),
  FAR_DT: date10(81),
  FAR_DT_UMRK: uncertain(91),
  PNRFAR: personNumber(92),
  FAR_FOED_DT: date10(102),
  FAR_FOED_DT_UMRK: uncertain(112),
  FARNVN: text(113, 34),
  FARNVN_MRK: nameMark(147),
});

export const custody = layout('Forældremyndighed', 58, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  'RELTYP-FORÆLDREMYN': digits(14, 4),
  'START_DT-FORÆLDREMYN': date10(18),
  'START_DT_UMRK-FORÆLDREMYN': uncertain(28),
  'SLET_DT-FORÆLDREMYN': date10(29),
  RELPNR: personNumber(39),
  'START_DT-RELPNR_PNR': date10(49),
});
