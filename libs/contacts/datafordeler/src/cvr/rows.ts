import type { Row } from '../row';

/*
 * Rows as CVR gives them, with the register's own field names. Here `virkning` is given in days.
 */

/** A row of CVR_Virksomhed. */
export interface VirksomhedRow extends Row {
  readonly id: string;
  readonly CVRNummer: number | string;
  readonly status?: string | null;
  readonly virksomhedStartdato?: string | null;
  readonly virksomhedOphoersdato?: string | null;
}

/** A row of CVR_Produktionsenhed. */
export interface ProduktionsenhedRow extends Row {
  readonly id: string;
  readonly pNummer: number | string;
  readonly status?: string | null;
  readonly produktionsenhedStartdato?: string | null;
  readonly produktionsenhedOphoersdato?: string | null;
  readonly tilknyttetVirksomhedsCVRNummer?: number | string | null;
  readonly tilknyttetTilVirksomhedStartdato?: string | null;
  readonly tilknyttetTilVirksomhedOphoersdato?: string | null;
}

/** A row of an entity that tells one fact of a unit. */
export interface FactRow extends Row {
  readonly CVREnhedsId: string;
}

/** A row of CVR_Navn: sekvens 0 is the primary name. */
export interface NavnRow extends FactRow {
  readonly sekvens?: number | string | null;
  readonly vaerdi?: string | null;
}

/** A row of CVR_Adressering. */
export interface AdresseringRow extends FactRow {
  readonly AdresseringAnvendelse?: string | null;
  readonly coNavn?: string | null;
  readonly CVRAdresse_vejnavn?: string | null;
  readonly CVRAdresse_husnummerFra?: string | null;
  readonly CVRAdresse_husnummerTil?: string | null;
  readonly CVRAdresse_etagebetegnelse?: string | null;
  readonly CVRAdresse_doerbetegnelse?: string | null;
  readonly CVRAdresse_postnummer?: string | null;
  readonly CVRAdresse_postdistrikt?: string | null;
  readonly CVRAdresse_postboks?: string | null;
  readonly CVRAdresse_kommunekode?: string | null;
  readonly CVRAdresse_landekode?: string | null;
  readonly CVRAdresse_adresseFritekst?: string | null;
}

/** A row of CVR_Telefonnummer or CVR_e_mailadresse. */
export interface VaerdiRow extends FactRow {
  readonly vaerdi?: string | null;
}

/** A row of CVR_Branche: sekvens 0 is the main activity, 1 to 3 are secondary ones. */
export interface BrancheRow extends FactRow {
  readonly sekvens?: number | string | null;
  readonly vaerdi?: string | null;
}

/** A row of CVR_Reklamebeskyttelse. */
export interface ReklamebeskyttelseRow extends FactRow {
  readonly vaerdi?: boolean | null;
}

/** The facts of one unit, of all periods. */
export interface UnitFacts {
  readonly CVR_Navn: readonly NavnRow[];
  readonly CVR_Adressering: readonly AdresseringRow[];
  readonly CVR_Telefonnummer: readonly VaerdiRow[];
  readonly CVR_e_mailadresse: readonly VaerdiRow[];
  readonly CVR_Branche: readonly BrancheRow[];
  readonly CVR_Reklamebeskyttelse: readonly ReklamebeskyttelseRow[];
}

/** All that CVR says of one company. */
export interface CompanyRows extends UnitFacts {
  readonly CVR_Virksomhed: readonly VirksomhedRow[];
}

/** All that CVR says of one production unit. */
export interface ProductionUnitRows extends UnitFacts {
  readonly CVR_Produktionsenhed: readonly ProduktionsenhedRow[];
}
