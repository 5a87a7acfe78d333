import type { Row } from '../row';

/*
 * Rows as the registers of real property give them (bfe.md, 4), with the registers' own field names. `virkning` and
 * `registrering` are times. Only what is read of them is here.
 */

/** A row of MAT that stands for a property or a part of one. */
interface CadastralRow extends Row {
  readonly id_lokalId: string;
  /** `Gældende`, `Foreløbig`, `Historisk`, `Ikke Gennemført`. */
  readonly status?: string | null;
}

/** A row that carries the BFE number: a whole number in MAT. */
interface PropertyRow extends CadastralRow {
  readonly BFEnummer?: number | string | null;
}

/** A row of MAT_SamletFastEjendom: land, one or more parcels. */
export interface SamletFastEjendomRow extends PropertyRow {
  readonly erFaelleslod?: boolean | null;
  readonly arbejderbolig?: boolean | null;
  /** `FamilieBrug`, `Landbrug`, `LandbrugUdenBygning`. */
  readonly landbrugsnotering?: string | null;
  readonly udskiltVej?: boolean | null;
  readonly hovedejendomOpdeltIEjerlejligh?: boolean | null;
}

/** A row of MAT_Ejerlejlighed: an owner-occupied flat. */
export interface EjerlejlighedRow extends PropertyRow {
  readonly ejerlejlighedsnummer?: number | string | null;
  /** Square metres. */
  readonly samletAreal?: number | string | null;
  readonly iBygningPaaFremmedGrund?: boolean | null;
  /** The building on foreign land that it lies in, by its area or by its point. */
  readonly b_BygningPaaFremmedGrundFladeL?: string | null;
  readonly b_BygningPaaFremmedGrundPunktL?: string | null;
  /** The land that it lies on; may be empty where it lies in such a building. */
  readonly samletFastEjendomLokalId?: string | null;
}

/** A row of MAT_BygningPaaFremmedGrundFlade or …Punkt: a building on someone else's land. */
export interface BygningPaaFremmedGrundRow extends PropertyRow {
  readonly opdeltIEjerlejligheder?: boolean | null;
  readonly paaHavet?: boolean | null;
  /** The land that it stands on. */
  readonly samletFastEjendomLokalId?: string | null;
}

/** A row of MAT_Jordstykke: a parcel. */
export interface JordstykkeRow extends CadastralRow {
  /** As `6hh`. */
  readonly matrikelnummer?: string | null;
  /** What a planned parcel is called until it has its number. */
  readonly delnummer?: number | string | null;
  readonly ejerlavLokalId?: string | null;
  readonly samletFastEjendomLokalId?: string | null;
  /** Square metres. */
  readonly registreretAreal?: number | string | null;
}

/** A row of MAT_Ejerlav: a cadastral district. */
export interface EjerlavRow extends CadastralRow {
  readonly ejerlavsnavn?: string | null;
}

/** A row of EBR_Ejendomsbeliggenhed: where a property lies, by an address, a house number, or a text. */
export interface EjendomsbeliggenhedRow extends Row {
  readonly id_lokalId: string;
  /** Text here, a number in the other registers. */
  readonly bestemtFastEjendomBFENr: number | string;
  readonly adresseLokalId?: string | null;
  readonly husnummerLokalId?: string | null;
  /** Land without an address has a text. */
  readonly betegnelse?: string | null;
  readonly kommuneinddelingKommunekode?: number | string | null;
  /** `gældende`, `historisk`. */
  readonly status?: string | null;
}

/** A row of DAR: status 3 is current, 2 provisional. */
interface AddressRegisterRow extends Row {
  readonly id_lokalId: string;
  readonly status?: number | string | null;
}

/** A row of DAR_Adresse. */
export interface AdresseRow extends AddressRegisterRow {
  /** The whole address as one text. */
  readonly adressebetegnelse?: string | null;
  readonly etagebetegnelse?: string | null;
  readonly doerbetegnelse?: string | null;
  /** Id of the house number. */
  readonly husnummer?: string | null;
}

/** A row of DAR_Husnummer. */
export interface HusnummerRow extends AddressRegisterRow {
  /** The address of the house as one text. */
  readonly adgangsadressebetegnelse?: string | null;
  readonly husnummertekst?: string | null;
  /** Ids of the postcode and of the road. */
  readonly postnummer?: string | null;
  readonly navngivenVej?: string | null;
}

/** A row of DAR_Postnummer. */
export interface PostnummerRow extends AddressRegisterRow {
  readonly postnr?: number | string | null;
  readonly navn?: string | null;
}

/** A row of DAR_NavngivenVej. */
export interface NavngivenVejRow extends AddressRegisterRow {
  readonly vejnavn?: string | null;
}

/** A row of DAGI_Kommuneinddeling. */
export interface KommuneinddelingRow extends Row {
  readonly kommunekode: number | string;
  readonly navn?: string | null;
}

/** A row of BBR_Ejendomsrelation. */
export interface EjendomsrelationRow extends Row {
  readonly id_lokalId: string;
  readonly bfeNummer?: number | string | null;
  /** The old property number, and the one that taxes are assessed by. */
  readonly ejendomsnummer?: number | string | null;
  readonly vurderingsejendomsnummer?: number | string | null;
  readonly status?: number | string | null;
}

/** A person as EJF shows one to who may not see person numbers. */
export interface OwnerPerson {
  readonly beskyttelser?: readonly { readonly beskyttelsestype?: string | null }[] | null;
  readonly navn?: { readonly navn?: string | null } | null;
  readonly standardadresse?: string | null;
  readonly cprAdresse?: { readonly postnummer?: string | null; readonly postdistrikt?: string | null } | null;
}

/** An owner or administrator without a number, by name and lines. */
export interface OwnerInWords {
  readonly navn?: string | null;
  readonly adresselinje1?: string | null;
  readonly adresselinje2?: string | null;
  readonly adresselinje3?: string | null;
}

/** A row of EJFCustom_EjerskabBegraenset. */
export interface EjerskabRow extends Row {
  readonly id_lokalId: string;
  readonly bestemtFastEjendomBFENr?: number | string | null;
  readonly status?: string | null;
  /** Whether authorities write to this owner. */
  readonly primaerKontakt?: boolean | null;
  readonly ejerforholdskode?: number | string | null;
  readonly faktiskEjerandel_taeller?: number | string | null;
  readonly faktiskEjerandel_naevner?: number | string | null;
  readonly ejendeVirksomhedCVRNr?: number | string | null;
  readonly ejendePersonBegraenset?: OwnerPerson | null;
  readonly oplysningerEjesAfEjerskab?: OwnerInWords | null;
}

/** A row of EJFCustom_EjendomsadministratorBegraenset. */
export interface EjendomsadministratorRow extends Row {
  readonly bestemtFastEjendomBFENr?: number | string | null;
  readonly status?: string | null;
  readonly virksomhedCVRNr?: number | string | null;
  readonly personBegraenset?: OwnerPerson | null;
  readonly ejendomsadministratorErPersonEllerVirksomhedsoplysninger?: OwnerInWords | null;
}
