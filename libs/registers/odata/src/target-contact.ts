/** A company or production unit as it is to stand in another system (CVR-8). Absent means that we show nothing. */
export interface TargetContact {
  readonly nameType: string;
  readonly nameCode: string;
  readonly name1?: string;
  readonly name2?: string;
  /** `YYYY-MM-DD`; less than a whole day is not written. */
  readonly startDate?: string;
  readonly endDate?: string;
  readonly address?: TargetAddress;
  readonly phone?: string;
  readonly fax?: string;
  readonly email?: string;
  /** Activity codes, the main one first. */
  readonly industries: readonly string[];
}

export interface TargetAddress {
  readonly address1?: string;
  readonly address2?: string;
  readonly address3?: string;
  readonly municipality?: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly country?: string;
}
