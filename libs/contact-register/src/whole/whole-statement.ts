import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { ConnectionLost, copyLine } from '@contact-sync/database';
import type { NameType, RegisterName } from '@contact-sync/contacts-model';
import type { Pool, PoolClient } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';

/** One record of a register's whole statement: a row of a file. */
export interface Statement {
  readonly nameCode: string;
  /** Hash of the record and of all that decides what it means. */
  readonly fingerprint: string;
  /** Where it stands: byte offset, bytes, and line. */
  readonly place: number;
  readonly length: number;
  readonly line: number;
}

/** All records of one subject, in the order of the file. */
export interface SubjectStatements {
  readonly nameCode: string;
  /**
   * Fingerprint of what was applied last; an observation with the same one says nothing new. Absent where it must be applied
   * all the same: unknown, edited by hand, wished fresh, held, and with `all`.
   */
  readonly known?: string;
  readonly statements: readonly Statement[];
}

/** A contact that a complete statement does not name. */
export interface MissingContact {
  readonly contactId: string;
  readonly nameCode: string;
  /** Day on which the register had said it would end, `YYYY-MM-DD`. */
  readonly end?: string;
}

export interface Portions {
  /** Subjects, or contacts, at a time. */
  readonly portion: number;
}

/**
 * A register's complete statement laid beside the contacts: of whom it may say something new, and whom it no longer names
 * (decision 0019). Nothing is written but temporary tables, on a connection of its own that `close` gives up; in which
 * order records come does not matter. Errors of the database are thrown as they are.
 */
export class WholeStatement {
  private copy: CopyStreamQuery | undefined;
  private isLost = false;
  private isCompared = false;
  private refusal: Error | undefined;
  /** Rejects when the connection is lost: the stream waits for a server that is gone. */
  private readonly gone: Promise<never>;

  private constructor(
    private readonly client: PoolClient,
    private readonly of: { readonly register: RegisterName; readonly nameType: NameType },
  ) {
    this.gone = new Promise((_, reject) => {
      const lose = (error?: Error): void => {
        this.isLost = true;
        reject(new ConnectionLost(error));
      };
      client.on('error', lose);
      client.on('end', lose);
    });
    this.gone.catch(() => undefined);
  }

  /** Waits for a free connection. */
  static async open(
    pool: Pool,
    of: { readonly register: RegisterName; readonly nameType: NameType },
  ): Promise<WholeStatement> {
    const whole = new WholeStatement(await pool.connect(), of);
    try {
      await whole.client.query(SESSION);
      whole.copy = whole.client.query(copyFrom('copy statement from stdin'));
      // The stream itself would take more.
      whole.copy.on('error', (error) => (whole.refusal = error));
      return whole;
    } catch (error) {
      await whole.close();
      throw error;
    }
  }

  /** Takes records in; waits while the database has enough of them. */
  async write(statements: readonly Statement[]): Promise<void> {
    const copy = this.copying();
    let text = '';
    for (const { nameCode, fingerprint, place, length, line } of statements) {
      // Every row of a large file comes here: what needs no escaping is not looked at value by value.
      const said = `${nameCode}\t${fingerprint}`;
      text += PLAIN.test(said)
        ? `${said}\t${place}\t${length}\t${line}\n`
        : copyLine([nameCode, fingerprint, place, length, line]);
    }
    if (text === '' || copy.write(text)) return;
    await Promise.race([once(copy, 'drain'), this.gone]);
  }

  /** After the last record. */
  async end(): Promise<void> {
    const copy = this.copying();
    this.copy = undefined;
    copy.end();
    await Promise.race([finished(copy), this.gone]);
    await this.client.query('analyze statement');
  }

  /**
   * Subjects of whom not exactly this was applied last: unknown, changed, edited by hand, wished fresh or held; and those
   * with several records. Every record of each, so many subjects at a time, in the order of the file. `all`: every subject.
   */
  async *different({
    portion,
    all = false,
  }: Portions & { readonly all?: boolean }): AsyncGenerator<SubjectStatements[]> {
    await this.compare();
    await this.client.query('truncate subject');
    await this.client.query(
      all
        ? 'insert into subject select name_code, min(place) from statement group by name_code'
        : `insert into subject select name_code, min(place), min(fingerprint) from difference where place is not null
            group by name_code`,
    );
    await this.client.query('analyze subject');
    const rows = this.fetched<StatementRow>(
      `select s.name_code, s.fingerprint, s.place, s.length, s.line, subject.known
         from subject join statement s using (name_code) order by first, s.name_code, s.place`,
      portion,
    );
    yield* bySubject(rows, portion);
  }

  /**
   * How many contacts no record names that are open on a day by what the register told, and of how many; which is counted
   * only where there are some.
   */
  async countMissing(day: string): Promise<{ readonly missing: number; readonly open: number }> {
    await this.compare();
    const missing = await this.client.query(`select from difference ${MISSING}`, [day]);
    if (missing.rowCount === 0) return { missing: 0, open: 0 };
    const { rows } = await this.client.query<{ open: number }>(
      `select count(*) as open from (${TOLD}) t where ${OPEN}`,
      [this.of.register, this.of.nameType, day],
    );
    return { missing: missing.rowCount ?? 0, open: rows[0]?.open ?? 0 };
  }

