import { date10, digits, personNumber, text, timestamp, uncertain } from '../layout/field';
import { layout } from '../layout/layout';

// Addresses: at home, abroad, and none.

export const currentAddress = layout('Aktuelle adresseoplysninger', 306, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  KOMKOD: digits(14, 4),
  VEJKOD: digits(18, 4),
  HUSNR: text(22, 4),
  ETAGE: text(26, 2),
  SIDEDOER: text(28, 4),
  BNR: text(32, 4),
  CONVN: text(36, 34),
  TILFLYDTO: timestamp(70),
  TILFLYDTO_UMRK: uncertain(82),
  TILFLYKOMDTO: timestamp(83),
  TILFLYKOMDT_UMRK: uncertain(95),
  FRAFLYKOMKOD: digits(96, 4),
  FRAFLYKOMDTO: timestamp(100),
  FRAFLYKOMDT_UMRK: uncertain(112),
  'START_MYNKOD-ADRTXT': digits(113, 4),
  'ADR1-SUPLADR': text(117, 34),
  'ADR2-SUPLADR': text(151, 34),
  'ADR3-SUPLADR': text(185, 34),
  'ADR4-SUPLADR': text(219, 34),
  'ADR5-SUPLADR': text(253, 34),
  'START_DT-ADRTXT': date10(287),
  'SLET_DT-ADRTXT': date10(297),
});

export const plainTextAddress = layout('Adresseringsnavn og klarskriftadresse', 249, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  ADRNVN: text(14, 34),
  CONVN: text(48, 34),
  LOKALITET: text(82, 34),
  STANDARDADR: text(116, 34),
  BYNVN: text(150, 34),
  POSTNR: digits(184, 4),
  POSTDISTTXT: text(188, 20),
  KOMKOD: digits(208, 4),
  VEJKOD: digits(212, 4),
  HUSNR: text(216, 4),
  ETAGE: text(220, 2),
  SIDEDOER: text(222, 4),
  BNR: text(226, 4),
  VEJADRNVN: text(230, 20),
});

export const emigration = layout('Aktuelle udrejseoplysninger', 200, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  UDR_LANDEKOD: digits(14, 4),
  UDRDTO: timestamp(18),
  UDRDTO_UMRK: uncertain(30),
  UDLANDADR1: text(31, 34),
  UDLANDADR2: text(65, 34),
  UDLANDADR3: text(99, 34),
  UDLANDADR4: text(133, 34),
  UDLANDADR5: text(167, 34),
});

export const contactAddress = layout('Kontaktadresse', 203, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  'ADR1-KONTAKTADR': text(14, 34),
  'ADR2-KONTAKTADR': text(48, 34),
  'ADR3-KONTAKTADR': text(82, 34),
  'ADR4-KONTAKTADR': text(116, 34),
  'ADR5-KONTAKTADR': text(150, 34),
  'START_DT-ADRTXT': date10(184),
  'SLET_DT-ADRTXT': date10(194),
});

export const disappearance = layout('Aktuelle forsvindingsoplysninger', 26, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  FORSVINDDTO: timestamp(14),
  FORSVINDDTO_UMRK: uncertain(26),
});

export const relocationOrder = layout('Flyttepåbud', 63, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  'START_DT-FLYTTEPÅBUD': date10(14),
  'BEMAERK-FLYTTEPÅBUD': text(24, 30),
  'SLET_DT-FLYTTEPÅBUD': date10(54),
});
