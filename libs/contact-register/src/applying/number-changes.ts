import { compareReferences, GROUP_NAMES, GROUPS } from '@contact-sync/contacts-model';
import type {
  Contact,
  GroupName,
  KnownNumber,
  LiveContact,
  Observation,
  ObservedGroup,
} from '@contact-sync/contacts-model';
import type { Draft, DraftEvent } from './draft';
import type { LinkedNumber } from './number-world';

const VALID_NUMBER_LABEL = 'GældendePNR';

/** References and former addresses of a contact that goes back to another number go with the number it leaves. */
export function forgetPast(draft: Draft): void {
  draft.forgetPast = true;
  draft.lastOrdinal = 0;
  // The rows that still hold go too, and are written anew.
  for (const group of GROUP_NAMES) if (GROUPS[group].references !== undefined) draft.dirty.add(group);
}

/** References that are no longer shown end, as they do when a statement no longer names them. */
export function endReferences(
  draft: Draft,
  changed: readonly GroupName[],
  before: Draft['content'],
  asOf: string,
): void {
  for (const group of changed) {
    for (const { label, closed } of compareReferences(before[group], draft.content[group] ?? {})) {
      for (const reference of closed) draft.endedReferences.push({ label, reference, end: { date: asOf } });
    }
  }
}

/** The observation as the contact's own number would have said it. */
export function underShownNumber(seen: Observation, number: string): Observation {
  const { identity } = seen.groups;
  if (identity === undefined || seen.subject.nameCode === number) return seen;
  return { ...seen, groups: { ...seen.groups, identity: underNumber(identity, number) } };
}

/** The number a contact shows follows its code, whichever of its numbers the statement was of. */
export function underNumber<T extends ObservedGroup>(content: T, number: string): T {
  if (content.info?.[VALID_NUMBER_LABEL] === undefined) return content;
  return { ...content, info: { ...content.info, [VALID_NUMBER_LABEL]: [{ value: number }] } };
}

/** True when the number is, or was, the contact's. */
export function leadsTo(live: LiveContact, number: string): boolean {
  return live.number === number || live.previousNumbers.includes(number);
}

/** What history tells of code and survivor. */
export function keyOf({ key, supersededBy }: Draft): { nameCode: string; supersededBy?: string } {
  return { nameCode: key.nameCode, ...(supersededBy !== undefined && { supersededBy }) };
}

/** The number as `resolveNumbers` takes it. */
export function knownNumber({ number, identifier, claims }: LinkedNumber): KnownNumber {
  return {
    number,
    contactId: identifier.contactId,
    ...(identifier.own && { own: identifier.own }),
    claims: [...claims].map(([validNumber, clock]) => ({ validNumber, clock })),
  };
}

/** What was said of the number, as if it had a contact of its own; nothing where nothing was said. */
export function asContact({ number, identifier, statement }: LinkedNumber): Contact[] {
  if (statement === undefined) return [];
  const key = { nameType: identifier.key.nameType, nameCode: number };
  return [{ id: identifier.contactId, key, version: 1, placeholder: false, manual: {}, ...statement }];
}

/** Events of the references that came and went with a change of number. */
export function referenceEvents(
  version: number,
  changed: readonly GroupName[],
  before: Draft['content'],
  after: Draft['content'],
): DraftEvent[] {
  return changed.flatMap((group) =>
    compareReferences(before[group], after[group] ?? {}).flatMap(({ label, opened, closed }) => [
      ...opened.map((reference) => ({ kind: 'reference-added' as const, version, label, reference })),
      ...closed.map((reference) => ({ kind: 'reference-removed' as const, version, label, reference })),
    ]),
  );
}
