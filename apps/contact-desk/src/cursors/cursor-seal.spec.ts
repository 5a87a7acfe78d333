import { CursorSeal } from './cursor-seal';

const seal = new CursorSeal(new Uint8Array(32).fill(7));
const place = { name: 'Åse Prøve', id: 12 };

describe('CursorSeal', () => {
  it('gives back the place, and tells nothing on the way', () => {
    const cursor = seal.seal(place, 'contacts');
    expect(seal.open(cursor, 'contacts')).toEqual(place);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/name|id|12/);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('makes another text each time, so that equal places cannot be recognised', () => {
    expect(seal.seal(place, 'contacts')).not.toBe(seal.seal(place, 'contacts'));
  });

  it('does not open changed, for another list, or with another key', () => {
    const cursor = seal.seal(place, 'contacts');
    const bytes = Buffer.from(cursor, 'base64url');
    bytes[bytes.length - 1]! ^= 1;
    expect(seal.open(bytes.toString('base64url'), 'contacts')).toBeUndefined();
    expect(seal.open(cursor, 'events')).toBeUndefined();
    expect(new CursorSeal(new Uint8Array(32).fill(8)).open(cursor, 'contacts')).toBeUndefined();
    expect(seal.open('', 'contacts')).toBeUndefined();
    expect(seal.open('nonsense', 'contacts')).toBeUndefined();
  });

  it('takes a key of 32 bytes only', () => {
    expect(() => new CursorSeal(new Uint8Array(16))).toThrow('a cursor key has 32 bytes');
  });
});
