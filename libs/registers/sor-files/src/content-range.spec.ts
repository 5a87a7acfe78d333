import { contentLength, contentRange } from './content-range';

it.each([
  ['bytes 0-499/1234', { first: 0, last: 499, of: 1234 }],
  ['bytes 1233-1233/1234', { first: 1233, last: 1233, of: 1234 }],
  ['Bytes 5-9/*', { first: 5, last: 9 }],
  ['bytes */1234', undefined],
  ['bytes 9-5/10', undefined],
  ['bytes 0-10/10', undefined],
  ['lines 0-4/10', undefined],
  ['bytes 0-4', undefined],
  [undefined, undefined],
])('the range %s', (header, range) => {
  expect(contentRange(header)).toEqual(range);
});

it.each([
  ['0', 0],
  ['1234', 1234],
  ['-1', undefined],
  ['1e3', undefined],
  ['', undefined],
  [undefined, undefined],
])('the length %s', (header, length) => {
  expect(contentLength(header)).toBe(length);
});
