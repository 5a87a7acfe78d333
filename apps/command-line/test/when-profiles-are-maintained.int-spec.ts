import { authSchema, start } from '@contact-sync/auth-profile';
import { messagingSchema } from '@contact-sync/messaging';
import type { RunningService } from '@contact-sync/service';
import { freshDatabase, type FreshDatabase } from '@contact-sync/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program, type Ran } from './program';

const TOKEN = 'a-token-of-this-test-with-enough-letters';
const P12 = join(__dirname, '../../auth-profile/test/pkcs12');
const SECRET = 'TopHemmelig-42';

describe('when profiles are maintained', () => {
  let database: FreshDatabase;
  let service: RunningService;
  let folder: string;
  beforeAll(async () => {
    database = await freshDatabase({ owners: [messagingSchema, authSchema] });
    folder = mkdtempSync(join(tmpdir(), 'command-line-'));
    service = await start({
      DATABASE_URL: database.runUrl,
      TRANSPORT: 'in-process',
      ACCESS: 'local',
      CONTACT_SYNC_DATA: folder,
      CONTACT_SYNC_TOKEN: TOKEN,
      LOG_FILE: join(folder, 'log'),
    });
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const run = async (args: readonly string[], input = ''): Promise<Ran> => {
    const env = { CONTACT_SYNC_TOKEN: TOKEN, CONTACT_SYNC_URL: service.url };
    const ran = await program(['profiles', ...args], { env, input });
    expect(ran.output + ran.errors).not.toContain(SECRET);
    return ran;
  };

  it('one is made with a secret from a pipe, and shown without it', async () => {
    expect((await run(['list'])).output).toBe('there are no profiles yet\n');
    const args = ['create', 'CVR drift', '--kind', 'graphql-client-secret', '--for', 'cvr,BFE', 'clientId=c1'];
    const { code, output } = await run([...args, 'secretExpires=2099-01-31'], `clientSecret=${SECRET}\n`);
    expect(code).toBe(0);
    expect(output).toMatch(/^CVR drift\n {2}id +[0-9a-f-]{36}\n {2}kind +graphql-client-secret\n {2}for +CVR, BFE\n/);
    expect(output).toMatch(/\n {2}clientSecret +set \d{4}-.*, not shown\n/);
    expect((await run(['show', 'cvr DRIFT'])).output).toBe(output);
    expect((await run(['list'])).output).toMatch(
      /^profile +kind +for +expires +used by\nCVR drift +graphql-client-secret +CVR,BFE +2099-01-31, \d+ days\n$/,
    );
  });

  it('a secret on the command line is refused before anything is sent', async () => {
    const { code, errors } = await run(['edit', 'CVR drift', 'clientSecret=something']);
    expect([code, errors]).toEqual([2, expect.stringContaining('does not belong on the command line')]);
    expect(errors).not.toContain('something');
  });

  it('one is changed: a new secret from a file, another name', async () => {
    const file = join(folder, 'secret');
    writeFileSync(file, `${SECRET}\n`, { mode: 0o600 });
    const { code, output } = await run([
      'edit',
      'CVR drift',
      '--secret-file',
      `clientSecret=${file}`,
      '--rename',
      'CVR',
    ]);
    expect([code, output]).toEqual([0, expect.stringMatching(/^CVR\n[^]* version +2\n/)]);
  });

  it('a certificate is taken from its file and replaced; what is wrong with one is said', async () => {
    const args = ['create', 'CVR cert', '--kind', 'rest-certificate', '--for', 'CVR'];
    const made = await run([...args, '--certificate', join(P12, 'legacy-rc2.p12')], 'password=hemmelig-fil\n');
    expect([made.code, made.output]).toEqual([0, expect.stringContaining('organisation   Invented Municipality')]);
    expect(made.output).toContain('Datafordeler closes REST with certificates on 15 January 2027');
    const replace = ['replace-certificate', 'CVR cert', '--certificate', join(P12, 'modern-ec.p12')];
    expect(await run(replace, 'password=wrong\n')).toMatchObject({
      code: 1,
      errors: 'contact-sync: The password does not fit the file.\n',
    });
    expect((await run(replace, 'password=hemmelig-fil\n')).code).toBe(0);
    expect((await run(['expiry'])).output).toMatch(
      /^profile +what +expires +days left\nCVR +client-secret +20\d\d-\d\d-\d\d +(?:729|730)\nCVR cert +certificate +2036-/,
    );
  });

  it('what does not fit is told field by field', async () => {
    const args = ['create', 'Logic', '--kind', 'kmd-logic', '--for', 'CVR', 'subscriptionId=1', 'clientId=c'];
    const { code, errors } = await run(args, `clientSecret=${SECRET}\n`);
    expect(code).toBe(1);
    expect(errors).toContain('\n  fields.subscriptionId: must be a UUID\n  fields.configurationId: is needed\n');
    expect(await run(['create', 'x', '--kind', 'telepathy', '--for', 'CVR'])).toMatchObject({ code: 2 });
  });

  it('keys are rotated', async () => {
    const { code, output } = await run(['rotate-keys']);
    expect([code, output]).toEqual([0, 'key-1: current, holds 2 profiles closed\n']);
  });

  it('one is tried', async () => {
    const { code, output } = await run(['test', 'CVR cert']);
    expect([code, output]).toEqual([0, expect.stringMatching(/^OK: The certificate/)]);
  });

  it('one is deleted; what is not there is said so', async () => {
    expect(await run(['delete', 'CVR'])).toMatchObject({ code: 0, output: 'CVR: deleted\n' });
    expect(await run(['show', 'CVR'])).toMatchObject({ code: 1 });
    expect((await run(['kinds'])).output).toContain('kmd-logic: KMD Logic, for CVR\n');
  });
});
