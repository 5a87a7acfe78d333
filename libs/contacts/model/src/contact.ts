import type { Clock } from './clock';
import type { GroupName } from './groups';
import type { Dated } from './partial-date';

/** A contact type letter: C person with CPR number, P person without, J company, V production unit, H SOR unit, 1 real property. */
export type NameType = string;

/** What a contact is known by: its type and the code it has there. */
export interface ContactKey {
  readonly nameType: NameType;
  readonly nameCode: string;
}

/** The main address (`HA`), or a former one (`CPRADR`). Lines hold at most 150 characters (REG-2). */
export interface Address {
  readonly address1?: string;
  readonly address2?: string;
  readonly address3?: string;
  /** Municipality code, four digits. */
  readonly municipality?: string;
  readonly postcode?: string;
  readonly city?: string;
  /** ISO 3166 letters, `DK` for Danish addresses; where a register's own code has no known letters, that code. */
  readonly country_code?: string;
  /** Moved in, or valid from. */
  readonly start?: Dated;
}

/** How a contact is reached; stands in the columns of the main address, also where there is no address. */
export interface ContactLines {
  readonly phoneNo?: string;
  readonly fax?: string;
  readonly email?: string;
}

/** One value of a custom label; the first value of a label has priority 1. */
export interface InfoValue {
  readonly value: string;
  /** For dated values: since when (`Beskyttelsestype`). */
  readonly since?: Dated;
}

/** A relative the register names by number. The number is kept as said; it resolves to a contact when read. */
export interface NumberedRelative {
  readonly kind: 'number';
  readonly nameType: NameType;
  readonly nameCode: string;
}

/** A relative the register names by text only: known by person, slot and name (CPR-5). */
export interface NamedRelative {
  readonly kind: 'name';
  readonly nameType: NameType;
  /** Becomes name1 of the relative's own contact. */
  readonly name: string;
  /** Word before the person's number in name2: `Far til`, `Mor til`, `Værge til`, `Ægtefælle til`. */
  readonly relation: string;
  /** Address of the relative, where the register gives one (a guardian by text). */
  readonly address?: Address;
}

export type Relative = NumberedRelative | NamedRelative;

/** A reference from one contact to another under a custom label. */
export interface Reference {
  /** Place the relative holds for this label: `mother`, `father`, `spouse`, `guardian`, `holder1`, `holder2`, `child`. */
  readonly slot: string;
  readonly relative: Relative;
  readonly start?: Dated;
  /** Id of the contact the relative is now; filled by the store, absent in a register's statement. */
  readonly contactId?: string;
}

/** Name, text and occupation columns of the contact. */
export interface ContactFields {
  readonly name1?: string;
  readonly name2?: string;
  readonly text?: string;
  readonly position?: string;
}

/**
 * Everything one group holds. A member that is absent is empty: a group that a road delivers in full replaces all
 * it owns. Records with no entries and empty strings are not used, so that equal content is equal text.
 */
export interface GroupContent {
  readonly fields?: ContactFields;
  readonly info?: Readonly<Record<string, readonly InfoValue[]>>;
  readonly dates?: Readonly<Record<string, Dated>>;
  readonly address?: Address;
  readonly contactLines?: ContactLines;
  readonly references?: Readonly<Record<string, readonly Reference[]>>;
  /** Group `lifetime`: the date on which the contact began. */
  readonly started?: Dated;
  /** Groups `status` and `lifetime`: the date on which the register ended the contact (status 90, a company that ceased). */
  readonly ended?: Dated;
  /** Group `advertisement`: whether advertisements are refused (`Reklamebeskyttelse`). */
  readonly advertisement?: boolean;
  /** Group `protection`: name and address protection since (004 type 0001). */
  readonly protection?: Dated;
  /** Group `numbers`: earlier person numbers (022), sorted. */
  readonly earlierNumbers?: readonly string[];
}

/** What a person typed over a register's value (REG-4). The group's shown content is then the typed one. */
export interface ManualEdit {
  /**
   * What the register says, while the shown value is the typed one; absent when it never said anything. References are
   * not in it: nobody types them over.
   */
  readonly registerContent?: GroupContent;
}

/** A contact as the register of contacts holds it, taken apart by group. */
export interface Contact {
  readonly id: string;
  readonly key: ContactKey;
  readonly version: number;
  /** True for a relative that was never imported: `Person med cprnr …` / `- ikke importeret` (CPR-5). */
  readonly placeholder: boolean;
  /** Shown content by group. */
  readonly content: Readonly<Partial<Record<GroupName, GroupContent>>>;
  /** Freshness by group, of the one register that maintains the contact. */
  readonly clocks: Readonly<Partial<Record<GroupName, Clock>>>;
  readonly manual: Readonly<Partial<Record<GroupName, ManualEdit>>>;
  /** Hash of the last statement applied as a whole; cleared by a manual edit. */
  readonly fingerprint?: string;
}
