import { noPositionals, oneOf, readArguments, required, wholeNumber } from './arguments';
import { UsageError } from './failures';

const OPTIONS = { type: { type: 'string' }, json: { type: 'boolean' } } as const;
const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'nothing was wrong';
};

describe('readArguments', () => {
  it('gives options and the words beside them', () => {
    const { values, positionals } = readArguments(['a', '--type', 'C', '--json', 'b'], OPTIONS);
    expect({ ...values }).toEqual({ type: 'C', json: true });
    expect(positionals).toEqual(['a', 'b']);
  });

  it('says what is wrong without repeating what was typed as a value', () => {
    expect(messageOf(() => readArguments(['--code=6101801234'], OPTIONS))).toBe('unknown option --code');
    expect(messageOf(() => readArguments(['--type'], OPTIONS))).toBe('--type needs a value');
    expect(messageOf(() => readArguments(['--json=6101801234'], OPTIONS))).toBe('--json takes no value');
    expect(messageOf(() => readArguments(['-x'], OPTIONS))).toBe('unknown option -x');
    expect(messageOf(() => readArguments(['--6101801234'], OPTIONS))).toBe(
      'there is an option this command does not know',
    );
  });
});

describe('values of options', () => {
  it('must be there when needed', () => {
    expect(required('because', 'purpose', 'why')).toBe('because');
    expect(messageOf(() => required(' ', 'purpose', 'it is recorded'))).toBe('--purpose is needed: it is recorded');
  });

  it('must be one of the words', () => {
    expect(oneOf('all', 'persons', ['known', 'all'])).toBe('all');
    expect(oneOf(undefined, 'persons', ['known', 'all'])).toBeUndefined();
    expect(messageOf(() => oneOf('some', 'persons', ['known', 'all']))).toBe('--persons must be known or all');
  });

  it('must be a number in range', () => {
    expect(wholeNumber('500', 'limit', 500)).toBe(500);
    for (const wrong of ['0', '501', '1.5', '-1', 'ten', '1e3']) {
      expect(messageOf(() => wholeNumber(wrong, 'limit', 500))).toBe('--limit must be a whole number from 1 to 500');
    }
  });

  it('must not be followed by a stray word, which is not repeated', () => {
    expect(messageOf(() => noPositionals(['6101801234']))).not.toContain('6101801234');
  });
});
