export type SorType = 'IE' | 'SI' | 'OE';

export interface OrganisationAddress {
  readonly street: string | null;
  readonly building: string | null;
  readonly floor: string | null;
  readonly suite: string | null;
  readonly additional: string | null;
  readonly postcode: string | null;
  readonly district: string | null;
  readonly country: string | null;
  readonly region: string | null;
  /** ETRS89, zone 32, in metres; hundredths at most. */
  readonly east: number;
  readonly north: number;
}

/** What the register's file of a day holds of a unit, or held last; in plain words. */
export interface OrganisationState {
  readonly sorId: string;
  readonly type: SorType;
  /** Of the version that holds on the day, else of the next one to come; of a closed unit the last. */
  readonly name: string;
  readonly typeName: string;
  readonly parent: string | null;
  /** CVR number of the institution's owner. */
  readonly ownerCvr: string;
  /** FirstFromDate. */
  readonly start: string;
  /** The unit's last valid day, also one to come; null while none is known. */
  readonly end: string | null;
  /** FromDate and ToDate of the version. */
  readonly versionFrom: string;
  readonly versionTo: string | null;
  readonly updatedAt: string;
  /** Its own, else those of the unit above: inherited ones are not told apart in the files. */
  readonly postal: OrganisationAddress | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
  /** Its last day is over. */
  readonly closed: boolean;
  readonly replacedBy: string | null;
  /** How many rows the daily file has of it; 0 of a closed one. */
  readonly rows: number;
}
