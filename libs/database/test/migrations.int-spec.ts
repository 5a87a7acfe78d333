import { checkSchema, grantToRunRole, migrate, SchemaOutOfDate, type SchemaOwner } from '@contact-sync/database';
import { freshDatabase, uniqueName, type FreshDatabase } from '@contact-sync/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class CreateThing1795219200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table thing.thing (id int primary key)');
    await grantToRunRole(runner, 'select, insert', 'thing.thing');
  }
  down(): Promise<void> {
    throw new Error('forward only');
  }
}
class AddName1795219300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table thing.thing add name text');
  }
  down(): Promise<void> {
    throw new Error('forward only');
  }
}
const first: SchemaOwner = { schema: 'thing', migrations: [CreateThing1795219200000] };
const both: SchemaOwner = { schema: 'thing', migrations: [CreateThing1795219200000, AddName1795219300000] };

let database: FreshDatabase;
beforeEach(async () => (database = await freshDatabase()));
afterEach(() => database.drop());

it('runs each migration once, however many callers there are', async () => {
  const ran = await Promise.all([migrate(database.url, [both]), migrate(database.url, [both])]);
  expect(ran.flat()).toEqual(['thing.CreateThing1795219200000', 'thing.AddName1795219300000']);
});

it('a service learns which migrations are missing', async () => {
  await expect(checkSchema(database.pool, [both])).rejects.toMatchObject({
    missing: ['thing.CreateThing1795219200000', 'thing.AddName1795219300000'],
  });
  await migrate(database.url, [first]);
  await expect(checkSchema(database.pool, [both])).rejects.toThrow(SchemaOutOfDate);
  expect(await migrate(database.url, [both])).toEqual(['thing.AddName1795219300000']);
  await checkSchema(database.pool, [both]);
});

it('the running role reads and writes what was granted, and cannot alter tables', async () => {
  const runRole = uniqueName('role');
  await migrate(database.url, [both], { runRole });
  const client = await database.pool.connect();
  try {
    await client.query(`set role ${runRole}`);
    await client.query('insert into thing.thing (id) values (1)');
    expect((await client.query('select name from thing.migration')).rowCount).toBe(2);
    for (const forbidden of [
      'alter table thing.thing add x int',
      'drop table thing.thing',
      'delete from thing.thing',
      'create table thing.other ()',
      'insert into thing.migration (timestamp, name) values (1, $$x$$)',
    ]) {
      await expect(client.query(forbidden)).rejects.toMatchObject({ code: '42501' });
    }
  } finally {
    await client.query(`reset role; drop owned by ${runRole}; drop role ${runRole}`);
    client.release();
  }
});
