import {
  decide,
  GROUP_NAMES,
  isAfter,
  newestStatements,
  registerContentOf,
  resolveNumbers,
  sameContent,
  toldContent,
  typedOver,
} from '@contact-sync/contacts-model';
import type {
  ContactKey,
  GroupContent,
  GroupName,
  LiveContact,
  NumberResolution,
  Observation,
  SupersededContact,
} from '@contact-sync/contacts-model';
import { heardFrom, newDraft } from './draft';
import type { Draft, Heard, HistoryKind } from './draft';
import type { ContactIds } from './identifiers';
import {
  asContact,
  endReferences,
  forgetPast,
  keyOf,
  knownNumber,
  leadsTo,
  referenceEvents,
  underNumber,
} from './number-changes';
import { statementOf } from './number-world';
import type { LinkedNumber, NumberWorld } from './number-world';
import { placeholderName } from './relatives';
import { setContent } from './take-observation';

/** What the numbers of an observation came to: whose contact it speaks of, or why it cannot be told. */
export type NumberOutcome =
  | {
      readonly kind: 'contact';
      readonly draft: Draft;
      readonly linked: boolean;
      readonly moved: boolean;
      /** Numbers that are settled by it: a hold for their contradiction is over. */
      readonly settled: readonly string[];
    }
  | { readonly kind: 'held'; readonly reason: string };

/** Changed numbers of a batch (CPR-4): notes what is said, resolves who is who, and moves the contacts accordingly. */
export class ChangedNumbers {
  /** Numbers that no longer stand for the contact they stood for; they may need a contact as somebody's relative. */
  readonly parted = new Set<string>();
  /** Contacts by the number they were made for. */
  private readonly homes = new Map<string, Draft[]>();

  constructor(
    private readonly world: NumberWorld,
    private readonly drafts: Map<string, Draft>,
    private readonly partyOnOpenCase: ReadonlySet<string>,
    private readonly ids: ContactIds,
  ) {
    for (const draft of drafts.values()) this.addHome(draft);
  }

  async observe(seen: Observation, originId: number): Promise<NumberOutcome> {
    const own = this.world.get(seen.subject.nameCode);
    const clocks = own.statement?.clocks ?? this.contactClocks(own);
    const { validNumber, clock } = seen;
    const tellsValid = validNumber !== undefined && isAfter(clock, own.identifier.own?.clock ?? clocks?.identity);
    const tellsEarlier = seen.groups.numbers !== undefined && isAfter(clock, clocks?.numbers);
    const moved = tellsValid || tellsEarlier;
    if (tellsValid) this.world.join(own.number, validNumber);
    if (tellsEarlier) this.world.claim(own.number, seen.groups.numbers?.earlierNumbers ?? [], clock);
    const members = this.world.component(own.number);
    if (members.length === 1 && !own.identifier.linked) {
      return { kind: 'contact', draft: this.draftFor(own), linked: false, moved, settled: [] };
    }
    members.forEach((member) => this.link(member));
    if (tellsValid) this.world.say(own, validNumber, clock);
    const heard = heardFrom(seen, originId);
    const resolution = resolveNumbers(members.map(knownNumber), this.contactsOf(members));
    const lives = new Map<string, Draft>();
    for (const live of resolution.live) lives.set(live.number, await this.makeLive(live, heard));
    for (const superseded of resolution.superseded) this.supersede(superseded, lives, heard);
    await this.settleIdentifiers(members, resolution, lives);
    this.addToStatement(own, seen);
    const contradiction = resolution.held.find(({ numbers }) => numbers.includes(own.number));
    const live = resolution.live.find((one) => leadsTo(one, own.number));
    const draft = live && lives.get(live.number);
    if (contradiction !== undefined || draft === undefined) {
      return { kind: 'held', reason: `numbers contradict each other: ${contradiction?.reason ?? 'unresolved'}` };
    }
    const settled = resolution.live.flatMap(({ number, previousNumbers }) => [number, ...previousNumbers]);
    return { kind: 'contact', draft, linked: true, moved, settled };
  }

  /** Clocks of a number that was never linked: those of its contact. */
  private contactClocks({ identifier }: LinkedNumber): Draft['clocks'] | undefined {
    return identifier.linked ? undefined : this.drafts.get(identifier.contactId)?.clocks;
  }

