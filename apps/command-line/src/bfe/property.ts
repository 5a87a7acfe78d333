/** A date as the register gave it. */
interface Dated {
  readonly date: string;
  readonly uncertain?: true;
}

/** Somebody who owns or administers a property. */
export interface Holder {
  readonly kind: 'company' | 'person' | 'in-words';
  readonly cvrNumber?: string;
  readonly name?: string;
  readonly address?: string;
  readonly protected?: true;
  readonly withheld?: true;
}

export interface Owner extends Holder {
  readonly primaryContact: boolean;
  readonly code?: string;
  readonly share?: string;
  readonly since?: string;
}

/** A property as bfe-lookup shows it. */
export interface FoundProperty {
  readonly bfeNumber: string;
  readonly kind?: 'land' | 'flat' | 'building-on-foreign-land';
  readonly status?: string;
  readonly name: string;
  readonly contactId?: string;
  readonly address?: {
    readonly address1?: string;
    readonly address2?: string;
    readonly address3?: string;
    readonly municipality?: string;
    readonly postcode?: string;
    readonly city?: string;
  };
  readonly municipalityName?: string;
  readonly parcels?: readonly string[];
  readonly area?: string;
  readonly notes?: readonly string[];
  readonly propertyNumbers?: readonly string[];
  readonly started?: Dated;
  readonly ended?: Dated;
  readonly owners?: readonly Owner[];
  readonly administrators?: readonly Holder[];
  readonly remarks?: readonly string[];
}

/** The answer of `POST /bfe-lookup/lookups`. */
export interface LookUp {
  readonly match: 'number' | 'address' | 'address-id';
  readonly found: readonly FoundProperty[];
  readonly unknown?: readonly string[];
  readonly more?: true;
  readonly ownersMissing?: { readonly code: string; readonly text: string };
}

/** The answer of `POST /bfe-lookup/imports`. */
export interface Import {
  readonly imported: readonly {
    readonly bfeNumber: string;
    readonly contactId?: string;
    readonly outcome:
      'created' | 'changed' | 'unchanged' | 'stale' | 'held' | 'not-in-register' | 'unusable' | 'subject-busy';
    readonly reason?: string;
    readonly remarks: readonly string[];
  }[];
}
