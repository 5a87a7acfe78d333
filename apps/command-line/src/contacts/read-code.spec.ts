import { Readable } from 'node:stream';
import type { Input } from '../surroundings';
import { readCode } from './read-code';

const piped = (...chunks: string[]): Input => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
const errors = { write: () => true };
const nothing = piped();

/** A keyboard that records whether it echoed. */
function keyboard(...keys: string[]): Input & { raw: boolean[] } {
  const raw: boolean[] = [];
  return Object.assign(Readable.from(keys), { isTTY: true, raw, setRawMode: (on: boolean) => raw.push(on) });
}

describe('readCode', () => {
  it('takes the first line of standard input, without blanks and hyphens', async () => {
    expect(await readCode('-', 'C', { input: piped('610180', '-1234\n'), errors })).toBe('6101801234');
    expect(await readCode('-', undefined, { input: piped('12345678'), errors })).toBe('12345678');
  });

  it('refuses a person number on the command line, and does not repeat it', async () => {
    for (const [code, type] of [
      ['6101801234', 'C'],
      ['610180-1234', 'C'],
      ['1', 'C'],
      ['6101801234', undefined],
      ['6101801234', 'P'],
    ] as const) {
      const refusal = readCode(code, type, { input: nothing, errors });
      await expect(refusal).rejects.toThrow('a person number does not belong on the command line');
      await expect(refusal).rejects.not.toThrow('1234');
    }
  });

  it('takes codes that are not persons from the command line', async () => {
    expect(await readCode('12345678', 'J', { input: nothing, errors })).toBe('12345678');
    expect(await readCode('1003387453', 'V', { input: nothing, errors })).toBe('1003387453');
    expect(await readCode('12 34 56 78', undefined, { input: nothing, errors })).toBe('12345678');
  });

  it('refuses an empty input and a text that is no code', async () => {
    await expect(readCode('-', 'C', { input: piped('\n'), errors })).rejects.toThrow('standard input held no code');
    await expect(readCode('-', 'C', { input: piped('x'.repeat(101)), errors })).rejects.toThrow('a longer text');
  });

  it('asks at a keyboard without showing what is typed, and gives the keyboard back', async () => {
    const input = keyboard('6', '1', '9', '\u007f', '01801234', '\r');
    expect(await readCode('-', 'C', { input, errors })).toBe('6101801234');
    expect(input.raw).toEqual([true, false]);
    const interrupted = keyboard('61', '\u0003');
    await expect(readCode('-', 'C', { input: interrupted, errors })).rejects.toThrow('interrupted');
    expect(interrupted.raw).toEqual([true, false]);
  });
});
