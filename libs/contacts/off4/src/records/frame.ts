import { date8, digits, personNumber, text, timestamp } from '../layout/field';
import { layout } from '../layout/layout';

// Records of the file itself; they belong to no person.

export const startRecord = layout('Startrecord', 35, {
  RECORDTYPE: digits(1, 3),
  'SORTFELT-10': text(4, 10),
  OPGAVENR: digits(14, 6),
  PRODDTO: date8(20),
  PRODDTOFORRIG: date8(28),
});

export const rejectedInput = layout('Fejlrecord', 157, {
  RECORDTYPE: digits(1, 3),
  'SORTFELT-10': text(4, 10),
  INDDATA: text(14, 75),
  FEJLNR: digits(89, 4),
  'FEJLTXT-UDTRÆK': text(93, 65),
});

export const subscriptionReceipt = layout('Kvittering for sletning af abonnement', 43, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  TIMESTAMPU: timestamp(14),
  HAENDELSE: text(26, 3),
  NGLKONST: text(29, 15),
});

export const endRecord = layout('Slutrecord', 21, {
  RECORDTYPE: digits(1, 3),
  'SORTFELT-10': text(4, 10),
  TAELLER: digits(14, 8),
});
