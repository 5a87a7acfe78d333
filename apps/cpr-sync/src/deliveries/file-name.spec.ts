import { faultOfName, faultOfNaming, kindOfName, matchesMask } from './file-name';

const rules = { pattern: 'd*.l*', prefix: 'imported-' };

describe('the mask', () => {
  it.each([
    ['d260302.l110901', 'd*.l*', true],
    ['D260302.L110901', 'd*.l*', true],
    ['d260302.i110901', 'd*.l*', false],
    ['xd260302.l110901', 'd*.l*', false],
    ['d260302xl110901', 'd*.l*', false],
    ['d1.l1', 'd?.l?', true],
    ['d12.l1', 'd?.l?', false],
    ['a(b)+c', 'A(B)+C', true],
  ])('%s against %s: %s', (name, mask, fits) => expect(matchesMask(name, mask)).toBe(fits));
});

describe('what a file is', () => {
  it.each([
    ['d260302.l110901', 'waiting'],
    ['imported-d260302.l110901', 'imported'],
    ['IMPORTED-d260302.l110901', 'imported'],
    ['errd260302.l110901', 'error'],
    ['cprbatch.log', 'other'],
    ['.spill', 'other'],
  ])('%s is %s', (name, kind) => expect(kindOfName(name, rules)).toBe(kind));

  it('a name with the prefix never lists, even where it fits the pattern', () => {
    expect(kindOfName('done.d1.l1', { pattern: 'd*.l*', prefix: 'done.' })).toBe('imported');
  });
});

describe('a name that may come in', () => {
  it.each([
    ['d260302.l110901', undefined],
    ['../d260302.l110901', 'not a plain file name'],
    ['.d260302.l110901', 'not a plain file name'],
    ['d\n.l', 'not a plain file name'],
    [`d${'1'.repeat(120)}.l1`, 'not a plain file name'],
    ['imported-d260302.l110901', 'has the rename prefix'],
    ['report.pdf', 'does not match the pattern'],
    ['d6101801234.l110901', 'holds a person number'],
  ])('%j: %s', (name, fault) => expect(faultOfName(name, rules)).toBe(fault));
});

describe('a change of pattern or prefix', () => {
  it('is refused while fetched files wait', () => {
    expect(faultOfNaming(rules, { ...rules, prefix: 'x.' }, 1)).toMatch(/cannot change/);
    expect(faultOfNaming(rules, { ...rules, pattern: '*' }, 1)).toMatch(/cannot change/);
    expect(faultOfNaming(rules, { ...rules, prefix: 'x.' }, 0)).toBeUndefined();
    expect(faultOfNaming(rules, rules, 1)).toBeUndefined();
  });

  it.each(['', '.hidden', 'err', 'Errand', 'a/b'])('never takes the prefix %j', (prefix) =>
    expect(faultOfNaming(rules, { ...rules, prefix }, 0)).toMatch(/^the prefix/),
  );

  it.each([
    ['d*', 'd'],
    ['D24*.l*', 'd2'],
    ['err*', 'x.'],
  ])('never takes the pattern %j with the prefix %j: every file would count as dealt with', (pattern, prefix) =>
    expect(faultOfNaming(rules, { pattern, prefix }, 0)).toMatch(/no file would ever wait/),
  );

  it.each([
    ['*', 'X'],
    ['D*.L*', 'DONE.'],
  ])('takes the pattern %j with the prefix %j', (pattern, prefix) =>
    expect(faultOfNaming(rules, { pattern, prefix }, 0)).toBeUndefined(),
  );
});
