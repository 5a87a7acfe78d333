interface Dated {
  readonly date: string;
  readonly uncertain?: true;
}

/** A person as CPR has them now. */
export interface FoundPerson {
  readonly personNumber: string;
  readonly name1?: string;
  readonly name2?: string;
  readonly address?: {
    readonly address1?: string;
    readonly address2?: string;
    readonly address3?: string;
    readonly municipality?: string;
    readonly postcode?: string;
    readonly city?: string;
    readonly country_code?: string;
    readonly start?: Dated;
  };
  readonly protected?: true;
  readonly withheld?: true;
  readonly status?: { readonly code: string; readonly en?: string; readonly since?: Dated };
  readonly born?: Dated;
  readonly gender?: string;
  readonly position?: string;
  readonly civilStatus?: string;
  readonly earlierNumbers?: readonly string[];
  readonly contactId?: string;
  readonly placeholder?: true;
}

/** The answer of `POST /cpr-sync/lookups`. */
export interface PersonLookUp {
  readonly person: FoundPerson;
  readonly numberChanged?: true;
  readonly related?: readonly {
    readonly roles: readonly string[];
    readonly personNumber?: string;
    readonly name?: string;
    readonly withheld?: true;
    readonly contactId?: string;
    readonly person?: FoundPerson;
  }[];
  readonly more?: true;
  readonly relatedMissing?: { readonly code: string; readonly text: string };
  readonly remarks: readonly string[];
}
