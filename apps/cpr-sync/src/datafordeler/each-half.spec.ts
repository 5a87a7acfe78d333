import fc from 'fast-check';
import { eachHalf } from './each-half';

class OfOne extends Error {}
const isOfOne = (error: unknown): boolean => error instanceof OfOne;

it('finds all that fail, and does the others once each', async () => {
  const many = fc.uniqueArray(fc.nat(200), { maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(many, many, async (all, bad) => {
      const done: number[] = [];
      const failed = await eachHalf(
        all,
        (some) => {
          if (some.some((one) => bad.includes(one))) return Promise.reject(new OfOne());
          done.push(...some);
          return Promise.resolve();
        },
        isOfOne,
      );
      expect(failed.map(({ one }) => one)).toEqual(all.filter((one) => bad.includes(one)));
      expect([...done].sort()).toEqual(all.filter((one) => !bad.includes(one)).sort());
    }),
  );
});

it('is stopped by what concerns all of them', async () => {
  const away = new Error('away');
  await expect(eachHalf([1, 2], () => Promise.reject(away), isOfOne)).rejects.toBe(away);
});
