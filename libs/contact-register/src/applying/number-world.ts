import type { Tx } from '@contact-sync/database';
import { GROUP_NAMES, typedOver } from '@contact-sync/contacts-model';
import type { Clock, GroupContent, GroupName, Observation } from '@contact-sync/contacts-model';
import type { Draft } from './draft';
import { keyText, relativesOf } from './identifiers';
import type { Identifier } from './identifiers';

/** What the register last said of one number, apart from whose contact shows it. */
export interface NumberStatement {
  content: Partial<Record<GroupName, GroupContent>>;
  clocks: Partial<Record<GroupName, Clock>>;
}

/** One number among those that may stand for one person (CPR-4). */
export interface LinkedNumber {
  readonly number: string;
  identifier: Identifier;
  /** Clock by the number that claims this one as an earlier one of its own (022). */
  readonly claims: Map<string, Clock>;
  statement?: NumberStatement;
  statementDirty: boolean;
}

interface Facts {
  readonly claims: { number: string; valid_code: string; clock: Clock }[];
  readonly statements: Map<string, NumberStatement>;
  /** Numbers that belong together by what was said or by a contact that had both. */
  readonly pairs: (readonly [string, string])[];
  readonly numbers: Set<string>;
  readonly contactIds: Set<string>;
}

/** All numbers that the batch's changed numbers can reach, with what was said of them. */
export class NumberWorld {
  private readonly numbers = new Map<string, LinkedNumber>();
  /** Numbers that belong together: one list, shared by all its members. */
  private readonly together = new Map<string, string[]>();
  private readonly claimsSaid = new Map<string, Clock>();
  private readonly claimsGone = new Set<string>();

  private constructor(
    readonly nameType: string,
    private readonly facts: Facts,
  ) {
    for (const [a, b] of facts.pairs) this.join(a, b);
  }

  /** Reads what is known around the numbers. The caller holds the lock under which changed numbers are serial. */
  static async load(tx: Tx, nameType: string, start: Iterable<string>): Promise<NumberWorld> {
    const facts: Facts = { claims: [], statements: new Map(), pairs: [], numbers: new Set(), contactIds: new Set() };
    for (let frontier = new Set(start); frontier.size > 0;) {
      for (const number of frontier) facts.numbers.add(number);
      frontier = await readAround(tx, nameType, [...frontier], facts);
    }
    return new NumberWorld(nameType, facts);
  }

  /** Contacts that were made for, or show, one of the numbers. */
  get contactIds(): Iterable<string> {
    return this.facts.contactIds;
  }

  /** Keys to be claimed with those of the batch: the numbers, and relatives that may be shown again. */
  *keys(): Generator<{ nameType: string; nameCode: string }> {
    for (const nameCode of this.facts.numbers) yield { nameType: this.nameType, nameCode };
    for (const { content } of this.facts.statements.values()) {
      for (const group of GROUP_NAMES) yield* relativesOf(content[group]);
    }
  }

  /** Takes the identifiers that the batch claimed. */
  attach(identifiers: ReadonlyMap<string, Identifier>): void {
    for (const number of this.facts.numbers) {
      const identifier = identifiers.get(keyText({ nameType: this.nameType, nameCode: number }));
      if (identifier === undefined) continue;
      const statement = this.facts.statements.get(number);
      const one = { number, identifier, claims: new Map(), statementDirty: false, ...(statement && { statement }) };
      this.numbers.set(number, one);
    }
    for (const { number, valid_code, clock } of this.facts.claims)
      this.numbers.get(number)?.claims.set(valid_code, clock);
  }

  has(nameType: string, number: string): boolean {
    return nameType === this.nameType && this.numbers.has(number);
  }

  get(number: string): LinkedNumber {
    const one = this.numbers.get(number);
    if (one === undefined) throw new Error('a number is missing that was named before');
    return one;
  }

  /** All numbers that belong with this one, itself included. */
  component(number: string): LinkedNumber[] {
    const members = this.together.get(number) ?? [number];
    return members.flatMap((member) => this.numbers.get(member) ?? []);
  }

  /** The two numbers, and all that belong with either, belong together from now on. */
  join(a: string, b: string): void {
    const left = this.together.get(a) ?? [a];
    const right = this.together.get(b) ?? [b];
    if (left === right || a === b) return;
    const all = [...left, ...right];
    for (const number of all) this.together.set(number, all);
  }

  /** Notes what the number's own record says of it. */
  say(one: LinkedNumber, validNumber: string, clock: Clock): void {
    one.identifier.own = { validNumber, clock };
    one.identifier.dirty = true;
  }

  /** Notes all earlier numbers that a number claims; claims it makes no longer are gone. */
  claim(claimant: string, earlier: readonly string[], clock: Clock): void {
    for (const one of this.component(claimant)) {
      if (!one.claims.has(claimant) || earlier.includes(one.number)) continue;
      one.claims.delete(claimant);
      this.claimsSaid.delete(`${one.number} ${claimant}`);
      this.claimsGone.add(`${one.number} ${claimant}`);
    }
    for (const number of earlier) {
      if (number === claimant) continue;
      this.get(number).claims.set(claimant, clock);
      this.claimsSaid.set(`${number} ${claimant}`, clock);
      this.claimsGone.delete(`${number} ${claimant}`);
      this.join(number, claimant);
    }
  }

