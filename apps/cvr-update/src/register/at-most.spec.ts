import { AtMost } from './at-most';

it('lets two run at a time, in the order they came, and goes on after one that failed', async () => {
  const atMost = new AtMost(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = (n: number): Promise<number> =>
    atMost.run(() => {
      begun.push(n);
      return new Promise((resolve, reject) => ends.push(() => (n === 1 ? reject(new Error('one')) : resolve(n))));
    });
  const all = [1, 2, 3, 4].map(work);
  const first = expect(all[0]).rejects.toThrow('one');
  expect(begun).toEqual([1, 2]);
  ends[0]?.();
  await first;
  expect(begun).toEqual([1, 2, 3]);
  ends[1]?.();
  await all[1];
  expect(begun).toEqual([1, 2, 3, 4]);
  ends[2]?.();
  ends[3]?.();
  expect(await Promise.all(all.slice(1))).toEqual([2, 3, 4]);
});
