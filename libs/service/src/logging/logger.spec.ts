import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MaskedPersonNumber } from '@contact-sync/contacts-model';
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { correlated, correlationOf } from './correlation';
import { createLogger } from './logger';
import { NestLogger } from './nest-logger';
import { redactText } from './redaction';

const NUMBER = '6101801234';

const logging = () => {
  const lines: string[] = [];
  const logger = createLogger({ service: 'cpr-sync', level: 'debug', write: (line) => void lines.push(line) });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
};

describe('the log', () => {
  it('writes one line of JSON with UTC time, level, service and fields', () => {
    const { logger, lines, last } = logging();
    logger.child({ runId: 'r1' }).info({ persons: 7 }, 'run finished');
    expect(last()).toMatchObject({
      level: 'info',
      service: 'cpr-sync',
      runId: 'r1',
      persons: 7,
      message: 'run finished',
    });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
  });

  it('carries the correlation of the request through what it awaits', async () => {
    const { logger, last } = logging();
    const [traceId, spanId] = ['a'.repeat(32), 'b'.repeat(16)];
    const traced = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: 1 });
    await context.with(correlated(traced, 'request-0001'), async () => {
      await Promise.resolve();
      logger.info('seen');
    });
    expect(last()).toMatchObject({ correlationId: 'request-0001', traceId, spanId });
  });

  it.each([
    ['in the text', {}, `person ${NUMBER} moved`],
    ['with a hyphen', {}, 'person 610180-1234 moved'],
    ['in a field', { who: `x${NUMBER}` }, 'x'],
    ['as a number', { who: Number(NUMBER) }, 'x'],
    ['as a bigint', { who: BigInt(NUMBER) }, 'x'],
    ['deep in a list', { a: [{ b: [NUMBER] }] }, 'x'],
    ['as a key', { [NUMBER]: 1 }, 'x'],
    ['as its own type', { who: new MaskedPersonNumber(NUMBER) }, 'x'],
    ['in bytes', { raw: Buffer.from(NUMBER) }, 'x'],
    ['in an error', { error: new Error(`bad ${NUMBER}`, { cause: new Error(NUMBER) }) }, 'x'],
    ['in what a driver put on an error', { error: Object.assign(new Error('x'), { parameters: [NUMBER] }) }, 'x'],
    ['under a key that names it', { pnr: '1234' }, 'x'],
  ])('never shows a person number: %s', (_, fields, text) => {
    const { logger, lines, last } = logging();
    logger.error(fields, text);
    logger.child(fields).error(text);
    expect(lines.join('')).not.toMatch(/6101801234|610180-1234|NjEwMTgwMTIzNA|54,49,48|"1234"/);
    expect(last()['level']).toBe('error');
  });

  it('catches what was put into the line without passing by the values', () => {
    const { logger, lines } = logging();
    logger.info(`%s and %o`, NUMBER, { a: NUMBER });
    expect(lines.join('')).not.toContain(NUMBER);
  });

  it('leaves other numbers as they are', () => {
    const { logger, last } = logging();
    logger.info({ atMs: 1732226400000, company: 26911745, took: 12.5 }, 'x');
    expect(last()).toMatchObject({ atMs: 1732226400000, company: 26911745, took: 12.5 });
  });

  it.each([
    ['postgres://user:pa55@db:5432/x failed', 'postgres://***@db:5432/x failed'],
    ['amqp://guest:gu@est@host', 'amqp://***@host'],
    ['Authorization: Bearer abcdefgh.ijkl', 'Authorization: Bearer ***'],
    ['Status code: BadRequest', 'Status code: BadRequest'],
    ['password=hunter2&x=1', 'password=***&x=1'],
    ['got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'got ***'],
  ])('hides secrets in %s', (text, shown) => expect(redactText(text)).toBe(shown));

  it('hides values under keys that name secrets', () => {
    const { logger, lines } = logging();
    logger.info(
      { headers: { authorization: 'abc-secret-abc', cookie: 'abc-secret-abc' }, clientSecret: 'abc-secret-abc' },
      'x',
    );
    expect(lines.join('')).not.toContain('abc-secret-abc');
  });

  it('does not let a value begin a line of its own', () => {
    const { logger, lines } = logging();
    logger.warn({ name: 'x\n{"level":"fatal"}' }, 'refused\r\n{"level":"fatal"}');
    expect(lines.join('').match(/\n/g)).toHaveLength(1);
  });

  it('takes no person number as correlation id', () => {
    const idFrom = (id: string): string | undefined => correlationOf(correlated(ROOT_CONTEXT, id)).correlationId;
    expect(idFrom(`id-${NUMBER}`)).not.toContain(NUMBER);
    expect(idFrom('a b')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('shows no text of the database that may quote a row', () => {
    const { logger, lines, last } = logging();
    const said = 'invalid input syntax for type date: "Ærenlund"\nDETAIL: of Ærenlund';
    const error = Object.assign(new Error(said), { code: '22007', severity: 'ERROR', detail: 'Ærenlund' });
    logger.error({ error, wrapped: new Error('import failed', { cause: error }) }, 'x');
    expect(lines.join('')).not.toContain('Ærenlund');
    const stack: unknown = expect.stringMatching(/^Error: the database refused a statement\n {4}at /);
    expect(last()['error']).toMatchObject({ code: '22007', message: 'the database refused a statement', stack });
  });

  it.each([
    ['of the database that names what is missing', 'relation "x" does not exist', { code: '42P01', severity: 'ERROR' }],
    ['of other errors', 'operation not permitted', { code: 'EPERM' }],
  ])('keeps the text %s', (_, text, facts) => {
    const { logger, last } = logging();
    logger.error({ error: Object.assign(new Error(text), facts) }, 'x');
    expect(last()['error']).toMatchObject({ message: text });
  });

  it('goes to a file that only its owner can read, after what stood there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'));
    const file = join(folder, 'services.log');
    for (const service of ['cpr-sync', 'contact-desk']) createLogger({ service, file }).info('here');
    expect(readFileSync(file, 'utf8').match(/"service":"[a-z-]+"/g)).toEqual([
      '"service":"cpr-sync"',
      '"service":"contact-desk"',
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });

  it('speaks for Nest', () => {
    const { logger, last } = logging();
    new NestLogger(logger).error(new Error('boom'), 'stack', 'Router');
    expect(last()).toMatchObject({ level: 'error', message: 'boom', context: 'Router', error: { type: 'Error' } });
  });
});
