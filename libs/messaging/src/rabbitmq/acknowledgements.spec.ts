import { Acknowledgements } from './acknowledgements';

const delivered = (...tags: number[]): Acknowledgements => {
  const all = new Acknowledgements();
  for (const tag of tags) all.delivered(tag);
  return all;
};

it('what came first is acknowledged in one frame', () => {
  expect(delivered(1, 2, 3, 4).done([2, 1, 3])).toEqual([{ tag: 3, upTo: true }]);
});

it('nothing behind a gap is acknowledged for another', () => {
  const all = delivered(1, 2, 3, 4);
  expect(all.done([2, 4])).toEqual([
    { tag: 2, upTo: false },
    { tag: 4, upTo: false },
  ]);
  expect(all.done([1])).toEqual([{ tag: 1, upTo: true }]);
  expect(all.done([3])).toEqual([{ tag: 3, upTo: true }]);
});

it('each tag is acknowledged once: the broker closes the channel at the second', () => {
  const all = delivered(1, 2);
  expect(all.done([1])).toHaveLength(1);
  expect(all.done([1])).toEqual([]);
  expect(all.done([7])).toEqual([]);
});
