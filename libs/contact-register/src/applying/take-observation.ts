import { decide, GROUP_OF_REFERENCE, toldContent, typedOver } from '@contact-sync/contacts-model';
import type { Decision, GroupContent, GroupName, Observation } from '@contact-sync/contacts-model';
import { contactOf, heardFrom } from './draft';
import type { Draft, HistoryContent } from './draft';
import type { RegisterSettings } from './settings';

/**
 * Decides what the observation does to the contact and notes it on the draft: content, clocks, history, events.
 * `keepFingerprint` is false where every later statement must be read (numbers are linked).
 */
export function takeObservation(
  draft: Draft,
  seen: Observation,
  originId: number,
  settings: RegisterSettings,
  keepFingerprint: boolean,
): Decision {
  const decision = decide(contactOf(draft), seen, { forceUpdate: settings.forceUpdate[seen.register] });
  if (decision.outcome === 'stale') return decision;
  const heard = heardFrom(seen, originId);
  draft.heard = heard;
  for (const group of decision.moved) draft.clocks[group] = seen.clock;
  const kept = noteManual(draft, decision);
  // A reference may be told anew without anything shown being changed: its row keeps the register's last wording.
  const retold = decision.referenceChanges.flatMap(({ label }) => GROUP_OF_REFERENCE.get(label) ?? []);
  const groups = new Set([...decision.changes.map(({ group }) => group), ...retold]);
  for (const group of groups) {
    const told = toldContent(seen.groups[group] ?? {}, draft.content[group]);
    setContent(draft, group, kept.has(group) ? typedOver(told, draft.content[group] ?? {}) : told);
  }
  if (decision.formerAddress !== undefined) draft.formerAddresses.push(decision.formerAddress);
  draft.endedReferences.push(...decision.endedReferences);
  // An edit must be decided on by every newer statement that speaks of its group.
  const isEdited = Object.keys(draft.manual).some((group) => seen.groups[group as GroupName] !== undefined);
  const complete = keepFingerprint && decision.fingerprint !== null && !isEdited;
  if (complete && decision.fingerprint !== null) draft.fingerprint = decision.fingerprint;
  else delete draft.fingerprint;

  const isNew = draft.version === 0;
  const wasPlaceholder = draft.placeholder;
  draft.placeholder = false;
  // "Not imported" is no longer true, also where the road did not deliver the name.
  if (wasPlaceholder && draft.clocks.name === undefined && draft.manual.name === undefined)
    setContent(draft, 'name', {});
  if (!isNew && !wasPlaceholder && decision.changes.length === 0) return decision;
  draft.version += 1;
  const { version } = draft;
  draft.versions.push({
    version,
    kind: isNew ? 'created' : 'changed',
    heard,
    ...(!isNew && { before: contents(decision, 'before') }),
    after: contents(decision, 'after'),
  });
  noteEvents(draft, decision, isNew);
  return decision;
}

/** Sets a group's shown content and has its rows written anew. */
export function setContent(draft: Draft, group: GroupName, content: GroupContent): void {
  if (Object.keys(content).length === 0) delete draft.content[group];
  else draft.content[group] = content;
  draft.dirty.add(group);
}

/** Returns the groups in which a typed value stays. */
function noteManual(draft: Draft, decision: Decision): ReadonlySet<GroupName> {
  const kept = new Set<GroupName>();
  for (const outcome of decision.manual) {
    if (outcome.kind === 'restored') delete draft.manual[outcome.group];
    else {
      draft.manual[outcome.group] = outcome.edit;
      kept.add(outcome.group);
    }
    draft.manualDirty.add(outcome.group);
  }
  return kept;
}

function contents(decision: Decision, side: 'before' | 'after'): HistoryContent {
  const content: HistoryContent = {};
  for (const change of decision.changes) content[change.group] = change[side] ?? {};
  return content;
}

/** A new contact is announced once: whoever hears of it reads it whole, with its references. */
function noteEvents(draft: Draft, decision: Decision, isNew: boolean): void {
  const { version, events } = draft;
  if (isNew) events.push({ kind: 'created', version });
  else events.push({ kind: 'changed', version, groups: decision.changes.map(({ group }) => group) });
  if (decision.ended) events.push({ kind: 'ended', version });
  if (isNew) return;
  for (const { label, opened, closed } of decision.referenceChanges) {
    for (const reference of opened) events.push({ kind: 'reference-added', version, label, reference });
    for (const reference of closed) events.push({ kind: 'reference-removed', version, label, reference });
  }
}
