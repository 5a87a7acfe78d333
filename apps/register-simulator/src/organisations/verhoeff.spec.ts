import { placeOf, sorIdOf, withWrongDigit } from './sor-ids';
import { verhoeffDigit } from './verhoeff';

describe('the check digit', () => {
  // The first possible id, one of the published sample, and the worked example of the algorithm (236 has 3).
  it.each(['11000016002', '21000016006', '1448311000016001', '2363'])('of %s is its last', (id) => {
    expect(verhoeffDigit(id.slice(0, -1))).toBe(Number(id.slice(-1)));
  });
});

describe('SOR ids', () => {
  it('rise with the place, have namespace and partition, and lead back to it', () => {
    const ids = [0, 1, 2, 999_999].map(sorIdOf);
    expect([...ids].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))).toEqual(ids);
    for (const id of ids) expect(id).toMatch(/^\d{7}100001600\d$/);
    expect(ids.map(placeOf)).toEqual([0, 1, 2, 999_999]);
  });

  it('of others lead nowhere, and neither does one with a wrong check digit', () => {
    expect(['11000016002', '', 'x', withWrongDigit(sorIdOf(3))].map(placeOf)).toEqual(Array(4).fill(undefined));
  });
});
