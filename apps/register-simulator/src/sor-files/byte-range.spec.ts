import { byteRange } from './byte-range';

// RFC 9110, 14.1.2, of a file of 10 000 bytes where its examples say so.
it.each([
  ['bytes=0-499', { first: 0, last: 499 }],
  ['bytes=500-999', { first: 500, last: 999 }],
  ['bytes=-500', { first: 9500, last: 9999 }],
  ['bytes=9500-', { first: 9500, last: 9999 }],
  ['bytes=9999-20000', { first: 9999, last: 9999 }],
  ['bytes=-20000', { first: 0, last: 9999 }],
  ['bytes=10000-', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=5-4', 'whole'],
  ['bytes=0-0,-1', 'whole'],
  ['bytes=-', 'whole'],
  ['lines=1-2', 'whole'],
  [undefined, 'whole'],
] as const)('%s', (header, expected) => expect(byteRange(header, 10_000)).toEqual(expected));

it('asks for nothing of an empty file', () => expect(byteRange('bytes=0-', 0)).toBe('none'));
