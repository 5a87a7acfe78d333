import { correction, digits, personNumber, text, timestamp, uncertain } from '../layout/field';
import { layout } from '../layout/layout';

// Where the person lived before.

export const earlierAddress = layout('Historisk adresse', 96, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  ANNKOR: correction(14),
  KOMKOD: digits(15, 4),
  VEJKOD: digits(19, 4),
  HUSNR: text(23, 4),
  ETAGE: text(27, 2),
  SIDEDOER: text(29, 4),
  BNR: text(33, 4),
  CONVN: text(37, 34),
  TILFLYDTO: timestamp(71),
  TILFLYDTO_UMRK: uncertain(83),
  FRAFLYDTO: timestamp(84),
  FRAFLYDTO_UMRK: uncertain(96),
});

export const earlierEmigration = layout('Historiske ud- og indrejseoplysninger', 218, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  ANNKOR: correction(14),
  UDR_LANDEKOD: digits(15, 4),
  UDRDTO: timestamp(19),
  UDRDTO_UMRK: uncertain(31),
  INDR_LANDEKOD: digits(32, 4),
  INDRDTO: timestamp(36),
  INDRDTO_UMRK: uncertain(48),
  UDLANDADR1: text(49, 34),
  UDLANDADR2: text(83, 34),
  UDLANDADR3: text(117, 34),
  UDLANDADR4: text(151, 34),
  UDLANDADR5: text(185, 34),
});

export const earlierDisappearance = layout('Historiske forsvindings- og genfindingsoplysninger', 40, {
  RECORDTYPE: digits(1, 3),
  PNR: personNumber(4),
  ANNKOR: correction(14),
  FORSVINDDTO: timestamp(15),
  FORSVINDDTO_UMRK: uncertain(27),
  GENFINDDTO: timestamp(28),
  GENFINDDTO_UMRK: uncertain(40),
});
