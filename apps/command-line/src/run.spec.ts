import { Readable } from 'node:stream';
import { COMMANDS } from './commands';
import { run } from './run';
import type { ExitCode } from './failures';
import type { Surroundings } from './surroundings';

interface Ran {
  readonly code: ExitCode;
  readonly output: string;
  readonly errors: string;
}

async function ran(args: readonly string[], env: Surroundings['env'] = {}, input = ''): Promise<Ran> {
  const texts = { output: '', errors: '' };
  const code = await run(args, {
    env: { CONTACT_SYNC_DATA: '/nowhere', ...env },
    input: Readable.from([Buffer.from(input)]),
    output: { write: (text) => (texts.output += text) },
    errors: { write: (text) => (texts.errors += text) },
    pause: () => Promise.resolve(),
  });
  return { code, ...texts };
}

describe('the program', () => {
  it('lists its commands when it is given none', async () => {
    const { code, output } = await ran([]);
    expect(code).toBe(0);
    for (const name of [
      'cpr import',
      'cpr files list',
      'cpr files fetch',
      'cpr files import',
      'cpr files send',
      'cpr lookup',
      'cpr import-person',
      'cpr report',
      'cpr subscriptions list',
      'cpr subscriptions show',
      'cpr subscriptions wish',
      'cpr subscriptions take-over',
      'cpr subscriptions report',
      'cpr subscriptions block',
      'cpr subscriptions blocks',
      'cpr subscriptions unblock',
      'cpr test-connection',
      'cpr renew-password',
      'cvr lookup',
      'cvr import',
      'cvr enable',
      'cvr disable',
      'cvr pause',
      'cvr resume',
      'cvr status',
      'cvr exempt',
      'cvr failures',
      'contacts get',
      'contacts find',
      'holds list',
      'holds retry',
      'holds release',
      'profiles list',
      'profiles show',
      'profiles create',
      'profiles edit',
      'profiles replace-certificate',
      'profiles delete',
      'profiles test',
      'profiles expiry',
      'profiles kinds',
      'profiles rotate-keys',
      'queue list',
      'runs list',
      'schedules list',
      'schedules run',
      'schedules pause',
      'schedules resume',
      'schedules set',
      'events tail',
      'audit verify',
      'audit roots',
      'audit list',
      'migrate',
      'login',
    ]) {
      expect(output).toContain(`  ${name} `);
    }
  });

  it('explains a command, also when asked the other way round', async () => {
    const { code, output } = await ran(['contacts', 'get', '--help']);
    expect(code).toBe(0);
    expect(output).toContain('Usage: contact-sync contacts get (--type TYPE --code - | --id ID) --purpose TEXT');
    expect((await ran(['help', 'contacts', 'get'])).output).toBe(output);
    expect((await ran(['contacts', 'get', '-h'])).output).toBe(output);
  });

  it('has no line wider than a terminal of a hundred columns', async () => {
    for (const command of [undefined, ...COMMANDS]) {
      const { output } = await ran([...(command?.name.split(' ') ?? []), '--help']);
      expect(output.split('\n').filter((line) => line.length > 100 && !line.startsWith('  contact-sync'))).toEqual([]);
    }
  });

  it('tells its version', async () => {
    expect(await ran(['--version'])).toEqual({ code: 0, output: 'contact-sync 0.1.0\n', errors: '' });
  });

  it('does not understand other commands, and names those alike', async () => {
    expect(await ran(['queue'])).toEqual({
      code: 2,
      output: '',
      errors:
        'contact-sync: there is no such command; there is queue list, queue show, queue retry, queue park, queue release, queue obsolete, queue mend\nTry: contact-sync --help\n',
    });
    expect((await ran(['nonsense'])).errors).toBe('contact-sync: there is no such command\nTry: contact-sync --help\n');
  });

  it('never repeats a person number that was typed where it should not be', async () => {
    for (const args of [
      ['contacts', 'get', '--type', 'C', '--code', '6101801234', '--purpose', 'x'],
      ['contacts', 'get', '6101801234'],
      ['contacts', 'find', '--code=610180-1234', '--purpose', 'x'],
      ['cpr', 'import', '6101801234'],
      ['cpr', 'lookup', '--code', '6101801234', '--purpose', 'x'],
      ['cpr', 'import-person', '6101801234'],
      ['cpr', 'files', 'send', '--type', '07', '--purpose', 'x', '6101801234'],
      ['cpr', 'report', '--contact', '6101801234', '--purpose', 'x'],
      ['cpr', 'subscriptions', 'list', '--after', '6101801234'],
      ['cpr', 'subscriptions', 'show', '6101801234'],
      ['cpr', 'subscriptions', 'wish', '--subscribe', '--reason', 'x', '6101801234'],
      ['cpr', 'subscriptions', 'take-over', '--file', '6101801234'],
      ['cpr', 'subscriptions', 'block', '--contact', '6101801234', '--reason', 'x'],
      ['cpr', 'subscriptions', 'block', '--code', '6101801234', '--reason', 'x'],
      ['cpr', 'subscriptions', 'unblock', '6101801234'],
      ['holds', 'retry', '6101801234'],
      ['audit', 'list', '--contact', '6101801234', '--purpose', 'x'],
      ['audit', 'verify', '--root', '6101801234'],
      ['queue', 'list', '--state', '6101801234', '--nonsense=6101801234'],
      ['6101801234'],
    ]) {
      const { code, output, errors } = await ran(args, { CONTACT_SYNC_TOKEN: 't' });
      expect(code).toBe(2);
      expect(output + errors).not.toMatch(/610180-?1234/);
    }
  });

  it('asks for a purpose before it asks the server', async () => {
    const { code, errors } = await ran(['contacts', 'get', '--type', 'C', '--code', '-'], {}, '6101801234\n');
    expect(code).toBe(2);
    expect(errors).toMatch(/--purpose is needed/);
  });

  it.each([
    [['cpr', 'lookup', '--code', '-'], '--purpose is needed'],
    [['cpr', 'test-connection', 'fax'], 'name one road: direkte, datafordeler, files'],
    [['cpr', 'files', 'send', '--type', '08', '--purpose', 'x', '1'], '--type must be 01 or 06 or 07'],
    [
      ['cpr', 'subscriptions', 'list', '--subscribed', '--not-subscribed'],
      'give either --subscribed or --not-subscribed',
    ],
    [['cpr', 'subscriptions', 'wish', '--reason', 'x', '1'], 'give one of --subscribe, --unsubscribe and --withdraw'],
    [['cpr', 'subscriptions', 'take-over'], 'give either --all or --file NUMBERS'],
  ])('%j is not understood, and says so', async (args, why) => {
    const { code, errors } = await ran(args);
    expect(code).toBe(2);
    expect(errors).toContain(why);
  });

  it('says that there is no token, and where it looked', async () => {
    const { code, errors } = await ran(['queue', 'list']);
    expect(code).toBe(3);
    expect(errors).toContain('looked for /nowhere/token');
  });

  it('says that the database cannot be reached, without its address', async () => {
    const { code, errors } = await ran(['migrate'], { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/none' });
    expect(code).toBe(3);
    expect(errors).toBe('contact-sync: cannot reach the database of DATABASE_URL (ECONNREFUSED)\n');
    expect((await ran(['migrate'])).code).toBe(2);
  });
});
