import type { Clock } from './clock';

/** Who is valid instead of a number, and since when we know. */
export interface NumberStatement {
  readonly validNumber: string;
  readonly clock: Clock;
}

/** What is known of one person number. */
export interface KnownNumber {
  readonly number: string;
  /** The contact that stands for the number; absent where there is none yet. */
  readonly contactId?: string;
  /** What the number's own 001 last said: itself, or the number that replaced it (PNRGAELD). */
  readonly own?: NumberStatement;
  /** What other numbers' 022 records last said: that this number is an earlier one of theirs. */
  readonly claims: readonly NumberStatement[];
}

/** A contact that stands for one or more of the numbers. */
export interface NumberedContact {
  readonly id: string;
  /** The number under which the contact was made. */
  readonly firstNumber: string;
  readonly placeholder: boolean;
  readonly partyOnOpenCase: boolean;
}

/** A contact that is valid after the numbers are resolved. */
export interface LiveContact {
  /** Its name_code from now on. */
  readonly number: string;
  /** Undefined: a new contact is needed. */
  readonly contactId?: string;
  /** Numbers that lead to this contact without being its name_code, sorted. */
  readonly previousNumbers: readonly string[];
}

export interface SupersededContact {
  readonly contactId: string;
  /** Number of the live contact that supersedes it. */
  readonly byNumber: string;
  /** The replaced number it shows from now on. */
  readonly number: string;
}

export interface NumberResolution {
  readonly live: readonly LiveContact[];
  readonly superseded: readonly SupersededContact[];
  /** Numbers that contradict each other within one delivery; they stay as they are and are held. */
  readonly held: readonly { readonly numbers: readonly string[]; readonly reason: 'cycle' | 'fork' }[];
}

/**
 * Resolves changed numbers (CPR-4): which contact shows which number, which are superseded, what is undone. `numbers`
 * must be closed: every number that a statement or a contact names is in it. The result depends on what was said
 * and never on the order in which it came, but for which of two contacts survives: not a placeholder, then a party
 * on an open case, then the lower id.
 */
export function resolveNumbers(
  numbers: readonly KnownNumber[],
  contacts: readonly NumberedContact[],
): NumberResolution {
  const known = new Map(numbers.map((one) => [one.number, one]));
  const edges = new Map<string, NumberStatement>();
  const held: { numbers: readonly string[]; reason: 'cycle' | 'fork' }[] = [];
  for (const one of numbers) {
    const statement = latestStatement(one);
    if (statement !== undefined && statement.validNumber !== one.number && known.has(statement.validNumber)) {
      edges.set(one.number, statement);
    }
  }
  breakCycles(edges, held);
  const rootOf = (number: string): string => {
    let at = number;
    for (let next = edges.get(at); next !== undefined; next = edges.get(at)) at = next.validNumber;
    return at;
  };
  for (const one of numbers) {
    const rivals = contradictions(one).filter((rival) => rootOf(rival) !== rootOf(one.number));
    if (rivals.length > 0) held.push({ numbers: [one.number, ...rivals].sort(), reason: 'fork' });
  }
  const heldRoots = new Set(held.flatMap((one) => one.numbers.map(rootOf)));

  const trees = new Map<string, string[]>();
  for (const { number } of numbers) {
    const root = rootOf(number);
    const members = trees.get(root);
    if (members === undefined) trees.set(root, [number]);
    else members.push(number);
  }
  const live: LiveContact[] = [];
  const superseded: SupersededContact[] = [];
  for (const [root, members] of trees) {
    if (heldRoots.has(root)) continue;
    resolveTree({ root, members, known, contacts, rootOf }, live, superseded);
  }
  return { live, superseded, held };
}

interface Tree {
  readonly root: string;
  readonly members: readonly string[];
  readonly known: ReadonlyMap<string, KnownNumber>;
  readonly contacts: readonly NumberedContact[];
  readonly rootOf: (number: string) => string;
}

