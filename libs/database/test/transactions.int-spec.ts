import {
  copyInto,
  ConnectionLost,
  CommitRefused,
  inTransaction,
  isConnectionLost,
  openPool,
} from '@contact-sync/database';
import { freshDatabase, waitFor, type FreshDatabase } from '@contact-sync/testing';

interface Breakable {
  readonly connection: { readonly stream: { destroy(): void } };
}

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.pool.query('create table t (id int primary key, words text[], body jsonb, day date, n bigint)');
});
beforeEach(() => database.pool.query('truncate t'));
afterAll(() => database.drop());

const count = async (): Promise<unknown> => (await database.pool.query('select count(*) as n from t')).rows[0].n;

describe('a transaction', () => {
  it('commits when the work returns', async () => {
    await inTransaction(database.pool, (tx) => tx.query('insert into t (id) values (1)'));
    expect(await count()).toBe(1);
  });

  it('rolls back when the work throws, and throws the same error on', async () => {
    const failure = new Error('no');
    const work = inTransaction(database.pool, async (tx) => {
      await tx.query('insert into t (id) values (1)');
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await count()).toBe(0);
  });

  it('says so when the work swallowed an error and PostgreSQL would not commit', async () => {
    const work = inTransaction(database.pool, async (tx) => {
      await tx.query('insert into t (id) values (1)');
      await tx.query('select 1/0').catch(() => undefined);
    });
    await expect(work).rejects.toBeInstanceOf(CommitRefused);
    expect(await count()).toBe(0);
  });

  it('whose connection is killed is a lost connection by code, and the pool goes on', async () => {
    const work = inTransaction(database.pool, async (tx) => {
      const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await tx.query('select pg_sleep(10)');
    });
    const error: unknown = await work.catch((caught: unknown) => caught);
    expect(isConnectionLost(error)).toBe(true);
    expect(await count()).toBe(0);
  });

  it('against a server that is not there is a lost connection', async () => {
    const pool = openPool('postgres://postgres@127.0.0.1:1/x', { max: 1, applicationName: 'nobody' });
    await expect(inTransaction(pool, (tx) => tx.query('select 1'))).rejects.toBeInstanceOf(ConnectionLost);
    await pool.end();
  });
});

describe('a pool', () => {
  it('survives that its idle connections are killed', async () => {
    const pool = openPool(database.url, { max: 1, applicationName: 'idle' });
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await waitFor(() => pool.totalCount === 0);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it('shows a connection that breaks under a query as lost, by code', async () => {
    const pool = openPool(database.url, { max: 1, applicationName: 'breaking' });
    pool.on('acquire', (client) => setImmediate(() => (client as unknown as Breakable).connection.stream.destroy()));
    await expect(pool.query('select pg_sleep(5)')).rejects.toBeInstanceOf(ConnectionLost);
    await pool.end();
  });

  it('reads days as text and counters as numbers', async () => {
    await database.pool.query(`insert into t (id, day, n) values (1, '2026-03-29', 5)`);
    expect((await database.pool.query('select day, n from t')).rows).toEqual([{ day: '2026-03-29', n: 5 }]);
  });
});

describe('copyInto', () => {
  it('stores awkward text, arrays, JSON and nulls as given', async () => {
    const rows = [
      [1, ['a"b\\', 'c,d', null], { text: 'x\ny\t"\\' }, '2026-02-03'],
      [2, [], null, null],
    ];
    const copied = await inTransaction(database.pool, (tx) => copyInto(tx, 't', ['id', 'words', 'body', 'day'], rows));
    expect(copied).toBe(2);
    const { rows: stored } = await database.pool.query('select id, words, body, day from t order by id');
    expect(stored).toEqual([
      { id: 1, words: ['a"b\\', 'c,d', null], body: { text: 'x\ny\t"\\' }, day: '2026-02-03' },
      { id: 2, words: [], body: null, day: null },
    ]);
  });

  it('stores nothing when a row cannot be made, and leaves the connection usable', async () => {
    function* rows(): Generator<[number]> {
      for (let id = 0; id < 50_000; id += 1) yield [id];
      throw new Error('bad row');
    }
    await expect(inTransaction(database.pool, (tx) => copyInto(tx, 't', ['id'], rows()))).rejects.toThrow('bad row');
    expect(await count()).toBe(0);
  });
});
