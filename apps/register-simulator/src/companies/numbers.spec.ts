import { cvrNumber } from './numbers';

describe('CVR numbers', () => {
  // 26911745: 2*2 + 6*7 + 9*6 + 1*5 + 1*4 + 7*3 + 4*2 = 138; 138 + 5 = 143 = 13 * 11.
  it('end in the digit that makes the sum of the weighted digits a multiple of 11', () => {
    expect(cvrNumber(2691174)).toBe(26911745);
    expect(cvrNumber(4745871)).toBe(47458714);
    expect(cvrNumber(1943507)).toBe(19435075);
  });

  // 1000003: 1*2 + 3*2 = 8, so 3 is needed. 1000001: 2 + 2 = 4, 7. 1000004: 2 + 8 = 10, 1. 1000005: 2 + 10 = 12, 10.
  it('are not given where 10 would be needed', () => {
    expect(cvrNumber(1000003)).toBe(10000033);
    expect(cvrNumber(1000005)).toBeUndefined();
  });
});
