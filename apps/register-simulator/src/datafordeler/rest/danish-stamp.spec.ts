import { danishStamp } from './danish-stamp';

it.each([
  ['2019-05-02T07:14:11.000000Z', '2019-05-02T09:14:11.000000+02:00'],
  ['2026-11-21T23:30:00.123456Z', '2026-11-22T00:30:00.123456+01:00'],
])('%s is %s in Denmark', (utc, danish) => {
  expect(danishStamp(utc)).toBe(danish);
});
