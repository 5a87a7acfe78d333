import { holdsPersonNumber } from './person-numbers';

describe('holdsPersonNumber', () => {
  it.each([
    '{"a":"6101801234"}',
    '{"a":"610180-1234"}',
    '{"a":6101801234}',
    '{"a":[902801234]}',
    '{"6101801234":1}',
    '{"a":"Far til 9112801234"}',
  ])('finds it in %s', (json) => expect(holdsPersonNumber(json)).toBe(true));

  it.each([
    '{"id":"0198c2f4-7d1e-7cc1-9a55-a6101801234b"}',
    '{"id":"61018012-1234-7cc1-9a55-0d6f2b6a1c01"}',
    '{"traceparent":"00-61018012346101801234610180123412-6101801234610180-01"}',
    '{"company":"12345678","unit":"1813801234"}',
    '{"time":"2026-03-02T05:31:07.6101801234Z","rows":12000}',
  ])('finds none in %s', (json) => expect(holdsPersonNumber(json)).toBe(false));
});
