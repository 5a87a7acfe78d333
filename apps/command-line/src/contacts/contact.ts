/** A date as a register gave it; `date` may be a year or a month only. */
export interface Dated {
  readonly date: string;
  readonly uncertain?: boolean;
}

/** A contact as `POST /contact-desk/contacts/read` answers. Absent members are empty. */
export interface Contact extends ContactSummary {
  readonly text?: string;
  readonly position?: string;
  readonly startDate?: Dated;
  readonly supersededBy?: string;
  readonly addresses: readonly Address[];
  readonly info: readonly {
    readonly label: string;
    readonly priority: number;
    readonly value: string;
    readonly since?: Dated;
  }[];
  readonly dates: readonly { readonly label: string; readonly date: Dated }[];
  readonly references: readonly Reference[];
  readonly previousCodes: readonly string[];
  readonly freshness: readonly Freshness[];
}

/** A contact as a list shows it. */
export interface ContactSummary {
  readonly id: string;
  readonly nameType: string;
  readonly nameCode: string;
  readonly name1?: string;
  readonly name2?: string;
  readonly endDate?: Dated;
  readonly placeholder: boolean;
  /** The person has name and address protection; `withheld` when the caller may not see name and address. */
  readonly protection?: { readonly since?: Dated; readonly withheld: boolean };
}

export interface Address {
  readonly addressType: string;
  readonly address1?: string;
  readonly address2?: string;
  readonly address3?: string;
  readonly municipality?: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly countryCode?: string;
  readonly startDate?: Dated;
  readonly endDate?: Dated;
  readonly phoneNo?: string;
  readonly fax?: string;
  readonly email?: string;
}

export interface Reference {
  readonly label: string;
  readonly slot: string;
  readonly contactId: string;
  readonly nameType: string;
  readonly nameCode?: string;
  readonly name1?: string;
  readonly name2?: string;
  readonly startDate?: Dated;
  readonly endDate?: Dated;
}

export interface Freshness {
  readonly register: string;
  readonly asOf: string;
  readonly fetchedAt: string;
  readonly changedAt: string;
  readonly road: string;
  readonly source: string;
}
