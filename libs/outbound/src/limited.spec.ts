import { limited } from './limited';

it('runs so many at a time, in order, and frees the place of one that failed', async () => {
  const inTurn = limited(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const works = [0, 1, 2, 3].map((number) =>
    inTurn(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (number === 0) throw new Error('failed');
      return number;
    }),
  );
  const failed = expect(works[0]).rejects.toThrow('failed');
  expect(begun).toEqual([0, 1]);
  ends[0]?.();
  await failed;
  expect(begun).toEqual([0, 1, 2]);
  ends[1]?.();
  expect(await works[1]).toBe(1);
  expect(begun).toEqual([0, 1, 2, 3]);
  ends[2]?.();
  ends[3]?.();
  expect(await Promise.all([works[2], works[3]])).toEqual([2, 3]);
});
