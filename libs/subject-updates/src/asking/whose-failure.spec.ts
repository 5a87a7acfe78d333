import { CallFailed } from '@contact-sync/outbound';
import { mayBeOfSubject } from './whose-failure';

it.each([
  ['unavailable', 'http-500', true],
  ['unavailable', 'half-json', true],
  ['unavailable', 'half-answer', true],
  ['unavailable', 'http-503', false],
  ['unavailable', 'http-429', false],
  ['unavailable', 'timeout', false],
  ['refused', 'http-401', false],
  ['wrong', 'version-retired', false],
] as const)('a call that is %s with %s may have failed for its subject: %s', (failure, code, expected) => {
  expect(mayBeOfSubject(new CallFailed(failure, code))).toBe(expected);
});

it('a fault of ours is nobody else’s', () => {
  expect(mayBeOfSubject(new TypeError('http-500'))).toBe(false);
});
