import type { Clock } from './clock';
import type { Address, ContactFields, ContactKey, ContactLines, GroupContent } from './contact';
import type { GroupName } from './groups';
import type { Dated } from './partial-date';

/** A register we copy. */
export type RegisterName = 'cpr' | 'cvr' | 'sor' | 'bfe';

/** Where a statement was read, precise enough to read it again. Never holds a person's data. */
export interface Origin {
  /** `file`, `online`, `datafordeler`, …: the road. */
  readonly road: string;
  /** File name, or the name of the look-up. */
  readonly source: string;
  /** Line numbers in the file (record numbers in the stream form), ascending. */
  readonly lines?: readonly number[];
}

/**
 * What a road cannot deliver of a group that it otherwise delivers in full. It stays as it is shown: KMD Logic has no fax,
 * no c/o and no secondary activities of companies (CVR-2); Datafordeler has no position of persons (REG-3b).
 */
export interface Undelivered {
  readonly fields?: readonly (keyof ContactFields)[];
  readonly address?: readonly (keyof Address)[];
  /** As `address`, while the contact stays where it is: whoever moves leaves the name of the place behind. */
  readonly addressUnlessMoved?: readonly (keyof Address)[];
  readonly contactLines?: readonly (keyof ContactLines)[];
  /** Values of labels that the road does not know; where one stands, it stays. */
  readonly info?: Readonly<Record<string, readonly string[]>>;
  /** Labels of which only the first value is delivered; the further ones stay. */
  readonly furtherInfo?: readonly string[];
  /** The start of a `lifetime` of which only the end is told (production units at KMD Logic). */
  readonly started?: true;
  /** The end of a `lifetime` of which only the start is told (a file from SOR without its column). */
  readonly ended?: true;
}

/** What one group is said to hold, and when what it no longer names came to an end. */
export interface ObservedGroup extends GroupContent {
  /** End date of references this group no longer names; absent: the day of the statement. */
  readonly referencesEnd?: Dated;
  /** End date of a main address that is gone: emigration, death or disappearance; absent: the day of the statement. */
  readonly addressEnd?: Dated;
  readonly undelivered?: Undelivered;
}

/** What a register said about one subject at one time; we have not judged it yet. */
export interface Observation {
  readonly register: RegisterName;
  readonly subject: ContactKey;
  readonly clock: Clock;
  /** Day the statement is of, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly origin: Origin;
  /** Hash of the raw statement, mapper version and settings; equal means nothing can have changed. */
  readonly fingerprint: string;
  /**
   * The groups this road delivers in full. Absence inside a carried group ends the fact; a group that is not here
   * is neither compared nor touched (REG-3b).
   */
  readonly groups: Readonly<Partial<Record<GroupName, ObservedGroup>>>;
  /**
   * The number that is valid for the subject now, where the register says it (CPR 001 PNRGAELD, else PNR).
   * Another number than the subject's own: the statement says nothing more, and `groups` is empty (CPR-4).
   */
  readonly validNumber?: string;
}