  /**
   * Contacts that the register has told of, neither superseded nor ended before the day by its word, that no record names.
   * As they were when this, or what is different, was first asked for.
   */
  async *missing(day: string, { portion }: Portions): AsyncGenerator<MissingContact[]> {
    await this.compare();
    await this.client.query('truncate absent');
    await this.client.query(
      `insert into absent select id, name_code, case when end_source = 'register' then end_date end
         from difference ${MISSING}`,
      [day],
    );
    for await (const rows of this.fetched<MissingRow>('select id, name_code, "end" from absent order by id', portion)) {
      yield rows.map(({ id, name_code, end }) => ({
        contactId: String(id),
        nameCode: name_code,
        ...(end !== null && { end }),
      }));
    }
  }

  /** Gives the connection up, and all that was laid out on it. */
  async close(): Promise<void> {
    // Its settings and tables are of no use to anybody else.
    this.client.release(true);
  }

  /** Lays records and contacts beside each other, once. */
  private async compare(): Promise<void> {
    if (this.isCompared) return;
    await this.client.query(COMPARISON, [this.of.register, this.of.nameType]);
    this.isCompared = true;
  }

  /** What a query gives, so many rows at a time, whatever is asked on other connections meanwhile. */
  private async *fetched<Row extends object>(query: string, portion: number): AsyncGenerator<Row[]> {
    await this.client.query(`declare laid cursor with hold for ${query}`);
    try {
      for (;;) {
        const { rows } = await this.client.query<Row>(`fetch forward ${Math.trunc(portion)} from laid`);
        if (rows.length > 0) yield rows;
        if (rows.length < portion) return;
      }
    } finally {
      if (!this.isLost) await this.client.query('close laid');
    }
  }

  private copying(): CopyStreamQuery {
    if (this.copy === undefined) throw new Error('the statement was ended');
    if (this.isLost) throw new ConnectionLost(this.refusal);
    if (this.refusal !== undefined) throw this.refusal;
    return this.copy;
  }
}

/** A code and a fingerprint that COPY takes as they are. */
const PLAIN = /^[\w.-]*\t[\w./+=-]*$/;

/** Whole tables are laid beside each other: by hash, whatever the planner knows of them, in memory where they fit. */
const SESSION = `
  set enable_nestloop = off; set jit = off; set work_mem = '64MB'; set hash_mem_multiplier = 4; set timezone = 'UTC';
  create temporary table statement (
    name_code text collate "C" not null, fingerprint text collate "C" not null,
    place bigint not null, length integer not null, line integer not null);
  create temporary table difference (
    name_code text collate "C" not null, place bigint, id bigint, fingerprint text, end_date text, end_source text);
  create temporary table subject (name_code text collate "C" not null, first bigint not null, known text);
  create temporary table absent (id bigint not null, name_code text not null, "end" text)`;

/** Contacts that the register has told of. */
const TOLD = `
  select c.id, c.name_code, f.fingerprint, c.end_date, c.end_source
    from contacts.contact c join contacts.freshness f on f.contact_id = c.id and f.register = $1
   where c.name_type = $2 and c.superseded_by is null`;

/**
 * Records of which not exactly this was applied, and contacts that none names; all in one pass. A second record of a
 * subject differs too: what was applied has one fingerprint for both.
 */
const COMPARISON = `
  insert into difference
  with held as (
    select h.name_code from contacts.hold h where h.released_at is null and (h.register, h.name_type) = ($1, $2))
  select coalesce(s.name_code, t.name_code), s.place, t.id,
         case when s.name_code not in (table held) then t.fingerprint end, t.end_date, t.end_source
    from statement s full join (${TOLD}) t on t.name_code = s.name_code
   where s.name_code is null or t.name_code is null or t.fingerprint is distinct from s.fingerprint
      or s.name_code in (table held)`;

const OPEN = `(end_date is null or end_source = 'hand' or end_date >= $3)`;
const MISSING = `where place is null and ${OPEN.replace('$3', '$1')}`;

interface StatementRow {
  name_code: string;
  fingerprint: string;
  place: number;
  length: number;
  line: number;
  known: string | null;
}

interface MissingRow {
  id: number;
  name_code: string;
  end: string | null;
}

/** Rows of one subject stand together; the last of a portion may go on in the next. */
async function* bySubject(
  portions: AsyncIterable<StatementRow[]>,
  portion: number,
): AsyncGenerator<SubjectStatements[]> {
  let subjects: { nameCode: string; known?: string; statements: Statement[] }[] = [];
  for await (const rows of portions) {
    for (const { name_code: nameCode, known, ...statement } of rows) {
      const last = subjects.at(-1);
      if (last?.nameCode === nameCode) {
        last.statements.push({ nameCode, ...statement });
        continue;
      }
      if (subjects.length === portion) {
        yield subjects;
        subjects = [];
      }
      subjects.push({ nameCode, ...(known !== null && { known }), statements: [{ nameCode, ...statement }] });
    }
  }
  if (subjects.length > 0) yield subjects;
}
