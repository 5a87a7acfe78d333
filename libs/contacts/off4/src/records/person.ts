import { code, date10, digits, personNumber, text, timestamp, uncertain } from '../layout/field';
import { layout } from '../layout/layout';

// The person and the numbers the person has had.

export const personInformation = layout('Personoplysninger', 106, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  PNRGAELD: personNumber(14),
  STATUS: digits(24, 2),
  STATUSHAENSTART: timestamp(26),
  STATUSDTO_UMRK: uncertain(38),
  KOEN: code(39),
  FOED_DT: date10(40),
  FOED_DT_UMRK: uncertain(50),
  'START_DT-PERSON': date10(51),
  'START_DT_UMRK-PERSON': uncertain(61),
  'SLUT_DT-PERSON': date10(62),
  'SLUT_DT_UMRK-PERSON': uncertain(72),
  STILLING: text(73, 34),
});

export const earlierNumber = layout('Historisk personnummer', 45, {
  RECORDTYPE: digits(1, 3),
  PNRGAELD: personNumber(4),
  PNR: personNumber(14),
  'START_DT-PERSON': date10(24),
  'START_DT_UMRK-PERSON': uncertain(34),
  'SLUT_DT-PERSON': date10(35),
  'SLUT_DT_UMRK-PERSON': uncertain(45),
});

export const event = layout('Hændelser', 45, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  TIMESTAMPU: timestamp(14),
  HAENDELSE: text(26, 3),
  AFLEDTMRK: text(29, 2),
  NGLKONST: text(31, 15),
});
