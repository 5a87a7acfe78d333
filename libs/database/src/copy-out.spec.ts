import fc from 'fast-check';
import { copyLine } from './copy';
import { textRow } from './copy-out';

describe('reading a line of COPY', () => {
  it('tells NULL from an empty text and from the letters that stand for NULL', () => {
    expect(textRow('1\t\\N\t\t\\\\N')).toEqual(['1', null, '', '\\N']);
  });

  it('undoes the escapes that the server writes', () => {
    expect(textRow('a\\tb\\nc\\\\d\\be\\ff\\rg\\vh')).toEqual(['a\tb\nc\\d\be\ff\rg\vh']);
  });

  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 5 }), (row) => {
        expect(textRow(copyLine(row).slice(0, -1))).toEqual(row);
      }),
    );
  });
});