function resolveTree(tree: Tree, live: LiveContact[], superseded: SupersededContact[]): void {
  const { root, members, contacts, rootOf } = tree;
  // A contact goes with the number it was made for.
  const homes = contacts.filter((contact) => rootOf(contact.firstNumber) === root).sort(bySurvival);
  const survivor = homes[0];
  const previousNumbers = members.filter((number) => number !== root).sort();
  if (survivor === undefined && !needsContact(tree)) return;
  live.push({
    number: root,
    ...(survivor !== undefined && { contactId: survivor.id }),
    previousNumbers,
  });
  const free = previousNumbers.filter((number) => !homes.slice(1).some((home) => home.firstNumber === number));
  for (const loser of homes.slice(1)) {
    // The survivor shows the valid number; a contact that was made for it shows the replaced one in exchange.
    const number = loser.firstNumber === root ? (survivor?.firstNumber ?? free[0] ?? root) : loser.firstNumber;
    superseded.push({ contactId: loser.id, byNumber: root, number });
  }
}

/** A tree of numbers nobody stands for needs a contact when the register itself spoke of one of them. */
function needsContact({ members, known }: Tree): boolean {
  return members.some((number) => known.get(number)?.own !== undefined);
}

function bySurvival(a: NumberedContact, b: NumberedContact): number {
  if (a.placeholder !== b.placeholder) return a.placeholder ? 1 : -1;
  if (a.partyOnOpenCase !== b.partyOnOpenCase) return a.partyOnOpenCase ? -1 : 1;
  return compareIds(a.id, b.id);
}

/** Ids are decimal texts of growing length. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The newest statement on a number; of two of one moment the number's own counts. */
function latestStatement(one: KnownNumber): NumberStatement | undefined {
  let latest = one.own;
  for (const claim of one.claims) {
    if (latest === undefined || claim.clock > latest.clock) latest = claim;
  }
  return latest;
}

/** Day, road and file of a clock: two statements with the same come from one delivery. */
function deliveryOf(clock: Clock): string {
  const [moment = '', source = ''] = clock.split(' ');
  return `${moment.slice(0, 8)} ${moment.slice(12)} ${source}`;
}

/** Valid numbers that the newest delivery names beside the one that counts. */
function contradictions(one: KnownNumber): string[] {
  const latest = latestStatement(one);
  if (latest === undefined) return [];
  const delivery = deliveryOf(latest.clock);
  const statements = one.own === undefined ? one.claims : [one.own, ...one.claims];
  return statements
    .filter((other) => other !== latest && deliveryOf(other.clock) === delivery)
    .map((other) => other.validNumber)
    .filter((number) => number !== latest.validNumber);
}

/**
 * A change that is undone leaves two statements that point at each other until both sides were told anew. The older
 * one no longer holds. Statements of one delivery that run in a circle are a contradiction and are held.
 */
function breakCycles(
  edges: Map<string, NumberStatement>,
  held: { numbers: readonly string[]; reason: 'cycle' | 'fork' }[],
): void {
  for (const start of [...edges.keys()].sort()) {
    for (let cycle = findCycle(edges, start); cycle.length > 0; cycle = findCycle(edges, start)) {
      const byAge = cycle
        .map((number) => ({ number, clock: edges.get(number)?.clock ?? '' }))
        .sort((a, b) => (a.clock < b.clock ? -1 : a.clock > b.clock ? 1 : 0));
      const oldest = byAge[0];
      const newest = byAge[byAge.length - 1];
      if (oldest === undefined || newest === undefined) return;
      if (deliveryOf(oldest.clock) === deliveryOf(newest.clock)) {
        held.push({ numbers: [...cycle].sort(), reason: 'cycle' });
      }
      edges.delete(oldest.number);
    }
  }
}

function findCycle(edges: ReadonlyMap<string, NumberStatement>, start: string): string[] {
  const path: string[] = [];
  for (let at: string | undefined = start; at !== undefined; at = edges.get(at)?.validNumber) {
    const seenAt = path.indexOf(at);
    if (seenAt >= 0) return path.slice(seenAt);
    path.push(at);
  }
  return [];
}
