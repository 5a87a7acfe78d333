/** What a BFE number is, in our words. */
export type PropertyKind = 'land' | 'flat' | 'building-area' | 'building-point';

/** Who a property is; what is known of it stands in its rows. */
export interface PropertyIdentity {
  /** BFE number; as a text it is the property's id in MAT. */
  readonly bfe: number;
  readonly kind: PropertyKind;
}

export interface PropertyAddress {
  /** As DAR writes it in full. */
  text: string;
  road: string;
  houseNumber: string;
  floor: string | null;
  door: string | null;
  postcode: string;
  town: string;
}

export interface PropertyOwner {
  /** Eight digits, of a company. */
  company: string | null;
  /** Of a person or of somebody without a number; null where it is protected. */
  name: string | null;
  protected: boolean;
  /** Whom authorities should write to. */
  primary: boolean;
}

/** What the registers hold of a property at a moment, in plain words; for tests to compare with. */
export interface PropertyState extends PropertyIdentity {
  /** `Gældende`, `Foreløbig` or `Historisk`; of a property without a row at the moment that of its last one. */
  status: string;
  /** The day on which it ceased, YYYY-MM-DD, or null. */
  ceased: string | null;
  address: PropertyAddress | null;
  /** What stands for an address where there is none. */
  designation: string | null;
  municipality: { code: string; name: string } | null;
  /** Those of land; sorted by number. */
  parcels: { number: string; district: string; area: number }[];
  /** m²: the parcels' together, or the flat's own; null for buildings. */
  area: number | null;
  /** Field names of MAT that are true or filled, with their values. */
  notes: Record<string, string | true>;
  propertyNumber: number | null;
  valuationNumber: number | null;
  owners: PropertyOwner[];
}
