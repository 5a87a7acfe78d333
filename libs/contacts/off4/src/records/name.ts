import { correction, digits, nameMark, personNumber, text, timestamp, uncertain } from '../layout/field';
import { layout } from '../layout/layout';

// Names.

export const currentName = layout('Aktuelle navneoplysninger', 193, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  FORNVN: text(14, 50),
  FORNVN_MRK: nameMark(64),
  MELNVN: text(65, 40),
  MELNVN_MRK: nameMark(105),
  EFTERNVN: text(106, 40),
  EFTERNVN_MRK: nameMark(146),
  NVNHAENSTART: timestamp(147),
  'HAENSTART_UMRK-NAVNE': uncertain(159),
  ADRNVN: text(160, 34),
});

export const earlierName = layout('Historisk navn', 173, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  ANNKOR: correction(14),
  FORNVN: text(15, 50),
  FORNVN_MRK: nameMark(65),
  MELNVN: text(66, 40),
  MELNVN_MRK: nameMark(106),
  EFTERNVN: text(107, 40),
  EFTERNVN_MRK: nameMark(147),
  NVNHAENSTART: timestamp(148),
  'HAENSTART_UMRK-NAVNE': uncertain(160),
  NVNHAENSLUT: timestamp(161),
  'HAENSLUT_UMRK-NAVNE': uncertain(173),
});
