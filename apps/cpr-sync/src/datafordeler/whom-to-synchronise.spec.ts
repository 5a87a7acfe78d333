import { whyNot, whyOff } from './whom-to-synchronise';

// Nobody has the month 13: a number of the real form that is no person's.
const REAL_FORM = '0113801234';
const SUBSTITUTE = '6101801234';
const REFUSE = { substituteNumbers: 'refuse' } as const;

it.each([
  ['C', REAL_FORM, false, undefined],
  ['C', REAL_FORM, true, 'not-imported'],
  ['C', SUBSTITUTE, false, 'substitute-number'],
  ['C', '123', false, 'not-a-person-number'],
  ['P', '77', false, 'not-a-person-number'],
])('a contact of type %s with %s, placeholder %s: %s', (nameType, nameCode, placeholder, why) =>
  expect(whyNot({ key: { nameType, nameCode }, placeholder }, REFUSE)).toBe(why),
);

it('substitute numbers are sent where that is allowed', () =>
  expect(
    whyNot({ key: { nameType: 'C', nameCode: SUBSTITUTE }, placeholder: false }, { substituteNumbers: 'allow' }),
  ).toBeUndefined());

it.each([
  [true, 'datafordeler', undefined],
  [false, 'datafordeler', 'cpr-integration-off'],
  [true, '', 'no-profile'],
])('with the integration %s and profile %j: %s', (cprIntegration, authProfile, code) =>
  expect(whyOff({ cprIntegration, authProfile })?.code).toBe(code),
);
