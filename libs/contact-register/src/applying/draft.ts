import type {
  Clock,
  Contact,
  ContactKey,
  Dated,
  EndedReference,
  FormerAddress,
  GroupContent,
  GroupName,
  ManualEdit,
  NamedRelative,
  Observation,
  Reference,
  RegisterName,
} from '@contact-sync/contacts-model';

/** What the register last said, for the freshness row. */
export interface Heard {
  readonly register: RegisterName;
  readonly asOf: string;
  readonly originId: number;
}

export type HistoryKind = 'created' | 'changed' | 'superseded' | 'restored' | 'edited';

/** A label that only people write, where history and events name what changed: `label:info:Sprog`. */
export type LabelGroup = `label:${'info' | 'date' | 'reference'}:${string}`;

/** What people typed under a label: values, a date, or references with the contacts they lead to. */
interface LabelContent extends Pick<GroupContent, 'info' | 'dates'> {
  readonly references?: Readonly<
    Record<string, readonly { readonly contactId?: string; readonly start?: Dated; readonly end?: Dated }[]>
  >;
}

/** Content of the groups and labels that changed; `key` stands beside them when code or survivor changed. */
export type HistoryContent = Partial<Record<GroupName, GroupContent>> & {
  [label: LabelGroup]: LabelContent;
} & { key?: HistoryKey };

interface HistoryKey {
  readonly nameCode: string;
  readonly supersededBy?: string;
}

export interface Version {
  readonly version: number;
  readonly kind: HistoryKind;
  readonly heard?: Heard;
  readonly byUser?: string;
  readonly before?: HistoryContent;
  readonly after: HistoryContent;
}

/** An event about the contact; a relative's contact id is filled in when all contacts have theirs. */
export type DraftEvent =
  | { readonly kind: 'created' | 'ended'; readonly version: number }
  | { readonly kind: 'changed'; readonly version: number; readonly groups: readonly string[] }
  | { readonly kind: 'superseded' | 'restored'; readonly version: number; readonly survivor: string }
  | {
      readonly kind: 'reference-added' | 'reference-removed';
      readonly version: number;
      readonly label: string;
      readonly reference: Reference;
    }
  /** A reference that a person typed leads to a contact, not to what a register said. */
  | {
      readonly kind: 'typed-reference-added' | 'typed-reference-removed';
      readonly version: number;
      readonly label: string;
      readonly relatedContactId: string;
    };

/** A relative of the contact that has a contact of its own because the register gave no number (CPR-5). */
export interface KnownNamedRelative {
  readonly slot: string;
  readonly relativeId: string;
  relative: NamedRelative;
  /** Not in its table as it stands here. */
  dirty: boolean;
}

/**
 * One contact in the hands of the transaction: what was found, and what it will be. Everything is decided on drafts
 * and saved at once, so that a batch costs the same few statements whatever happens in it.
 */
export interface Draft {
  readonly id: string;
  /** False until saved the first time: the contact is not in its table yet. */
  readonly stored: boolean;
  key: ContactKey;
  readonly firstCode: string;
  version: number;
  placeholder: boolean;
  supersededBy?: string;
  supersededOn?: string;
  /** The end a person typed; the register's own end is in group `status`. */
  endedByHand?: Dated;
  content: Partial<Record<GroupName, GroupContent>>;
  clocks: Partial<Record<GroupName, Clock>>;
  manual: Partial<Record<GroupName, ManualEdit>>;
  fingerprint?: string;
  /** Named relatives by `relativeKey`: one contact for a father by name who also has custody. */
  readonly relatives: Map<string, KnownNamedRelative>;
  /** Highest ordinal of a stored address. */
  lastOrdinal: number;
  /** Groups that have rows of their own in the tables. */
  readonly rowsIn: Set<GroupName>;
  /** Newest clock of the stored freshness row; absent: there is none. */
  storedClock?: Clock;

  /** Groups whose rows are written anew. */
  readonly dirty: Set<GroupName>;
  readonly manualDirty: Set<GroupName>;
  readonly formerAddresses: FormerAddress[];
  readonly endedReferences: EndedReference[];
  /** References and former addresses go, ended ones too: they told of another person's number (CPR-4, undone). */
  forgetPast: boolean;
  /** Columns that no group owns changed: code, survivor. */
  keyChanged: boolean;
  /** Set when the freshness row is to be written. */
  heard?: Heard;
  readonly versions: Version[];
  readonly events: DraftEvent[];
  /** The person because of whose statement a relative's contact is in hand. */
  causedBy?: string;
}

/** A contact that is not in the register yet. */
export function newDraft(id: string, key: ContactKey): Draft {
  return {
    id,
    stored: false,
    key,
    firstCode: key.nameCode,
    version: 0,
    placeholder: false,
    content: {},
    clocks: {},
    manual: {},
    relatives: new Map(),
    lastOrdinal: 0,
    rowsIn: new Set(),
    dirty: new Set(),
    manualDirty: new Set(),
    formerAddresses: [],
    endedReferences: [],
    forgetPast: false,
    keyChanged: false,
    versions: [],
    events: [],
  };
}

/** The end that a register gave the contact: a person's state of life, a company's cessation. */
export function registersEnd({ status, lifetime }: Draft['content']): Dated | undefined {
  return status?.ended ?? lifetime?.ended;
}

/** The draft as the pure decisions see it; null while nothing is known of the contact. */
export function contactOf(draft: Draft): Contact | null {
  if (draft.version === 0) return null;
  return {
    id: draft.id,
    key: draft.key,
    version: draft.version,
    placeholder: draft.placeholder,
    content: draft.content,
    clocks: draft.clocks,
    manual: draft.manual,
    ...(draft.fingerprint !== undefined && { fingerprint: draft.fingerprint }),
  };
}

/** The observation as the source of what is written. */
export function heardFrom(seen: Observation, originId: number): Heard {
  return { register: seen.register, asOf: seen.asOf, originId };
}