  /** From now on what is said of this number is also kept apart. */
  private link(member: LinkedNumber): void {
    const { identifier } = member;
    if (identifier.linked) return;
    identifier.linked = true;
    identifier.dirty = true;
    const draft = this.drafts.get(identifier.contactId);
    if (draft === undefined || draft.key.nameCode !== member.number || Object.keys(draft.clocks).length === 0) return;
    member.statement = statementOf(draft);
    member.statementDirty = true;
    const clock = draft.clocks.identity;
    if (clock !== undefined && (identifier.own === undefined || isAfter(clock, identifier.own.clock))) {
      identifier.own = { validNumber: member.number, clock };
    }
    delete draft.fingerprint;
  }

  private contactsOf(members: readonly LinkedNumber[]): Parameters<typeof resolveNumbers>[1] {
    return members
      .flatMap(({ number }) => this.homesOf(number))
      .map(({ id, firstCode, placeholder }) => ({
        id,
        firstNumber: firstCode,
        // What was said is kept by number, so a contact never holds another's data for good.
        placeholder,
        partyOnOpenCase: this.partyOnOpenCase.has(id),
      }));
  }

  /** The contact takes its valid number and shows of each group the newest statement over all its numbers. */
  private async makeLive(live: LiveContact, heard: Heard): Promise<Draft> {
    const key = { nameType: this.world.nameType, nameCode: live.number };
    const draft = (live.contactId && this.drafts.get(live.contactId)) || (await this.draftForNew(live.number, key));
    const before = { ...draft.content };
    const keyBefore = keyOf(draft);
    const survivor = draft.supersededBy;
    // What it shows is another person's now: that person's references and former addresses go with the number.
    const parted = draft.version > 0 && !leadsTo(live, draft.key.nameCode);
    draft.key = key;
    delete draft.supersededBy;
    delete draft.supersededOn;
    const changed = this.showStatements(draft, live);
    if (parted) forgetPast(draft);
    else endReferences(draft, changed, before, heard.asOf);
    delete draft.fingerprint;
    draft.heard = heard;
    const keyChanged = keyBefore.nameCode !== live.number || survivor !== undefined;
    draft.keyChanged ||= keyChanged;
    // A new contact that nothing was said of yet is made by the observation itself, or stays a placeholder.
    if (draft.version > 0 && !keyChanged && changed.length === 0) return draft;
    const restored = survivor !== undefined;
    const isNew = draft.version === 0;
    this.noteVersion(draft, isNew ? 'created' : restored ? 'restored' : 'changed', changed, before, keyBefore, heard);
    const { version, events } = draft;
    if (isNew) events.push({ kind: 'created', version });
    if (restored) events.push({ kind: 'restored', version, survivor });
    if (!isNew) events.push({ kind: 'changed', version, groups: changed.length === 0 ? ['numbers'] : changed });
    if (!isNew) events.push(...referenceEvents(version, changed, before, draft.content));
    return draft;
  }

  /** Returns the groups whose shown content changed. */
  private showStatements(draft: Draft, live: LiveContact): GroupName[] {
    const numbers = [live.number, ...live.previousNumbers];
    const statements = numbers.flatMap((number) => asContact(this.world.get(number)));
    const { content, clocks } = newestStatements(statements);
    // What a person typed is no placeholder either.
    const placeholder = Object.keys(clocks).length === 0 && Object.keys(draft.manual).length === 0;
    draft.clocks = { ...clocks };
    draft.placeholder = placeholder;
    const changed: GroupName[] = [];
    for (const group of GROUP_NAMES) {
      let shown: GroupContent = underNumber(content[group] ?? {}, live.number);
      if (placeholder && group === 'name')
        shown = { fields: placeholderName({ nameType: draft.key.nameType, nameCode: live.number }) };
      // Earlier numbers have no rows with the contact, so that the draft was read without them: they are not news.
      if (group === 'numbers') {
        draft.content.numbers = shown;
        continue;
      }
      if (draft.manual[group] !== undefined) {
        const isTold = clocks[group] !== undefined;
        draft.manual[group] = isTold ? { registerContent: registerContentOf(shown) } : {};
        draft.manualDirty.add(group);
        shown = typedOver(shown, draft.content[group] ?? {});
      }
      if (sameContent(draft.content[group], shown)) continue;
      setContent(draft, group, shown);
      changed.push(group);
    }
    return changed;
  }

