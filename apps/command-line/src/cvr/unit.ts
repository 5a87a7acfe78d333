/** A date as the register gave it. */
interface Dated {
  readonly date: string;
  readonly uncertain?: true;
}

/** A company or production unit as cvr-update shows it. */
export interface FoundUnit {
  readonly kind: 'company' | 'production-unit';
  readonly number: string;
  readonly name: string;
  readonly contactId?: string;
  readonly placeholder?: boolean;
  readonly addressLine?: string;
  readonly status?: string;
  readonly address?: {
    readonly address1?: string;
    readonly address2?: string;
    readonly address3?: string;
    readonly municipality?: string;
    readonly postcode?: string;
    readonly city?: string;
    readonly country_code?: string;
  };
  readonly phoneNo?: string;
  readonly fax?: string;
  readonly email?: string;
  readonly industries?: readonly string[];
  readonly advertisement?: boolean;
  readonly started?: Dated;
  readonly ended?: Dated;
  readonly company?: string;
  readonly remarks?: readonly string[];
}

/** The answer of `POST /cvr-update/lookups`. */
export interface LookUp {
  readonly match: 'number' | 'exact-name';
  readonly found: readonly FoundUnit[];
  readonly more?: true;
}

/** The answer of `POST /cvr-update/imports`. */
export interface Import {
  readonly imported: readonly {
    readonly kind: FoundUnit['kind'];
    readonly number: string;
    readonly contactId: string;
    readonly outcome: 'created' | 'changed' | 'unchanged' | 'stale' | 'held';
    readonly reason?: string;
    readonly remarks: readonly string[];
  }[];
  readonly company?: { readonly number: string; readonly contactId: string; readonly placeholder: boolean };
}