  async save(tx: Tx): Promise<void> {
    const gone = [...this.claimsGone].map(split);
    if (gone.length > 0) {
      await tx.query(
        `delete from contacts.number_claim c using unnest($1::text[], $2::text[]) as u (number, valid_code)
          where (c.number, c.valid_code) = (u.number, u.valid_code)`,
        [gone.map(([number]) => number), gone.map(([, claimant]) => claimant)],
      );
    }
    const said = [...this.claimsSaid].map(([text, clock]) => [...split(text), clock] as const);
    if (said.length > 0) {
      await tx.query(
        `insert into contacts.number_claim (number, valid_code, clock)
         select * from unnest($1::text[], $2::text[], $3::text[])
             on conflict (number, valid_code) do update set clock = excluded.clock`,
        [0, 1, 2].map((column) => said.map((row) => row[column])),
      );
    }
    const told = [...this.numbers.values()].filter(({ statementDirty, statement }) => statementDirty && statement);
    if (told.length > 0) {
      await tx.query(
        `insert into contacts.number_statement (name_type, name_code, content, clocks)
         select $1, * from unnest($2::text[], $3::jsonb[], $4::jsonb[])
             on conflict (name_type, name_code) do update set content = excluded.content, clocks = excluded.clocks`,
        [
          this.nameType,
          told.map(({ number }) => number),
          told.map(({ statement }) => JSON.stringify(statement?.content)),
          told.map(({ statement }) => JSON.stringify(statement?.clocks)),
        ],
      );
    }
  }
}

function split(text: string): [string, string] {
  const [number = '', claimant = ''] = text.split(' ');
  return [number, claimant];
}

async function readAround(tx: Tx, nameType: string, numbers: readonly string[], facts: Facts): Promise<Set<string>> {
  const next = new Set<string>();
  const join = (a: string, b: string): void => {
    facts.pairs.push([a, b]);
    for (const number of [a, b]) if (!facts.numbers.has(number)) next.add(number);
  };
  const { rows: identifiers } = await tx.query<{ name_code: string; contact_id: string; valid_code: string | null }>(
    `select name_code, contact_id::text, valid_code from contacts.identifier
      where name_type = $1 and (name_code = any($2) or valid_code = any($2))`,
    [nameType, numbers],
  );
  for (const { name_code, valid_code } of identifiers) if (valid_code !== null) join(name_code, valid_code);
  const { rows: claims } = await tx.query<{ number: string; valid_code: string; clock: Clock }>(
    'select number, valid_code, clock from contacts.number_claim where number = any($1) or valid_code = any($1)',
    [numbers],
  );
  for (const claim of claims) {
    facts.claims.push(claim);
    join(claim.number, claim.valid_code);
  }
  const { rows: statements } = await tx.query<{ name_code: string } & NumberStatement>(
    `select name_code, content, clocks from contacts.number_statement where name_type = $1 and name_code = any($2)`,
    [nameType, numbers],
  );
  for (const { name_code, content, clocks } of statements) facts.statements.set(name_code, { content, clocks });
  const ids = identifiers.map(({ contact_id }) => contact_id);
  const { rows: contacts } = await tx.query<{
    id: string;
    first_code: string;
    name_code: string;
    survivor: string | null;
  }>(
    `with mine as (select id, superseded_by from contacts.contact where id = any($1::bigint[]))
     select c.id::text, c.first_code, c.name_code, s.first_code as survivor
       from contacts.contact c left join contacts.contact s on s.id = c.superseded_by
      where c.id in (select id from mine union select superseded_by from mine)
         or c.superseded_by in (select id from mine union select superseded_by from mine)`,
    [ids],
  );
  for (const { id, first_code, name_code, survivor } of contacts) {
    facts.contactIds.add(id);
    join(first_code, name_code);
    if (survivor !== null) join(first_code, survivor);
  }
  // Numbers that lead to one contact belong together, also when nobody says so any longer.
  const byContact = new Map<string, string>();
  for (const { name_code, contact_id } of identifiers) {
    const other = byContact.get(contact_id);
    if (other !== undefined) join(name_code, other);
    else byContact.set(contact_id, name_code);
  }
  return next;
}

/** Whether the observation speaks of other numbers than its own (CPR-4). */
export function namesOtherNumbers({ subject, validNumber, groups }: Observation): boolean {
  if (validNumber !== undefined && validNumber !== subject.nameCode) return true;
  return (groups.numbers?.earlierNumbers ?? []).some((number) => number !== subject.nameCode);
}

/** The statement a contact amounts to before its number is linked with another. */
export function statementOf(draft: Draft): NumberStatement {
  const content: NumberStatement['content'] = {};
  for (const group of GROUP_NAMES) {
    if (draft.clocks[group] === undefined) continue;
    const edit = draft.manual[group];
    const shown = draft.content[group];
    const told = edit === undefined ? shown : typedOver(shown, edit.registerContent ?? {});
    if (told !== undefined && Object.keys(told).length > 0) content[group] = withoutTargets(told);
  }
  return { content, clocks: { ...draft.clocks } };
}

/** Which contact a number leads to changes with the numbers: it is not part of what was said. */
function withoutTargets(content: GroupContent): GroupContent {
  if (content.references === undefined) return content;
  const references = Object.fromEntries(
    Object.entries(content.references).map(([label, all]) => [
      label,
      all.map(({ contactId: _contactId, ...reference }) => reference),
    ]),
  );
  return { ...content, references };
}
