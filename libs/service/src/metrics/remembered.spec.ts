import { inBackground, onceAScrape } from './remembered';

const turn = (): Promise<void> => new Promise(setImmediate);

it('who asks at the same moment shares one reading, who asks later has another', async () => {
  let reads = 0;
  const shared = onceAScrape(() => Promise.resolve(++reads));
  expect(await Promise.all([shared(), shared()])).toEqual([1, 1]);
  expect(await shared()).toBe(2);
});

it('a reading that took long is kept for twenty times as long', async () => {
  let reads = 0;
  const long = (): Promise<number> => new Promise((resolve) => setTimeout(() => resolve(++reads), 120));
  const shared = onceAScrape(long);
  expect([await shared(), await shared()]).toEqual([1, 1]);
});

it('a reading that failed is not kept', async () => {
  let fails = true;
  const shared = onceAScrape(() => (fails ? Promise.reject(new Error('away')) : Promise.resolve(1)));
  await expect(shared()).rejects.toThrow('away');
  fails = false;
  expect(await shared()).toBe(1);
});

it('nobody waits for a reading in the background, and one that fails leaves the last', async () => {
  const answers = [Promise.resolve(1), Promise.reject(new Error('away')), Promise.resolve(2)];
  const last = inBackground(() => answers.shift() ?? Promise.resolve(0), 0);
  expect(last()).toBeUndefined();
  await turn();
  expect(last()).toBe(1);
  await turn();
  expect(last()).toBe(1);
  await turn();
  expect(last()).toBe(2);
});

it('a reading in the background is taken anew only when its time is over, or when it failed', async () => {
  let reads = 0;
  const read = (): Promise<number> => (++reads === 1 ? Promise.reject(new Error('away')) : Promise.resolve(reads));
  const last = inBackground(read, 60_000);
  last();
  await turn();
  last();
  await turn();
  expect([last(), last(), reads]).toEqual([2, 2, 2]);
});
