import type { ContactKey } from '@contact-sync/contacts-model';
import { ConnectionLost } from '@contact-sync/database';
import type { Pool, PoolClient } from 'pg';

/** Of advisory locks with two numbers, those with this first one are leases of subjects. */
const LEASE_CLASS = 20261122;

/**
 * Who may ask the register about a subject, and apply what it says: one at a time, over all replicas, whether a task, a
 * look-up that imports or a refresh (decision 0017). So the call that began later read the later state, and its clock is
 * the later one. A lease is a session advisory lock: it ends with the connection, whatever becomes of us.
 */
export class SubjectLeases {
  private session: Promise<LeaseSession> | undefined;

  constructor(private readonly pool: Pool) {}

  /** Takes what is free of these now, and waits for nothing. Release what you got. */
  async take(subjects: readonly ContactKey[]): Promise<Lease> {
    const session = await this.open();
    const names = await session.take(subjects.map(nameOf));
    return new Lease(session, names);
  }

  /** Ends every lease. */
  async stop(): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    session?.end();
  }

  private open(): Promise<LeaseSession> {
    this.session ??= this.connect();
    return this.session;
  }

  private async connect(): Promise<LeaseSession> {
    try {
      const session: LeaseSession = new LeaseSession(await this.pool.connect(), () => (this.session = undefined));
      return session;
    } catch (error) {
      this.session = undefined;
      throw lost(error);
    }
  }
}

/** The subjects that one piece of work has for itself. */
export class Lease {
  constructor(
    private readonly session: LeaseSession,
    private readonly names: ReadonlySet<string>,
  ) {}

  has(subject: ContactKey): boolean {
    return this.names.has(nameOf(subject));
  }

  /** Database time, ISO 8601 in UTC with microseconds. Ask for it when the call begins. */
  now(): Promise<string> {
    return this.session.now();
  }

  /**
   * Throws `ConnectionLost` when the lease may have ended. Ask within the transaction that applies what was read: while
   * that was read, nobody else had begun to.
   */
  assertHeld(): Promise<void> {
    return this.session.assertAlive();
  }

  /** After the commit. */
  release(): Promise<void> {
    return this.session.release(this.names);
  }
}

/**
 * One connection for the leases of a whole process. To PostgreSQL a session may take a lock twice, so what is taken is
 * remembered here too.
 */
class LeaseSession {
  private readonly taken = new Set<string>();
  private alive = true;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: PoolClient,
    private readonly onEnd: () => void,
  ) {
    client.on('error', () => this.end());
  }

  async take(wanted: readonly string[]): Promise<ReadonlySet<string>> {
    const free = new Set(wanted.filter((name) => !this.taken.has(name)));
    for (const name of free) this.taken.add(name);
    const rows = await this.ask<{ name: string }>(
      'select name from unnest($1::text[]) as u (name) where pg_try_advisory_lock($2, hashtext(name))',
      [[...free], LEASE_CLASS],
    );
    const got = new Set(rows.map(({ name }) => name));
    for (const name of free) if (!got.has(name)) this.taken.delete(name);
    return got;
  }

  async now(): Promise<string> {
    const [row] = await this.ask<{ now: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
    );
    if (row === undefined) throw new ConnectionLost(undefined);
    return row.now;
  }

  async assertAlive(): Promise<void> {
    await this.ask('select 1');
  }

  async release(names: ReadonlySet<string>): Promise<void> {
    // With the connection every lock was gone.
    if (!this.alive || names.size === 0) return;
    try {
      await this.ask('select pg_advisory_unlock($2, hashtext(name)) from unnest($1::text[]) as u (name)', [
        [...names],
        LEASE_CLASS,
      ]);
    } catch {
      // What was done under the lease is stored; the connection is ended, and the locks with it.
    } finally {
      for (const name of names) this.taken.delete(name);
    }
  }

  end(): void {
    if (!this.alive) return;
    this.alive = false;
    this.onEnd();
    this.client.release(true);
  }

  /** One after the other: a connection carries out one query at a time. */
  private ask<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const mine = this.turn.then(() => this.askNow<Row>(sql, values));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async askNow<Row extends object>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    if (!this.alive) throw new ConnectionLost(undefined);
    try {
      const { rows } = await this.client.query<Row>(sql, [...values]);
      return rows;
    } catch (error) {
      this.end();
      throw lost(error);
    }
  }
}

function nameOf({ nameType, nameCode }: ContactKey): string {
  return `${nameType} ${nameCode}`;
}

/** Whatever went wrong on the connection of the leases, they are gone and the work is to be done again. */
function lost(error: unknown): ConnectionLost {
  return error instanceof ConnectionLost ? error : new ConnectionLost(error);
}
