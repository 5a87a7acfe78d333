import fc from 'fast-check';
import { Utf8Check } from './utf8-check';

function check(bytes: Uint8Array, cuts: readonly number[]): boolean {
  const utf8 = new Utf8Check();
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const end of [...ends, bytes.length]) {
    if (!utf8.push(bytes.subarray(from, end))) return false;
    from = end;
  }
  return utf8.end();
}

describe('whether bytes that come in chunks are UTF-8', () => {
  const cuts = fc.array(fc.nat(), { maxLength: 20 });

  it('any text is, wherever its letters are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 15 }), cuts, (text, at) => check(Buffer.from(text), at)),
    );
  });

  it('says of any bytes what a decoder of the whole says', () => {
    const bytes = fc.array(fc.constantFrom(0x41, 0xc3, 0xa6, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0xe6), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(bytes, cuts, (given, at) => {
        const all = Uint8Array.from(given);
        let isText = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(all);
        } catch {
          isText = false;
        }
        return check(all, at) === isText;
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['Windows-1252', [0x53, 0xf8, 0x6e]],
    ['a letter that is cut at the end', [0x53, 0xc3]],
  ])('not %s', (_, bytes) => {
    expect(check(Uint8Array.from(bytes), [1, 2])).toBe(false);
  });
});
