import type { Tx } from '@contact-sync/database';
import { GROUP_NAMES, relativeKey, sameValue } from '@contact-sync/contacts-model';
import { PERSON_TYPE } from '@contact-sync/contracts';
import type { ContactFields, ContactKey, GroupContent, NamedRelative, Reference } from '@contact-sync/contacts-model';
import { newDraft } from './draft';
import type { Draft, Heard } from './draft';
import { keyText } from './identifiers';
import type { ContactIds, Identifier } from './identifiers';
import { loadDrafts } from './load-drafts';
import { setContent } from './take-observation';

/** Texts of the guide, chapter *OFF4 mapping information from CPR* (CPR-5). */
const NOT_IMPORTED = '- ikke importeret';
const WITHOUT_NUMBER = 'Person fra CPR uden cprnr';

/** Name of a contact that is only referred to and was never imported: a relative, or the company of a production unit. */
export function placeholderName({ nameType, nameCode }: ContactKey): ContactFields {
  const what = nameType === PERSON_TYPE ? 'Person med cprnr' : 'Virksomhed med cvrnr';
  return { name1: `${what} ${nameCode}`, name2: NOT_IMPORTED };
}

/** Makes the contact of a relative that is known by number alone. */
export function makePlaceholder(id: string, key: ContactKey, heard?: Heard): Draft {
  const draft = newDraft(id, key);
  draft.placeholder = true;
  setContent(draft, 'name', { fields: placeholderName(key) });
  announce(draft, heard);
  return draft;
}

function announce(draft: Draft, heard: Heard | undefined): void {
  draft.version = 1;
  draft.versions.push({ version: 1, kind: 'created', ...(heard && { heard }), after: { ...draft.content } });
  draft.events.push({ kind: 'created', version: 1 });
}

/** Notes a further change of groups on a contact. */
export function noteChange(
  draft: Draft,
  groups: readonly Parameters<typeof setContent>[1][],
  before: Draft['content'],
  heard?: Heard,
): void {
  draft.version += 1;
  const { version } = draft;
  const pick = (content: Draft['content']): Draft['content'] =>
    Object.fromEntries(groups.map((group) => [group, content[group] ?? {}]));
  draft.versions.push({
    version,
    kind: 'changed',
    ...(heard && { heard }),
    before: pick(before),
    after: pick(draft.content),
  });
  draft.events.push({ kind: 'changed', version, groups: [...groups] });
}

/**
 * Gives every relative of the drafts a contact: a placeholder for a number that is no contact, one of its own for
 * each name. Returns the drafts that were added.
 */
export async function makeRelatives(
  tx: Tx,
  drafts: ReadonlyMap<string, Draft>,
  identifiers: ReadonlyMap<string, Identifier>,
  ids: ContactIds,
): Promise<Draft[]> {
  const added = new Map<string, Draft>();
  const retold = new Map<string, { person: Draft; relative: NamedRelative }>();
  for (const person of drafts.values()) {
    for (const reference of writtenReferences(person)) {
      const { relative } = reference;
      if (relative.kind === 'number') {
        const identifier = identifiers.get(keyText(relative));
        if (identifier === undefined) continue;
        const { contactId: id, exists } = identifier;
        const isThere = exists || added.has(id) || (drafts.get(id)?.version ?? 0) > 0;
        if (!isThere) added.set(id, causedBy(person, makePlaceholder(id, relative, person.heard)));
        continue;
      }
      const key = relativeKey(reference);
      const known = person.relatives.get(key);
      if (known === undefined) {
        const draft = causedBy(person, makeNamedRelative(await ids.next(), person, relative));
        added.set(draft.id, draft);
        person.relatives.set(key, { slot: reference.slot, relativeId: draft.id, relative, dirty: true });
      } else if (!sameValue(known.relative, relative)) {
        known.relative = relative;
        known.dirty = true;
        retold.set(known.relativeId, { person, relative });
      }
    }
    if (person.stored && person.keyChanged) {
      for (const { relativeId, relative } of person.relatives.values()) retold.set(relativeId, { person, relative });
    }
  }
  const known = await loadDrafts(tx, [...retold.keys()]);
  for (const [id, { person, relative }] of retold) {
    const draft = known.get(id) ?? added.get(id);
    if (draft === undefined) continue;
    retell(draft, person, relative);
    added.set(id, causedBy(person, draft));
  }
  return [...added.values()];
}

function causedBy(person: Draft, draft: Draft): Draft {
  draft.causedBy = person.id;
  return draft;
}

/** References whose rows are written: the open ones of groups written anew, and those that newly ended. */
function* writtenReferences(draft: Draft): Generator<Reference> {
  for (const group of GROUP_NAMES) {
    const references = draft.dirty.has(group) ? draft.content[group]?.references : undefined;
    for (const label in references) yield* references[label] ?? [];
  }
  for (const { reference } of draft.endedReferences) yield reference;
}

function relationText(person: Draft, relative: NamedRelative): string {
  return `${relative.relation} ${person.key.nameCode}`;
}

function makeNamedRelative(id: string, person: Draft, relative: NamedRelative): Draft {
  // Persons without a number have no code of their own: the id serves (REG-1, auto id).
  const draft = newDraft(id, { nameType: relative.nameType, nameCode: id });
  setContent(draft, 'name', { fields: { name1: relative.name, name2: relationText(person, relative) } });
  setContent(draft, 'addressing_name', { fields: { text: WITHOUT_NUMBER } });
  if (relative.address !== undefined) setContent(draft, 'main_address', { address: relative.address });
  announce(draft, person.heard);
  return draft;
}

function retell(draft: Draft, person: Draft, relative: NamedRelative): void {
  const before = { ...draft.content };
  const known = (group: 'name' | 'main_address'): GroupContent | undefined => {
    const edit = draft.manual[group];
    return edit === undefined ? before[group] : edit.registerContent;
  };
  const name = { fields: { ...known('name')?.fields, name2: relationText(person, relative) } };
  const address = relative.address === undefined ? {} : { address: relative.address };
  const changed: ('name' | 'main_address')[] = [];
  for (const [group, told] of [['name', name] as const, ['main_address', address] as const]) {
    if (sameValue(known(group) ?? {}, told)) continue;
    if (draft.manual[group] === undefined) {
      setContent(draft, group, told);
      changed.push(group);
      continue;
    }
    // A typed value stands, whatever the setting (REG-4): the register never spoke of this contact itself.
    draft.manual[group] = { registerContent: told };
    draft.manualDirty.add(group);
  }
  if (changed.length > 0) noteChange(draft, changed, before, person.heard);
}
