import { errorCodeOf, failureOf } from './error-codes';

/** cpr-direkte.md 4.3, by hand. Whatever is not here is reserved. */
const REACTIONS: Readonly<Record<string, readonly [string, string]>> = {
  '00': ['none', 'wrong'],
  '01': ['repeat-nothing', 'refused'],
  '02': ['new-password', 'refused'],
  '03': ['other-password', 'refused'],
  '04': ['later', 'unavailable'],
  '05': ['not-found', 'wrong'],
  '06': ['stop', 'refused'],
  '07': ['log-on', 'unavailable'],
  '08': ['again', 'unavailable'],
  '09': ['later', 'unavailable'],
  '10': ['report', 'wrong'],
  '11': ['report', 'wrong'],
  '16': ['stop', 'refused'],
  '17': ['report', 'wrong'],
  '99': ['stop', 'refused'],
};

it.each(Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0')))('code %s', (code) => {
  const [reaction, failure] = REACTIONS[code] ?? ['report', 'wrong'];
  const { text, ...known } = errorCodeOf(code);
  expect(known).toEqual({ reaction });
  expect(failureOf(code)).toMatchObject({ failure, code: `direkte-${code}`, more: { said: text.en } });
  expect(text.da).not.toBe(text.en);
});

it('a code that is reserved, or no code at all, is no success', () => {
  for (const code of ['12', '15', '18', '98', 'constructor', ''])
    expect(errorCodeOf(code)).toMatchObject({ reaction: 'report', text: { da: 'Ukendt fejlkode' } });
});