  private supersede(superseded: SupersededContact, lives: ReadonlyMap<string, Draft>, heard: Heard): void {
    const draft = this.drafts.get(superseded.contactId);
    const survivor = lives.get(superseded.byNumber)?.id;
    if (draft === undefined || survivor === undefined) return;
    if (draft.supersededBy === survivor && draft.key.nameCode === superseded.number) return;
    const keyBefore = keyOf(draft);
    draft.key = { ...draft.key, nameCode: superseded.number };
    const isNew = draft.supersededBy !== survivor;
    draft.supersededBy = survivor;
    draft.supersededOn = heard.asOf;
    draft.keyChanged = true;
    draft.heard = heard;
    delete draft.fingerprint;
    this.noteVersion(draft, 'superseded', [], {}, keyBefore, heard);
    if (isNew) draft.events.push({ kind: 'superseded', version: draft.version, survivor });
  }

  private noteVersion(
    draft: Draft,
    kind: HistoryKind,
    changed: readonly GroupName[],
    before: Draft['content'],
    keyBefore: ReturnType<typeof keyOf>,
    heard: Heard,
  ): void {
    const pick = (content: Draft['content']): Draft['content'] =>
      Object.fromEntries(changed.map((group) => [group, content[group] ?? {}]));
    draft.version += 1;
    draft.versions.push({
      version: draft.version,
      kind,
      heard,
      ...(kind !== 'created' && { before: { ...pick(before), key: keyBefore } }),
      after: { ...pick(draft.content), key: keyOf(draft) },
    });
  }

  /** Every number leads to the contact made for it, else to the one that shows it. */
  private async settleIdentifiers(
    members: readonly LinkedNumber[],
    { live: all, held }: NumberResolution,
    lives: ReadonlyMap<string, Draft>,
  ): Promise<void> {
    // Numbers that contradict each other stay as they are.
    const someHeld = held.length > 0;
    for (const { number, identifier } of members) {
      const live = all.find((one) => leadsTo(one, number));
      if (live === undefined) {
        const lead = this.drafts.get(identifier.contactId);
        const isAnothers = lead !== undefined && lead.version > 0 && lead.firstCode !== number;
        if (!isAnothers || someHeld) continue;
        identifier.contactId = await this.ids.next();
        identifier.exists = false;
        delete identifier.survivor;
        identifier.previous = false;
        identifier.dirty = true;
        this.parted.add(number);
        continue;
      }
      const [home] = this.homesOf(number);
      const contactId = (home ?? lives.get(live.number))?.id ?? identifier.contactId;
      const previous = live.number !== number;
      if (identifier.contactId === contactId && identifier.previous === previous) continue;
      identifier.contactId = contactId;
      identifier.exists = true;
      delete identifier.survivor;
      identifier.previous = previous;
      identifier.dirty = true;
    }
  }

  private addToStatement(own: LinkedNumber, seen: Observation): void {
    const known = asContact(own)[0] ?? null;
    const { moved } = decide(known, seen, { forceUpdate: 'J' });
    if (moved.length === 0) return;
    const statement = own.statement ?? { content: {}, clocks: {} };
    for (const group of moved) {
      const content = toldContent(seen.groups[group] ?? {}, statement.content[group]);
      statement.clocks[group] = seen.clock;
      if (Object.keys(content).length === 0) delete statement.content[group];
      else statement.content[group] = content;
    }
    own.statement = statement;
    own.statementDirty = true;
  }

  private draftFor(own: LinkedNumber): Draft {
    const { contactId, key } = own.identifier;
    const known = this.drafts.get(contactId);
    return known ?? this.added(newDraft(contactId, key));
  }

  /** A new contact under the id set aside for the number, unless another contact took that. */
  private async draftForNew(number: string, key: ContactKey): Promise<Draft> {
    const { contactId, exists } = this.world.get(number).identifier;
    const waiting = this.drafts.get(contactId);
    if (waiting?.version === 0) return waiting;
    return this.added(newDraft(exists || waiting !== undefined ? await this.ids.next() : contactId, key));
  }

  private added(draft: Draft): Draft {
    this.drafts.set(draft.id, draft);
    this.addHome(draft);
    return draft;
  }

  private addHome(draft: Draft): void {
    if (draft.key.nameType !== this.world.nameType) return;
    const homes = this.homes.get(draft.firstCode);
    if (homes === undefined) this.homes.set(draft.firstCode, [draft]);
    else homes.push(draft);
  }

  /** Contacts made for the number; those not made yet are left out. */
  private homesOf(number: string): Draft[] {
    return (this.homes.get(number) ?? []).filter(({ version }) => version > 0);
  }
}
