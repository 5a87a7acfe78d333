/** What the program reads of the answer of `POST /cpr-sync/citizen-reports`. */
export interface CitizenReport {
  readonly contactId: string;
  readonly madeAt: string;
  readonly withheld: boolean;
  readonly storedSince: string;
  readonly stored: readonly {
    readonly what: string;
    readonly value: string;
    readonly since?: string;
    readonly until?: string;
  }[];
  readonly sources: readonly {
    readonly register: string;
    readonly road: string;
    readonly source: string;
    readonly asOf: string;
    readonly fetchedAt: string;
  }[];
  readonly changes: readonly {
    readonly at: string;
    readonly kind: string;
    readonly source?: string;
    readonly groups: readonly string[];
    readonly byHand: boolean;
    readonly by?: string;
  }[];
  readonly looks: readonly {
    readonly at: string;
    readonly action: string;
    readonly register: string;
    readonly purpose: string;
    readonly fields: readonly string[];
    readonly who?: string;
  }[];
  readonly cases: readonly { readonly source: string; readonly caseId: string; readonly state?: 'open' | 'closed' }[];
  readonly held: readonly {
    readonly heldAt: string;
    readonly register: string;
    readonly source: string;
    readonly reason: string;
  }[];
  readonly subscription: {
    readonly subscribed: boolean;
    readonly since?: string;
    readonly until: { readonly kind: 'not-subscribed' | 'open-case' | 'day' | 'ending'; readonly day?: string };
    readonly steps: readonly {
      readonly at: string;
      readonly what: string;
      readonly reason: string;
      readonly purpose?: string;
      readonly caseSource?: string;
      readonly caseId?: string;
      readonly road?: string;
      readonly result?: string;
      readonly who?: string;
    }[];
  };
  readonly cut: readonly ('changes' | 'looks')[];
}
