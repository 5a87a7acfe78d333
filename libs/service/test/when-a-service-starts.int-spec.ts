import { SchemaOutOfDate } from '@contact-sync/database';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { Module } from '@nestjs/common';
import type { Pool } from 'pg';
import { ConfigurationFaulty, ServiceConfig, settingsMigration, startService, systemClock } from '../src';

@Module({})
class NothingModule {}

const schema = { schema: 'example', migrations: [settingsMigration('example', 1763700000002)] };
const facts = { name: 'example', title: 'Example', version: '1.2.3', config: ServiceConfig, schemas: [schema] };

describe('when a service starts', () => {
  let database: FreshDatabase;
  let env: Record<string, string>;
  const wiring = jest.fn();

  beforeAll(async () => {
    database = await freshDatabase({ owners: [schema] });
    env = {
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'in-process',
      ACCESS: 'local',
      CONTACT_SYNC_TOKEN: 'a-token-that-is-long-enough-for-tests-0123456789',
      LOG_LEVEL: 'error',
    };
  });
  afterAll(() => database.drop());

  it('listens when it is wired, and stops in order: other work, the service, jobs and connections, the database', async () => {
    const order: string[] = [];
    let pool: Pool | undefined;
    let url = '';
    const isUp = (): Promise<boolean> =>
      fetch(`${url}/liveness`).then(
        ({ ok }) => ok,
        () => false,
      );
    const tell = async (what: string): Promise<void> => {
      order.push(`${what}: ${(await isUp()) ? 'listens' : 'closed'}, database ${pool?.ended ? 'closed' : 'open'}`);
    };
    const running = await startService(facts, { env, clock: systemClock }, async ({ create, pool: opened }) => {
      pool = opened;
      return {
        service: await create({ module: NothingModule }),
        stopFirst: () => tell('first'),
        stopAfter: () => tell('after'),
      };
    });
    ({ url } = running);
    expect([running.name, await isUp()]).toEqual(['example', true]);
    await running.stop();
    expect(order).toEqual(['first: listens, database open', 'after: closed, database open']);
    expect(pool?.ended).toBe(true);
  });

  it('leaves no connection behind when its wiring fails', async () => {
    let pool: Pool | undefined;
    const started = startService(facts, { env, clock: systemClock }, async (opened) => {
      pool = opened.pool;
      await pool.query('select 1');
      throw new Error('no key opens it');
    });
    await expect(started).rejects.toThrow('no key opens it');
    expect(pool?.ended).toBe(true);
  });

  it('is not wired where the configuration or the database is not as it must be', async () => {
    const surroundings = { env, clock: systemClock };
    const elsewhere = { ...facts, schemas: [{ ...schema, schema: 'another' }] };
    await expect(startService(elsewhere, surroundings, wiring)).rejects.toThrow(SchemaOutOfDate);
    await expect(startService(facts, { ...surroundings, env: {} }, wiring)).rejects.toThrow(ConfigurationFaulty);
    expect(wiring).not.toHaveBeenCalled();
  });
});
