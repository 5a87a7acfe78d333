import { grantToRunRole, type SchemaOwner } from '@contact-sync/database';
import { freshDatabase, uniqueName } from '@contact-sync/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// Its own, so that no template of this run holds it yet.
const schema = uniqueName('thing');

class CreateThing1795219200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table ${schema}.thing (made_in text default current_database(), said text)`);
    await runner.query(`insert into ${schema}.thing default values`);
    await grantToRunRole(runner, 'select, update', `${schema}.thing`);
  }
  down(): Promise<void> {
    throw new Error('forward only');
  }
}
const owners: readonly SchemaOwner[] = [{ schema, migrations: [CreateThing1795219200000] }];

it('is migrated once in a run, however many ask at once, and what one test writes no other sees', async () => {
  const databases = await Promise.all([1, 2, 3].map(() => freshDatabase({ owners })));
  const rows = async (place: number, sql: string): Promise<unknown[]> => (await databases[place]!.pool.query(sql)).rows;
  try {
    await rows(0, `update ${schema}.thing set said = 'by a test'`);
    const [first, ...others] = await Promise.all(
      [0, 1, 2].map((place) => rows(place, `select * from ${schema}.thing`)),
    );
    expect(first).toEqual([{ made_in: expect.stringMatching(/^contact_sync_template_/), said: 'by a test' }]);
    for (const other of others) expect(other).toEqual([{ ...(first![0] as object), said: null }]);
  } finally {
    await Promise.all(databases.map((database) => database.drop()));
  }
});
