import type { CallAnswer } from '@contact-sync/outbound';
import { failureOfAnswer, failureOfErrors, isTokenRefused } from './failures';

const NOW = new Date('2026-11-21T09:00:00Z');
const TRACE = '00-b284088d1a6a92c6193595733d0f9e1d-dfcea9bd21edfde6-01';

const answer = (status: number, body: unknown = '', headers: Record<string, string> = {}): CallAnswer => ({
  status,
  headers,
  body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
});
const error = (code?: string, traceId = TRACE) => ({
  message: 'a filter on CVREnhedsId, for 6101019999',
  extensions: { traceId, ...(code && { code }) },
});

describe('an answer without success', () => {
  it.each([
    [401, { title: 'Access denied.', status: 401, code: 'DAF-AUTH-0005' }, 'refused', 'DAF-AUTH-0005'],
    [401, 'who are you', 'refused', 'http-401'],
    [403, { errors: [error('DAF-AUTH-0001')] }, 'refused', 'DAF-AUTH-0001'],
    [404, '', 'wrong', 'version-retired'],
    [410, '', 'wrong', 'version-retired'],
    [400, { errors: [error('DAF-GQL-0009')] }, 'wrong', 'DAF-GQL-0009'],
    [400, '', 'wrong', 'http-400'],
    [302, '', 'wrong', 'http-302'],
    [408, '', 'unavailable', 'http-408'],
    [429, '', 'unavailable', 'http-429'],
    [500, { errors: [error('HC0008')] }, 'unavailable', 'HC0008'],
    [503, '<html>', 'unavailable', 'http-503'],
  ])('%i with %j is %s as %s', (status, body, failure, code) => {
    expect(failureOfAnswer(answer(status, body), NOW)).toMatchObject({ failure, code });
  });

  it('says how long to wait and what support needs, and nothing else of it', () => {
    const failed = failureOfAnswer(answer(503, { errors: [error('DAF-X-1')] }, { 'retry-after': '120' }), NOW);
    expect(failed?.more).toEqual({ retryAfterMs: 120_000, traceId: TRACE });
    expect(failed?.message).toBe('DAF-X-1');
  });

  it('is none at 200', () => {
    expect(failureOfAnswer(answer(200), NOW)).toBeUndefined();
  });
});

describe('errors of an answer', () => {
  it.each([
    ['DAF-GQL-0009', 'wrong'],
    ['HC0046', 'wrong'],
    ['HC0045', 'unavailable'],
    [undefined, 'unavailable'],
    ['DAF-AUTH-0001', 'refused'],
    ['DAF-AUTH-0005', 'refused'],
  ])('with code %p are %s', (code, failure) => {
    expect(failureOfErrors([error(code)])).toMatchObject({
      failure,
      code: code ?? 'graphql-error',
      more: { traceId: TRACE },
    });
  });

  it('are known by the first code there is, and their words are left out', () => {
    const failed = failureOfErrors([error(), error('DAF-GQL-0016')]);
    expect(failed?.code).toBe('DAF-GQL-0016');
    expect(JSON.stringify([failed?.message, failed?.more])).not.toContain('6101019999');
  });

  it('give no text of another form as code or trace id', () => {
    const odd = failureOfErrors([{ extensions: { code: 'Fejl for 6101019999', traceId: 'x y' } }]);
    expect(odd).toMatchObject({ code: 'graphql-error', more: {} });
  });

  it.each([[undefined], [null], [[]]])('are none in %j', (errors) => {
    expect(failureOfErrors(errors)).toBeUndefined();
  });
});

describe('another token', () => {
  it('may help where the token is refused, not where it may not read', () => {
    expect(isTokenRefused(failureOfAnswer(answer(401), NOW))).toBe(true);
    expect(isTokenRefused(failureOfErrors([error('DAF-AUTH-0005')]))).toBe(true);
    expect(isTokenRefused(failureOfErrors([error('DAF-AUTH-0001')]))).toBe(false);
    expect(isTokenRefused(failureOfAnswer(answer(403), NOW))).toBe(false);
    expect(isTokenRefused(new Error('http-401'))).toBe(false);
  });
});
