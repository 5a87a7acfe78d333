import { latin1, latin1Bytes } from './latin1';

describe('ISO-8859-1', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  it('gives every byte its own character, 0x80 to 0x9F included', () => {
    expect([...latin1(all)].map((character) => character.codePointAt(0))).toEqual([...all]);
  });

  it('reads Danish letters', () => {
    expect(latin1(new Uint8Array([0xe6, 0xf8, 0xe5, 0xc6, 0xd8, 0xc5, 0xe9]))).toBe('æøåÆØÅé');
  });

  it('is turned round by latin1Bytes, for any part', () => {
    expect(latin1Bytes(latin1(all))).toEqual(all);
    expect(latin1(all, 0x41, 0x5b)).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  });
});
