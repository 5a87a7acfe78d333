import { freshDatabase } from '@contact-sync/testing';
import { program } from './program';

describe('when the database is migrated', () => {
  it('everything is made once, and a second time changes nothing', async () => {
    const database = await freshDatabase();
    const env = { DATABASE_URL: database.url };
    const first = await program(['migrate'], { env });
    expect(first.errors).toBe('');
    expect(first.code).toBe(0);
    const order = first.output.split('\n').map((line) => line.split('.')[0]);
    expect(order.indexOf('service_queue')).toBe(0);
    expect(order.indexOf('contacts')).toBeLessThan(order.indexOf('cpr'));
    expect(await program(['migrate'], { env })).toEqual({
      code: 0,
      output: 'the database is up to date\n',
      errors: '',
    });
    expect((await program(['migrate', '--json'], { env })).output).toBe('{\n  "ran": []\n}\n');
    await database.drop();
  });

  it('a database that cannot be reached is exit code 3, its address not told', async () => {
    const { code, errors } = await program(['migrate'], {
      env: { DATABASE_URL: 'postgres://me:s3cret@127.0.0.1:1/none' },
    });
    expect(code).toBe(3);
    expect(errors).not.toContain('s3cret');
    expect((await program(['migrate'])).code).toBe(2);
  });
});
