/** A date as a register gave it; `date` may be a year or a month only. */
export interface Dated {
  readonly date: string;
  readonly uncertain?: boolean;
}

/** A contact as a list shows it, in the words of contact-desk's API. Members without a value are absent. */
export interface ContactSummary {
  readonly id: string;
  readonly nameType: string;
  readonly nameCode: string;
  readonly name1?: string;
  readonly name2?: string;
  readonly text?: string;
  readonly position?: string;
  readonly start?: Dated;
  readonly end?: Dated;
  readonly placeholder: boolean;
  /** Name and address protection since. */
  readonly protection?: Dated;
  /** Name and address are left out, since the caller may not see them. */
  readonly withheld: boolean;
}

/** A contact as `POST /contact-desk/contacts/read` answers. */
export interface Contact extends ContactSummary {
  readonly addresses: readonly Address[];
  readonly info: readonly Info[];
  readonly dates: readonly { readonly label: string; readonly date: Dated }[];
  readonly references: readonly Reference[];
  readonly previousCodes: readonly string[];
  readonly freshness: readonly Freshness[];
  readonly holds: readonly Hold[];
  readonly manual: readonly ManualEdit[];
}

/** A group in which a typed value stands over the register's. */
export interface ManualEdit {
  readonly group: string;
  readonly editedBy: string;
  readonly editedAt: string;
  readonly withheld: boolean;
  /** Absent where the register never spoke of the group. */
  readonly registerContent?: object;
  readonly differences: readonly {
    readonly field: string;
    readonly typed?: string;
    readonly register?: string;
  }[];
}

export interface Info {
  readonly label: string;
  readonly priority: number;
  readonly value: string;
  readonly since?: Dated;
}

export interface Address {
  readonly addressType: string;
  readonly address1?: string;
  readonly address2?: string;
  readonly address3?: string;
  readonly municipality?: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly country_code?: string;
  readonly start?: Dated;
  readonly end?: Dated;
  readonly phoneNo?: string;
  readonly fax?: string;
  readonly email?: string;
}

export interface Reference {
  readonly label: string;
  readonly slot: string;
  readonly contactId: string;
  readonly nameType: string;
  readonly name1?: string;
  readonly name2?: string;
  readonly protected: boolean;
  readonly start?: Dated;
  readonly end?: Dated;
}

/** How fresh a register's word is. */
export interface Freshness {
  readonly register: string;
  readonly asOf: string;
  readonly fetchedAt: string;
  readonly changedAt: string;
  readonly road: string;
  readonly source: string;
}

/** A change that could not be applied yet. */
export interface Hold {
  readonly id: string;
  readonly register: string;
  readonly source: string;
  readonly reason: string;
  readonly heldAt: string;
}
