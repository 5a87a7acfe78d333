import type { Dated, Difference, GroupContent, GroupName } from '@contact-sync/contacts-model';

export interface AddressView {
  readonly addressType: 'HA' | 'CPRADR';
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

export interface ReferenceView {
  readonly label: string;
  readonly slot: string;
  /** The contact that lives on, where the relative's was superseded. */
  readonly contactId: string;
  readonly nameType: string;
  /** Absent where protection withholds it. */
  readonly name1?: string;
  readonly name2?: string;
  readonly protected: boolean;
  readonly start?: Dated;
  readonly end?: Dated;
}

/** How fresh the contact is, by register (REG-3). */
export interface FreshnessView {
  readonly register: string;
  readonly asOf: string;
  readonly fetchedAt: Date;
  readonly changedAt: Date;
  readonly road: string;
  readonly source: string;
  /** When each group was last told: the day for CPR, the register's clock for others. */
  readonly groups: Readonly<Partial<Record<GroupName, string>>>;
}

/** A group in which a typed value stands over the register's (REG-4). */
export interface ManualEditView {
  readonly group: GroupName;
  readonly editedBy: string;
  readonly editedAt: Date;
  /** Name and address of a protected person: neither value is shown to this reader. */
  readonly withheld: boolean;
  /** What was typed, and is shown. */
  readonly typed?: GroupContent;
  /** What the register says there; absent when it never said anything. */
  readonly registerContent?: GroupContent;
  /** Where the two differ; none where the register never said anything, or says the same by now. */
  readonly differences: readonly Difference[];
}

/** A contact of which something typed differs from what its register says. */
export interface EditedContact {
  readonly contact: ContactSummary;
  /** The groups that differ. */
  readonly manual: readonly ManualEditView[];
}

export interface HoldView {
  readonly id: string;
  readonly register: string;
  readonly nameType: string;
  readonly contactId: string;
  readonly road: string;
  readonly source: string;
  readonly lines?: readonly number[];
  readonly reason: string;
  readonly heldAt: Date;
  readonly releasedAt?: Date;
  readonly releasedBy?: string;
}

/** Columns of the contact itself. Names are absent where protection withholds them. */
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
  readonly endedBy?: 'register' | 'hand';
  readonly advertisement?: boolean;
  readonly accessCode?: string;
  /** Name and address protection since; shown to everybody as a mark (REG-8). */
  readonly protection?: Dated;
  /** Name and address are withheld from this reader. */
  readonly withheld: boolean;
  readonly placeholder: boolean;
  readonly version: number;
  readonly updatedAt: Date;
}

/** One contact with all that is shown of it. */
export interface ContactView extends ContactSummary {
  readonly createdAt: Date;
  readonly previousCodes: readonly string[];
  readonly addresses: readonly AddressView[];
  readonly info: readonly { label: string; priority: number; value: string; since?: Dated }[];
  readonly dates: readonly { label: string; date: Dated }[];
  readonly references: readonly ReferenceView[];
  readonly freshness: readonly FreshnessView[];
  readonly holds: readonly HoldView[];
  readonly manual: readonly ManualEditView[];
}

/** Groups that hold a person's name or address, or lead to them. */
export const PROTECTED_GROUPS: readonly GroupName[] = ['name', 'addressing_name', 'main_address', 'contact_lines'];
