import { randomUUID } from 'node:crypto';
import { findPersonsByNumber, readRegisteredPersons } from '@contact-sync/contact-register';
import { inTransaction, type Tx } from '@contact-sync/database';
import { readSeedLine } from './seed-list';
import { findRecords } from './source-record-store';
import type { TakeOverOptions } from './take-over';

/** What became of a list of all numbers that CPR has subscribed. Names lines by their number only. */
export interface Seeding {
  readonly lines: number;
  /** Numbers that lead to contacts: SRC_SUBSCRIBED is Y. */
  readonly subscribed: number;
  /** Numbers that are no contacts of ours. CPR has them subscribed all the same. */
  readonly unknown: number;
  /** Contacts that were Y and are not in the list: SRC_SUBSCRIBED is N now. Absent where the list is not to be trusted so far. */
  readonly ended?: number;
  /** Lines that hold no number; the first hundred. */
  readonly badLines: readonly number[];
  readonly badLinesBeyond: number;
}

const AT_ONCE = 1000;
const BAD_LINES_KEPT = 100;
const LONGEST_LINE = 1000;

/**
 * Sets SRC_SUBSCRIBED from a list of all numbers that CPR has subscribed (guide, *Subscription settings*), read as a
 * stream: Y for those in it, N for the others. A list that is empty or has bad lines ends nothing: what is missing in it
 * may be missing by mistake.
 */
export async function seedSubscriptions(
  options: TakeOverOptions,
  list: AsyncIterable<Uint8Array>,
  by: string,
): Promise<Seeding> {
  const seed = new Seed(options, by);
  let numbers: string[] = [];
  let lines = 0;
  const badLines: number[] = [];
  let bad = 0;
  for await (const line of linesOf(list)) {
    lines += 1;
    const read = readSeedLine(line);
    if (read.kind === 'bad') {
      bad += 1;
      if (bad <= BAD_LINES_KEPT) badLines.push(lines);
    }
    if (read.kind === 'number') numbers.push(read.number);
    if (numbers.length < AT_ONCE) continue;
    await seed.take(numbers);
    numbers = [];
  }
  await seed.take(numbers);
  const told = { lines, subscribed: seed.subscribed, unknown: seed.unknown };
  const faults = { badLines, badLinesBeyond: bad - badLines.length };
  if (bad > 0 || seed.subscribed === 0) return { ...told, ...faults };
  return { ...told, ...faults, ended: await seed.endOthers() };
}

class Seed {
  private readonly id = randomUUID();
  subscribed = 0;
  unknown = 0;

  constructor(
    private readonly options: TakeOverOptions,
    private readonly by: string,
  ) {}

  async take(numbers: readonly string[]): Promise<void> {
    const { pool, records, now } = this.options;
    const distinct = [...new Set(numbers)];
    const contacts = new Map(await findPersonsByNumber(pool, distinct));
    const persons = await readRegisteredPersons(pool, [...new Set(contacts.values())]);
    const isInForce = (number: string): boolean => persons.get(contacts.get(number) ?? '')?.number === number;
    // Of several numbers of one contact the one in force is told last, and stays.
    const known = distinct
      .filter((number) => contacts.has(number))
      .sort((a, b) => rank(isInForce(a)) - rank(isInForce(b)));
    this.subscribed += known.length;
    this.unknown += distinct.length - known.length;
    const at = now();
    const reason = { kind: 'take-over', by: this.by } as const;
    await inTransaction(pool, async (tx) => {
      const ids = [...new Set(known.flatMap((number) => contacts.get(number) ?? []))];
      // A number in force that stood further up in the list stays the one of its contact.
      const before = await findRecords(tx, 'seed = $1 and contact_id = any($2::bigint[])', [this.id, ids]);
      for (const { contactId, numberHash } of before.values()) {
        const inForce = persons.get(contactId)?.number;
        if (inForce !== undefined && numberHash === records.hashOf(inForce) && !known.includes(inForce)) {
          known.push(inForce);
          contacts.set(inForce, contactId);
        }
      }
      await records.withdraw(tx, ids, () => true);
      await records.confirm(
        tx,
        known.map((number) => ({ contactId: contacts.get(number) ?? '', number, at, road: 'take-over', reason })),
      );
      await tx.query('update cpr.source_record set seed = $1 where contact_id = any($2::bigint[])', [this.id, ids]);
    });
  }

  /** SRC_SUBSCRIBED becomes N for all that the list does not name. */
  async endOthers(): Promise<number> {
    const { pool } = this.options;
    for (let ended = 0; ;) {
      const some = await inTransaction(pool, (tx) => this.endSome(tx));
      ended += some;
      if (some < AT_ONCE) return ended;
    }
  }

  private async endSome(tx: Tx): Promise<number> {
    const { records, now } = this.options;
    const others = await findRecords(
      tx,
      `contact_id in (select contact_id from cpr.source_record
                       where src_subscribed = 'Y' and seed is distinct from $1 order by contact_id limit ${AT_ONCE})`,
      [this.id],
    );
    const at = now();
    const reason = { kind: 'take-over', by: this.by } as const;
    await records.end(
      tx,
      [...others.values()].flatMap(({ contactId, numberHash }) =>
        numberHash === null
          ? []
          : [{ contactId, hash: numberHash, at, road: 'take-over' as const, reason, result: 'not-in-list' }],
      ),
    );
    return others.size;
  }
}

/** Lines in ISO-8859-1; one that is longer than any list has is cut, and is a bad line. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    yield* lines;
  }
  if (rest !== '') yield rest;
}

const rank = (isInForce: boolean): number => (isInForce ? 1 : 0);
