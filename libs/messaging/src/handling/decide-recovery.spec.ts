import { decideRecovery, MAX_ATTEMPTS } from './decide-recovery';
import {
  ContractViolation,
  OutcomeUnknown,
  RegisterRefused,
  RegisterUnavailable,
  StoreBusy,
  SubjectRejected,
} from './failures';

const sql = (code: string): Error => Object.assign(new Error('duplicate key (pnr)=(6101801234)'), { code });
const rejected = new SubjectRejected('fork', 'two numbers claim to be valid');

it.each(['08006', '57P01', '53300', 'ECONNREFUSED'])('%s: everything waits for the database', (code) => {
  expect(decideRecovery(sql(code), 1, 0)).toEqual({ scope: 'store' });
});

it.each([sql('40P01'), sql('40001'), sql('55P03'), sql('23505'), new StoreBusy('40P01')])(
  '%#: the batch at once again',
  (failure) => {
    expect(decideRecovery(failure, 1, 0)).toMatchObject({ scope: 'batch' });
  },
);

it('a subject is tried again after 2, 4, 8 … seconds, at most 15 minutes', () => {
  const delays = [1, 2, 3, 9, 10, 11].map((attempt) => decideRecovery(rejected, attempt, 0));
  expect(delays.map((decision) => 'afterMs' in decision && decision.afterMs)).toEqual([
    2_000, 4_000, 8_000, 512_000, 900_000, 900_000,
  ]);
});

it('what failed together does not come back together', () => {
  expect(decideRecovery(rejected, 3, 0.999)).toMatchObject({ afterMs: 6002 });
});

it('a subject that failed too often is held', () => {
  expect(decideRecovery(rejected, MAX_ATTEMPTS - 1, 0)).toMatchObject({ scope: 'subject', again: true });
  expect(decideRecovery(rejected, MAX_ATTEMPTS, 0)).toEqual({
    scope: 'subject',
    again: false,
    problem: { code: 'fork', text: 'two numbers claim to be valid' },
  });
});

it('a change whose outcome is unknown is repeated only where that is harmless', () => {
  expect(decideRecovery(new OutcomeUnknown('timeout', true), 1, 0)).toMatchObject({ scope: 'subject', again: true });
  expect(decideRecovery(new OutcomeUnknown('timeout', false), 1, 0)).toMatchObject({ scope: 'subject', again: false });
});

it('a register that is away or refuses us pauses its lane: 30 s, growing, and never sooner than it asked', () => {
  expect(decideRecovery(new RegisterUnavailable('datafordeler', 'http-503'), 1, 0)).toMatchObject({
    scope: 'register',
    register: 'datafordeler',
    probeAfterMs: 30_000,
    problem: { code: 'http-503' },
  });
  expect(decideRecovery(new RegisterRefused('datafordeler', 'http-403'), 3, 0)).toMatchObject({
    probeAfterMs: 120_000,
  });
  expect(decideRecovery(new RegisterUnavailable('datafordeler', 'http-429', 600_000), 1, 0)).toMatchObject({
    probeAfterMs: 600_000,
  });
  expect(decideRecovery(new RegisterUnavailable('datafordeler', 'http-503'), 40, 0)).toMatchObject({
    probeAfterMs: 900_000,
  });
});

it('a message that does not fit its contract is parked at the first attempt', () => {
  expect(decideRecovery(new ContractViolation('wrong-data', 'deliveryId is missing'), 1, 0)).toMatchObject({
    scope: 'message',
  });
});

it('anything else is our fault: parked, and a database error keeps its code but not its text', () => {
  expect(decideRecovery(new TypeError('x is not a function'), 1, 0)).toEqual({
    scope: 'message',
    problem: { code: 'unforeseen', text: 'TypeError: x is not a function' },
  });
  expect(decideRecovery(sql('23514'), 1, 0)).toEqual({
    scope: 'message',
    problem: { code: '23514', text: 'the database refused a statement' },
  });
  expect(decideRecovery('oops', 1, 0)).toMatchObject({ scope: 'message', problem: { code: 'unforeseen' } });
});
