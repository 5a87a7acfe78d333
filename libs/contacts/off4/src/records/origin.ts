import { code, correction, date10, digits, personNumber, text, timestamp, uncertain } from '../layout/field';
import { layout } from '../layout/layout';

// Birth registration, citizenship and church.

export const birthRegistration = layout('Fødselsregistreringsoplysninger', 37, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  'START_MYNKOD-FØDESTED': digits(14, 4),
  'MYNTXT-FØDESTED': text(18, 20),
});

export const citizenship = layout('Aktuelt statsborgerskab', 30, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  LANDEKOD: digits(14, 4),
  'HAENSTART-STATSBORGERSKAB': timestamp(18),
  'HAENSTART_UMRK-STATSBORGERSKAB': uncertain(30),
});

export const church = layout('Folkekirkeoplysninger', 25, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  FKIRK: code(14),
  'START_DT-FOLKEKIRKE': date10(15),
  'START_DT_UMRK-FOLKEKIRKE': uncertain(25),
});

export const earlierCitizenship = layout('Historisk statsborgerskab', 44, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  ANNKOR: correction(14),
  LANDEKOD: digits(15, 4),
  'HAENSTART-STATSBORGERSKAB': timestamp(19),
  'HAENSTART_UMRK-STATSBORGERSKAB': uncertain(31),
  'HAENSLUT-STATSBORGERSKAB': timestamp(32),
  'HAENSLUT_UMRK-STATSBORGERSKAB': uncertain(44),
});

export const earlierChurch = layout('Historiske folkekirkeoplysninger', 36, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  FKIRK: code(14),
  'START_DT-FOLKEKIRKE': date10(15),
  'START_DT_UMRK-FOLKEKIRKE': uncertain(25),
  'SLUT_DT-FOLKEKIRKE': date10(26),
  'SLUT_DT_UMRK-FOLKEKIRKE': uncertain(36),
});
