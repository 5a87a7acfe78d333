/** A held subject, as `GET /contact-desk/holds` answers. Members without a value are absent. */
export interface Hold {
  readonly id: string;
  readonly register: string;
  readonly nameType: string;
  readonly contactId: string;
  readonly road: string;
  readonly source: string;
  readonly lines?: readonly number[];
  readonly reason: string;
  readonly heldAt: string;
}

export interface HoldPage {
  readonly holds: readonly Hold[];
  readonly next?: string;
}
