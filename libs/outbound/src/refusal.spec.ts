import { CallFailed } from './call';
import { jsonBody } from './json-body';
import { refusalOf, retryAfter } from './refusal';

const NOW = new Date('2026-11-22T10:00:00Z');

const kindOf = (status: number): string | undefined => refusalOf({ status, headers: {} }, NOW)?.failure;

it.each([
  [200, undefined],
  [204, undefined],
  [302, 'wrong'],
  [400, 'wrong'],
  [401, 'refused'],
  [403, 'refused'],
  // A version that is gone may be a name that was misspelt, and never a company that is not there.
  [404, 'unavailable'],
  [410, 'unavailable'],
  [408, 'unavailable'],
  [422, 'wrong'],
  [429, 'unavailable'],
  [500, 'unavailable'],
  [503, 'unavailable'],
  [599, 'unavailable'],
])('%d is %s', (status, failure) => expect(kindOf(status)).toBe(failure));

it('tells how long to wait, of what the server asks for at most an hour', () => {
  const refusal = refusalOf({ status: 429, headers: { 'retry-after': '120' } }, NOW);
  expect(refusal).toMatchObject({ code: 'http-429', more: { retryAfterMs: 120_000 } });
  expect(retryAfter('7200', NOW)).toBe(3_600_000);
  expect(retryAfter('Sun, 22 Nov 2026 10:00:30 GMT', NOW)).toBe(30_000);
  expect(retryAfter('Sun, 22 Nov 2026 09:00:00 GMT', NOW)).toBe(0);
  expect(retryAfter('0', NOW)).toBe(0);
  expect(retryAfter('soon', NOW)).toBeUndefined();
  expect(retryAfter(undefined, NOW)).toBeUndefined();
});

it('half JSON is no answer, and what it holds is not told', () => {
  const read = (text: string): unknown => jsonBody({ body: new TextEncoder().encode(text) });
  expect(read('{"navn": "Ærø"}')).toEqual({ navn: 'Ærø' });
  for (const half of ['', '{"navn": "Hemmelig', '<html>']) {
    let thrown: unknown;
    try {
      read(half);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(new CallFailed('unavailable', 'half-json'));
    expect((thrown as Error).cause).toBeUndefined();
  }
  expect(() => jsonBody({ body: Uint8Array.of(0x22, 0xe6, 0x22) })).toThrow('half-json');
});
