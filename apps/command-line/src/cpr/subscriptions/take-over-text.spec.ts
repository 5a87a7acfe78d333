import { seedingText, takeOverText } from './take-over-text';

it('tells what a list came to', () => {
  expect(seedingText({ lines: 312, subscribed: 310, unknown: 2, ended: 1, badLines: [], badLinesBeyond: 0 })).toBe(
    `312 lines: 310 numbers of contacts, now subscribed
  2 numbers of no contact; CPR has them subscribed all the same
  1 contact not in the list, no longer subscribed
`,
  );
});

it('tells the lines of a list that hold no number, and that nobody was ended for it', () => {
  expect(seedingText({ lines: 3, subscribed: 1, unknown: 0, badLines: [2, 3], badLinesBeyond: 4 })).toBe(
    `3 lines: 1 number of contacts, now subscribed
  no person number in line 2, 3, and 4 more
  nobody was ended: a list that names no contact, or has bad lines, is not trusted so far
`,
  );
});

it('tells how a take-over of everybody ended', () => {
  const progress = { done: 0 };
  expect(takeOverText({ state: 'finished', counts: { 'taken-over': 310 }, problems: [], progress })).toBe(
    'finished: 310 persons taken over as subscribed\n',
  );
  const problems = [{ code: 'failed', text: 'lost the database at 6101801234' }];
  expect(takeOverText({ state: 'failed', counts: {}, problems, progress })).toBe(
    'failed: 0 persons taken over as subscribed\n  lost the database at ******-****\n',
  );
});
