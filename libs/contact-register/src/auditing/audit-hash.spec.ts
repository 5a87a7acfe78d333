import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalText, GENESIS, linkHash } from './audit-hash';
import type { AuditRow } from './audit-row';

const row: AuditRow = {
  id: '17',
  at: '1795305600123456',
  who: 'kim',
  purpose: 'sag "12", Åse',
  action: 'read',
  register: 'contacts',
  contactId: '4711',
  fields: ['name', 'address'],
  resultCount: null,
};

// Texts that are easily taken for one another, beside any others.
const text = fc.oneof(
  fc.constantFrom('', 'null', '","', '"', '\\', ',', '[]', 'a', 'b', 'ab'),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const digits = fc.nat({ max: 12 }).map(String);
const anyRow: fc.Arbitrary<AuditRow> = fc.record({
  id: digits,
  at: digits,
  who: text,
  purpose: text,
  action: text,
  register: text,
  contactId: fc.option(digits),
  fields: fc.option(fc.array(fc.option(text), { maxLength: 3 })),
  resultCount: fc.option(digits),
});

describe('the canonical text of a row', () => {
  it('is a JSON array without blanks, numbers and time as text', () => {
    expect(canonicalText(row)).toBe(
      '["17","1795305600123456","kim","sag \\"12\\", Åse","read","contacts","4711",["name","address"],null]',
    );
  });

  it('is another for every other row', () => {
    fc.assert(
      fc.property(anyRow, anyRow, (one, other) => {
        const same = JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
        expect(canonicalText(one) === canonicalText(other)).toBe(same);
      }),
    );
  });

  it('changes when one value changes, and when a value moves to its neighbour', () => {
    fc.assert(
      fc.property(anyRow, fc.constantFrom('who', 'purpose', 'action', 'register'), text, (one, column, value) => {
        fc.pre(one[column] !== value);
        expect(canonicalText({ ...one, [column]: value })).not.toBe(canonicalText(one));
        const moved = { ...one, who: `${one.who}${one.purpose}`, purpose: '' };
        expect(canonicalText(moved) === canonicalText(one)).toBe(one.purpose === '');
      }),
    );
  });

  it('can be read back, so that nothing is lost in it', () => {
    fc.assert(
      fc.property(anyRow, (one) => {
        expect(JSON.parse(canonicalText(one))).toEqual([
          one.id,
          one.at,
          one.who,
          one.purpose,
          one.action,
          one.register,
          one.contactId,
          one.fields,
          one.resultCount,
        ]);
      }),
    );
  });
});

describe('the hash of a link', () => {
  it('is SHA-256 of the 32 bytes before and the text in UTF-8', () => {
    expect(GENESIS).toBe('4ef33f5d99d23117b9cfc77dfa73546f7b2a48e5398c1cdd2178444f507a632c');
    const expected = createHash('sha256')
      .update(Buffer.concat([Buffer.from(GENESIS, 'hex'), Buffer.from(canonicalText(row), 'utf8')]))
      .digest('hex');
    expect(linkHash(GENESIS, row)).toBe(expected);
  });

  it('is right for a text longer than any before, and for the short one after it', () => {
    for (const purpose of ['€'.repeat(50_000), 'x']) {
      const text = canonicalText({ ...row, purpose });
      const expected = createHash('sha256').update(Buffer.from(GENESIS, 'hex')).update(text, 'utf8').digest('hex');
      expect(linkHash(GENESIS, { ...row, purpose })).toBe(expected);
    }
  });
});
