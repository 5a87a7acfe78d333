import type { GroupContent, Reference } from './contact';

/** True when two values are equal by content, whatever the order of their members. Absent and undefined are equal. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => sameValue(item, b[at]))
    );
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const name in left) if (!sameValue(left[name], right[name])) return false;
  for (const name in right) if (right[name] !== undefined && left[name] === undefined) return false;
  return true;
}

/** Text that names a relative in the way the register named it. */
export function relativeKey(reference: Reference): string {
  const { relative, slot } = reference;
  return relative.kind === 'number'
    ? `number ${relative.nameType} ${relative.nameCode}`
    : `name ${slot} ${relative.nameType} ${relative.name}`;
}

/** True when both references lead to one contact: by its id where the store resolved both, else by what was said. */
export function sameRelative(a: Reference, b: Reference): boolean {
  if (a.contactId !== undefined && b.contactId !== undefined) return a.contactId === b.contactId;
  return relativeKey(a) === relativeKey(b);
}

/** What happens to the references of one label when a newer statement replaces them all. */
export interface ReferenceChange {
  readonly label: string;
  readonly opened: readonly Reference[];
  readonly closed: readonly Reference[];
  /** Kept ones of which the start, the wording of the number, or a named relative's own data is told anew. */
  readonly retold: readonly Reference[];
}

/** Compares all references of a group, label by label; labels on which nothing changes are left out. */
export function compareReferences(before: GroupContent | undefined, after: GroupContent): ReferenceChange[] {
  const labels = new Set([...Object.keys(before?.references ?? {}), ...Object.keys(after.references ?? {})]);
  const changes: ReferenceChange[] = [];
  for (const label of labels) {
    const known = before?.references?.[label] ?? [];
    const told = after.references?.[label] ?? [];
    const matches = (a: Reference, b: Reference): boolean => a.slot === b.slot && sameRelative(a, b);
    const opened = told.filter((one) => !known.some((other) => matches(one, other)));
    const closed = known.filter((one) => !told.some((other) => matches(one, other)));
    const retold = told.filter((one) => known.some((other) => matches(one, other) && !sameTelling(one, other)));
    if (opened.length + closed.length + retold.length > 0) changes.push({ label, opened, closed, retold });
  }
  return changes;
}

function sameTelling(a: Reference, b: Reference): boolean {
  return sameMeaning(a, b) && relativeKey(a) === relativeKey(b);
}

/** Same contact in the same place since the same date; the wording of its number does not count. */
function sameMeaning(a: Reference, b: Reference): boolean {
  return a.slot === b.slot && sameRelative(a, b) && sameValue(a.start, b.start) && sameValue(dataOf(a), dataOf(b));
}

/** What the register tells of a relative it names by text, beside the name. */
function dataOf({ relative }: Reference): unknown {
  return relative.kind === 'name' ? relative.address : undefined;
}

/**
 * True when two contents of a group mean the same to everybody who reads the contact. References count as the same
 * when they lead to the same contact since the same date, also when the register now names it by another number.
 */
export function sameContent(before: GroupContent | undefined, after: GroupContent): boolean {
  const { references: referencesBefore, ...restBefore } = before ?? {};
  const { references: referencesAfter, ...restAfter } = after;
  if (!sameValue(restBefore, restAfter)) return false;
  if (referencesBefore === undefined && referencesAfter === undefined) return true;
  return compareReferences(before, after).every(
    ({ label, opened, closed, retold }) =>
      opened.length === 0 &&
      closed.length === 0 &&
      retold.every((told) => (referencesBefore?.[label] ?? []).some((known) => sameMeaning(known, told))),
  );
}
