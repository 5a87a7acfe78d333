/** Rows of CVR as Datafordeler serves them, under the register's own field names; facts from its published schema. */

/** What every row carries. Times are UTC with six decimals. */
export interface StoredRow {
  datafordelerRowId: string;
  datafordelerRowVersion: number;
  datafordelerRegisterImportSequenceNumber: number;
  datafordelerOpdateringstid: string;
  feltliste: string | null;
}

/**
 * A row with its two times: when it is so in the world (days, the second not included) and when the register knew it
 * (moments). A row with `registreringTil` was replaced by a later registration.
 */
export interface BitemporalRow extends StoredRow {
  registreringFra: string;
  registreringTil: string | null;
  registreringsaktoer: string;
  virkningFra: string;
  virkningTil: string | null;
  virkningsaktoer: string;
}

export interface VirksomhedRow extends BitemporalRow {
  id: string;
  CVRNummer: number;
  status: string;
  virksomhedStartdato: string;
  virksomhedOphoersdato: string | null;
}

export interface ProduktionsenhedRow extends BitemporalRow {
  id: string;
  pNummer: number;
  status: string;
  produktionsenhedStartdato: string;
  produktionsenhedOphoersdato: string | null;
  tilknyttetVirksomhedsCVRNummer: number;
  tilknyttetTilVirksomhedStartdato: string;
  tilknyttetTilVirksomhedOphoersdato: string | null;
}

export interface CVREnhedRow extends StoredRow {
  id: string;
  enhedsType: string;
  forretningsnoegle: string;
  forretningsnoegletype: string;
  status: string;
}

/** A fact about a unit. */
export interface FactRow extends BitemporalRow {
  CVREnhedsId: string;
}

export interface NavnRow extends FactRow {
  vaerdi: string;
  /** 0 is the name of the unit, higher ones its secondary names. */
  sekvens: number;
}

export interface AdresseringRow extends FactRow {
  /** `beliggenhedsadresse` or `postadresse`. */
  AdresseringAnvendelse: string;
  Adresse: string | null;
  coNavn: string | null;
  CVRAdresse_adresseFritekst: string | null;
  CVRAdresse_doerbetegnelse: string | null;
  CVRAdresse_etagebetegnelse: string | null;
  CVRAdresse_husnummerFra: string | null;
  CVRAdresse_husnummerTil: string | null;
  /** Without leading zero. */
  CVRAdresse_kommunekode: string | null;
  CVRAdresse_kommunenavn: string | null;
  CVRAdresse_landekode: string | null;
  CVRAdresse_postboks: string | null;
  CVRAdresse_postdistrikt: string | null;
  CVRAdresse_postnummer: string | null;
  CVRAdresse_supplerendeBynavn: string | null;
  CVRAdresse_vejkode: string | null;
  CVRAdresse_vejnavn: string | null;
}

export interface ValueRow extends FactRow {
  vaerdi: string;
}

export interface BrancheRow extends FactRow {
  vaerdi: string;
  vaerdiTekst: string;
  /** 0 is the main industry, 1 to 3 the secondary ones. */
  sekvens: number;
}

export interface VirksomhedsformRow extends FactRow {
  vaerdi: string;
  vaerdiTekst: string;
}

export interface ReklamebeskyttelseRow extends FactRow {
  vaerdi: boolean;
}

/** The rows by the names that events give their entities. */
export interface Rows {
  Virksomhed: VirksomhedRow;
  Produktionsenhed: ProduktionsenhedRow;
  CVREnhed: CVREnhedRow;
  Navn: NavnRow;
  Adressering: AdresseringRow;
  Telefonnummer: ValueRow;
  'e-mailadresse': ValueRow;
  Telefaxnummer: ValueRow;
  Branche: BrancheRow;
  Virksomhedsform: VirksomhedsformRow;
  Reklamebeskyttelse: ReklamebeskyttelseRow;
}

export type EntityName = keyof Rows;

/** What is kept apart from the unit itself. */
export type FactName = Exclude<EntityName, 'Virksomhed' | 'Produktionsenhed' | 'CVREnhed'>;

export const FACT_NAMES: readonly FactName[] = [
  'Navn',
  'Adressering',
  'Telefonnummer',
  'e-mailadresse',
  'Telefaxnummer',
  'Branche',
  'Virksomhedsform',
  'Reklamebeskyttelse',
];

export const ENTITY_NAMES: readonly EntityName[] = ['Virksomhed', 'Produktionsenhed', 'CVREnhed', ...FACT_NAMES];

/** All rows of one unit. */
export type Dossier = { [E in EntityName]: Rows[E][] };
