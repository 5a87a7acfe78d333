import { RegisterRefused, RegisterUnavailable } from '@contact-sync/messaging';
import { CallFailed } from '@contact-sync/outbound';
import { registerFailure } from './register-failure';

it('a register that is away pauses the lane for as long as it asks', () => {
  const failure = registerFailure(new CallFailed('unavailable', 'http-429', { retryAfterMs: 90_000 }), 'cvr');
  expect(failure).toBeInstanceOf(RegisterUnavailable);
  expect(failure).toMatchObject({ register: 'cvr', code: 'http-429', retryAfterMs: 90_000 });
});

it.each(['refused', 'wrong'] as const)(
  'a call that was %s pauses the lane: nothing else answers before it is mended',
  (kind) => {
    const failure = registerFailure(new CallFailed(kind, 'http-401'), 'odata');
    expect(failure).toBeInstanceOf(RegisterRefused);
    expect(failure).toMatchObject({ register: 'odata', code: 'http-401' });
  },
);

it('anything else is thrown on as it came', () => {
  const error = new Error('another');
  expect(registerFailure(error, 'cvr')).toBe(error);
});
