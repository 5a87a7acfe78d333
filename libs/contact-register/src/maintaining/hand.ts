import type { ContactLines, EditableGroup, GroupContent } from '@contact-sync/contacts-model';

/** Who changes a contact by hand, when, and what they may and expect. */
export interface Hand {
  /** Who typed it: a person, or another system that told us. History shows it. */
  readonly by: string;
  readonly now: Date;
  /** May type name, address and contact lines of a protected person (REG-8); without it they are refused as `protected`. */
  readonly seesProtected: boolean;
  /** The version that was looked at: when the contact has moved on since, nothing is written (`version-moved`). */
  readonly version?: number;
}

/** What is typed in a group. It replaces the group: a member left out becomes empty. References stay as they are. */
export type TypedContent = Pick<GroupContent, 'fields' | 'info' | 'dates' | 'address'> & {
  readonly contactLines?: ContactLines;
};

/** Typed content by group. */
export type TypedGroups = Readonly<Partial<Record<EditableGroup, TypedContent>>>;

/** Why something typed is not taken. Texts for people are made where they are shown; no rule repeats what was typed. */
export type HandRule =
  /** There is no such contact type, group, label, field or contact. */
  | 'unknown'
  /** A register writes it alone: a group nobody types over, or a label of its own. */
  | 'of-the-register'
  /** It must be given. */
  | 'needed'
  /** The code is given by us: none may be typed. */
  | 'given-by-us'
  /** The wrong number of digits, or something else than digits. */
  | 'digits'
  /** The check digit is wrong (CVR, modulus 11). */
  | 'check-digit'
  /** No date that is in the calendar. */
  | 'date'
  /** Longer than its column. */
  | 'too-long'
  /** Not text, or text with control characters. */
  | 'text'
  /** Not in the form of a telephone number, an e-mail address or a country. */
  | 'form'
  /** The label holds one value at a time. */
  | 'single'
  /** The end lies before the start. */
  | 'before-start'
  /** A contact refers to itself. */
  | 'itself'
  /** What the register ended only the register opens. */
  | 'ended-by-the-register';

/** A typed field that is refused. `field` is our own name of it (`nameCode`, `name1`, a label), never a value. */
export interface HandFault {
  readonly field: string;
  readonly rule: HandRule;
}

/** Taken all the same: the Verhoeff digit of a SOR id is wrong (REG-1). */
export interface HandWarning {
  readonly field: string;
  readonly rule: 'check-digit';
}

/** What came of a change by hand. Only `created` and `changed` wrote something. */
export type HandOutcome =
  | {
      /** `exists`: the code is a contact already. */
      readonly outcome: 'created' | 'changed' | 'unchanged' | 'exists';
      /** The contact that lives on, where the one named was superseded. */
      readonly contactId: string;
      readonly version: number;
      /** Showing or changing it is recorded with a purpose (REG-7). */
      readonly isPerson: boolean;
      readonly warnings: readonly HandWarning[];
    }
  /** There is no such contact. */
  | { readonly outcome: 'unknown' }
  /** The contact has changed since the version that was looked at; `version` is the one it has now. */
  | { readonly outcome: 'version-moved'; readonly contactId: string; readonly version: number }
  /** A protected person's name, address or contact lines, and the right to see them is missing. */
  | { readonly outcome: 'protected'; readonly contactId: string }
  | { readonly outcome: 'refused'; readonly fault: HandFault };
