import { CallFailed } from '@contact-sync/outbound';
import { Problem } from '@contact-sync/service';
import { cprSettings, type CprSettings } from '../settings';
import { assertOpen, personProblem, readTypedNumbers } from './person-problems';

const defaults = Object.fromEntries(
  Object.entries(cprSettings).map(([name, setting]) => [name, setting.default]),
) as unknown as CprSettings;
const ALLOWED: CprSettings = { ...defaults, substituteNumbers: 'allow' };
const fieldOf = (at: number): string => `personNumbers[${at}]`;

function problemOf(work: () => unknown): { status: number; code: string | undefined; fields: string[]; text: string } {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, errors = [] } = error.more;
    const text = JSON.stringify([error.detail, errors]);
    return { status: error.getStatus(), code, fields: errors.map(({ field }) => field), text };
  }
  throw new Error('nothing was refused');
}

it('numbers as people type them, each once', () => {
  expect(readTypedNumbers(['610180-1234', ' 6101801234 ', '6202801235'], ALLOWED, fieldOf)).toEqual([
    '6101801234',
    '6202801235',
  ]);
});

/** With a day as CPR gives them. */
const ORDINARY = `0${'6101801234'.slice(1)}`;

it.each([
  ['what is no person number', ['610180-1234', '61018012', 'Anna'], ALLOWED, 'not-a-person-number', [1, 2]],
  ['substitute numbers', [ORDINARY, '610180-1234'], defaults, 'substitute-number', [1]],
])('refuses %s by their fields, and repeats nothing', (_, typed, settings, code, places) => {
  const problem = problemOf(() => readTypedNumbers(typed, settings, fieldOf));
  expect(problem).toMatchObject({ status: 422, code, fields: places.map(fieldOf) });
  expect(problem.text).not.toMatch(/1234|61018012|Anna/);
});

it.each<[string, Partial<CprSettings>, string]>([
  ['is off', { direkteProfile: 'p' }, 'cpr-integration-off'],
  ['has no profile for the road', { cprIntegration: true, authProfile: 'p' }, 'no-profile'],
  [
    'has none for the other road',
    { cprIntegration: true, direkteProfile: 'p', lookUpRoad: 'datafordeler' },
    'no-profile',
  ],
])('refuses while the integration %s', (_, settings, code) => {
  expect(problemOf(() => assertOpen({ ...defaults, ...settings }))).toMatchObject({ status: 409, code });
});

it.each([
  ['unavailable', 'direkte-04', 503, 'cpr-away'],
  ['unavailable', 'half-answer', 503, 'cpr-away'],
  ['refused', 'direkte-16', 503, 'cpr-refuses'],
  ['wrong', 'direkte-10', 503, 'cpr-away'],
  ['refused', 'no-profile', 409, 'no-profile'],
  ['wrong', 'host-not-allowed', 409, 'host-not-allowed'],
] as const)('a road that is %s with %s is %i %s', (failure, code, status, said) => {
  const problem = personProblem(new CallFailed(failure, code), 'direkte');
  expect([problem?.getStatus(), problem?.more.code]).toEqual([status, said]);
});
