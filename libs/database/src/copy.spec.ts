import { copyLine } from './copy';

describe('copyLine', () => {
  it('separates values with tabs and ends the row', () => {
    expect(copyLine(['a', 1, true, 12n])).toBe('a\t1\tt\t12\n');
  });

  it('tells null from the empty text and from the letters \\N', () => {
    expect(copyLine([null, undefined, '', '\\N'])).toBe('\\N\t\\N\t\t\\\\N\n');
  });

  it('escapes what would end a value or a row', () => {
    expect(copyLine(['a\tb\nc\rd\\e'])).toBe('a\\tb\\nc\\rd\\\\e\n');
  });

  it('writes arrays, JSON, bytes and times as PostgreSQL reads them', () => {
    expect(copyLine([['a"b', null, '{,}']])).toBe('{"a\\\\"b",NULL,"{,}"}\n');
    expect(copyLine([{ a: ['x\ny'] }])).toBe('{"a":["x\\\\ny"]}\n');
    expect(copyLine([Uint8Array.of(0, 255)])).toBe('\\\\x00ff\n');
    expect(copyLine([new Date(Date.UTC(2026, 0, 2))])).toBe('2026-01-02T00:00:00.000Z\n');
  });
});
