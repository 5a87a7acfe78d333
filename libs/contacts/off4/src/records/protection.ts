import { date10, digits, personNumber, timestamp } from '../layout/field';
import { layout } from '../layout/layout';

// Protection and warnings. A delivered record is in force; its SLET_DT is not an end date.

export const protection = layout('Beskyttelse', 37, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  BESKYTTYPE: digits(14, 4),
  'START_DT-BESKYTTELSE': date10(18),
  'SLET_DT-BESKYTTELSE': date10(28),
});

export const creditWarning = layout('Kreditadvarsel', 29, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  BESKYTTYPE: digits(14, 4),
  'START-KREDITADVARSEL': timestamp(18),
});
