import { fields, moment, table } from './table';

describe('table', () => {
  it('aligns words to the left and numbers to the right', () => {
    expect(
      table(
        ['id', 'attempts', 'last error'],
        [
          ['4711', 2, ''],
          ['9', 10, 'gone'],
        ],
      ),
    ).toBe('id    attempts  last error\n4711         2\n9           10  gone\n');
  });
});

describe('fields', () => {
  it('leaves out what has no value, and keeps nought', () => {
    expect(
      fields([
        ['held', 0],
        ['refusal', undefined],
        ['file', 'x'],
        ['none', null],
      ]),
    ).toBe('  held  0\n  file  x\n');
  });
});

describe('moment', () => {
  it('is read without fractions', () => {
    expect(moment('2026-11-21T05:30:00.123Z')).toBe('2026-11-21 05:30:00Z');
    expect(moment(null)).toBe('');
  });
});
