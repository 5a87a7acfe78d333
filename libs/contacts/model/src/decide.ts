import { isAfter } from './clock';
import type { Address, Contact, GroupContent, ManualEdit, Reference } from './contact';
import { compareReferences, sameContent, sameValue } from './content';
import type { ReferenceChange } from './content';
import { GROUP_NAMES } from './groups';
import type { GroupName } from './groups';
import { registerContentOf, typedOver } from './manual-edit';
import type { Observation, ObservedGroup } from './observation';
import type { Dated } from './partial-date';
import { toldContent } from './told-content';

/** One setting per register (REG-4): `J` restores the register's value over a manual edit, `N` leaves the edit alone. */
export type ForceUpdate = 'J' | 'N';

export interface DecisionSettings {
  readonly forceUpdate: ForceUpdate;
}

/** The shown content of one group before and after. */
export interface GroupChange {
  readonly group: GroupName;
  readonly before?: GroupContent;
  readonly after: GroupContent;
}

export interface FormerAddress {
  readonly address: Address;
  readonly end: Dated;
}

export interface EndedReference {
  readonly label: string;
  readonly reference: Reference;
  readonly end: Dated;
}

/** What becomes of a manual edit in a group about which the register spoke anew. */
export type ManualOutcome =
  | { readonly group: GroupName; readonly kind: 'restored' }
  | { readonly group: GroupName; readonly kind: 'kept'; readonly edit: ManualEdit };

/** What one observation does to one contact. */
export interface Decision {
  /**
   * `stale`: nothing in it is newer, nothing is written. `unchanged`: only the clocks move. `changed`: something
   * shown changed. `created`: the contact is new, or was only known as somebody's relative.
   */
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'stale';
  /** Groups whose clock becomes the observation's. They move also where nothing changed, else an older one would win. */
  readonly moved: readonly GroupName[];
  readonly changes: readonly GroupChange[];
  readonly referenceChanges: readonly ReferenceChange[];
  readonly endedReferences: readonly EndedReference[];
  readonly formerAddress?: FormerAddress;
  readonly manual: readonly ManualOutcome[];
  /** True when the register ended a contact that was open (status 90, a company that ceased). */
  readonly ended: boolean;
  /** The observation's fingerprint where all of it was taken; null: no later statement may be recognised by it. */
  readonly fingerprint: string | null;
}

const STALE: Decision = {
  outcome: 'stale',
  moved: [],
  changes: [],
  referenceChanges: [],
  endedReferences: [],
  manual: [],
  ended: false,
  fingerprint: null,
};

/**
 * Decides what an observation does to a contact, group by group (REG-3, REG-3b, REG-4). Pure: the order in which
 * observations arrive and their repetition do not matter to current values, open addresses and open references.
 * `known` is null when the register of contacts does not hold the subject.
 */
export function decide(known: Contact | null, seen: Observation, settings: DecisionSettings): Decision {
  const carried = GROUP_NAMES.filter((group) => seen.groups[group] !== undefined);
  const moved = carried.filter((group) => isAfter(seen.clock, known?.clocks[group]));
  const isNew = known === null || known.placeholder;
  if (moved.length === 0) return STALE;

  const changes: GroupChange[] = [];
  const referenceChanges: ReferenceChange[] = [];
  const endedReferences: EndedReference[] = [];
  const manual: ManualOutcome[] = [];
  let formerAddress: FormerAddress | undefined;
  let ended = false;

  for (const group of moved) {
    const observed = seen.groups[group] ?? {};
    const before = known?.content[group];
    const edit = known?.manual[group];
    const told = toldContent(observed, before);
    const isKept = edit !== undefined && settings.forceUpdate === 'N';
    // References are the register's also where the rest of their group was typed over.
    const after = isKept ? typedOver(told, before ?? {}) : told;
    if (edit !== undefined) manual.push({ group, ...outcomeOf(isKept, toldContent(observed, edit.registerContent)) });
    if (group === 'main_address') {
      const lived = edit === undefined ? before : edit.registerContent;
      if (!sameValue(lived?.address, told.address)) formerAddress = closeAddress(lived?.address, observed, seen.asOf);
    }
    const references = compareReferences(before, after);
    referenceChanges.push(...references);
    if (sameContent(before, after)) continue;

    changes.push({ group, ...(before !== undefined && { before }), after });
    endedReferences.push(...endReferences(references, observed, seen.asOf));
    if (after.ended !== undefined && before?.ended === undefined) ended = true;
  }

  return {
    outcome: isNew ? 'created' : changes.length > 0 ? 'changed' : 'unchanged',
    moved,
    changes,
    referenceChanges,
    endedReferences,
    ...(formerAddress !== undefined && { formerAddress }),
    manual,
    ended,
    fingerprint: moved.length === carried.length ? seen.fingerprint : null,
  };
}

function outcomeOf(isKept: boolean, told: GroupContent): { kind: 'restored' } | { kind: 'kept'; edit: ManualEdit } {
  return isKept ? { kind: 'kept', edit: { registerContent: registerContentOf(told) } } : { kind: 'restored' };
}

/**
 * A reference that is no longer named ends on the day its successor in the same place starts, else on the day the
 * register gives for the group, else on the day of the statement.
 */
function endReferences(changes: readonly ReferenceChange[], observed: ObservedGroup, asOf: string): EndedReference[] {
  return changes.flatMap(({ label, opened, closed }) =>
    closed.map((reference) => {
      const successor = opened.find((other) => other.slot === reference.slot && other.start !== undefined);
      return { label, reference, end: successor?.start ?? observed.referencesEnd ?? { date: asOf } };
    }),
  );
}

/**
 * What becomes of the main address the register gave before (CPR-2, 002/003): a later move-in date makes it a former
 * address that ends on that date; the same or an earlier date is a correction and leaves nothing behind; an address
 * that is gone is closed with the date of emigration, death or disappearance. Nobody ever lived at a typed one.
 */
function closeAddress(old: Address | undefined, observed: ObservedGroup, asOf: string): FormerAddress | undefined {
  if (old === undefined) return undefined;
  if (observed.address === undefined) return { address: old, end: observed.addressEnd ?? { date: asOf } };
  const start = observed.address.start;
  if (start === undefined) return undefined;
  const isMove = old.start === undefined || start.date > old.start.date;
  return isMove ? { address: old, end: start } : undefined;
}
