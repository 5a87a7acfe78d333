import type {
  AdresseRow,
  BygningPaaFremmedGrundRow,
  EjendomsbeliggenhedRow,
  EjendomsrelationRow,
  EjerlavRow,
  EjerlejlighedRow,
  EjerskabRow,
  HusnummerRow,
  JordstykkeRow,
  NavngivenVejRow,
  PostnummerRow,
  SamletFastEjendomRow,
} from '@contact-sync/contacts-datafordeler';

/** Rows by their own id; several of one id, where there are several periods. */
export type ById<R> = ReadonlyMap<string, readonly R[]>;

/** What MAT has of one BFE number. Only one of the four has rows; none: it knows no such property. */
export interface CadastralFacts {
  readonly MAT_SamletFastEjendom: readonly SamletFastEjendomRow[];
  readonly MAT_Ejerlejlighed: readonly EjerlejlighedRow[];
  readonly MAT_BygningPaaFremmedGrundFlade: readonly BygningPaaFremmedGrundRow[];
  readonly MAT_BygningPaaFremmedGrundPunkt: readonly BygningPaaFremmedGrundRow[];
}

/** The rows of DAR that locations lead to. They may hold those of other properties too. */
export interface AddressRows {
  readonly DAR_Adresse: ById<AdresseRow>;
  readonly DAR_Husnummer: ById<HusnummerRow>;
  readonly DAR_Postnummer: ById<PostnummerRow>;
  readonly DAR_NavngivenVej: ById<NavngivenVejRow>;
}

/**
 * All that the registers say of one property, in every period they stand by. What is absent was not asked: nothing is
 * said of it then.
 */
export interface PropertyFacts extends CadastralFacts, AddressRows {
  readonly bfeNumber: string;
  /** The road tells only what is true now: since when the property is there is not known. */
  readonly currentOnly?: true;
  readonly EBR_Ejendomsbeliggenhed?: readonly EjendomsbeliggenhedRow[];
  /** Parcels of the land that the property is, lies in or stands on. */
  readonly MAT_Jordstykke?: readonly JordstykkeRow[];
  readonly MAT_Ejerlav: ById<EjerlavRow>;
  readonly BBR_Ejendomsrelation?: readonly EjendomsrelationRow[];
  readonly EJFCustom_EjerskabBegraenset?: readonly EjerskabRow[];
}
