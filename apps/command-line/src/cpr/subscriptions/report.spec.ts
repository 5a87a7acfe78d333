import { subscriptionReportText } from './report';

const NOBODY = {
  subscribed: 0,
  toSubscribe: 0,
  toEnd: 0,
  problems: 0,
  blocked: 0,
  withoutOpenCase: { count: 0, oldestDays: 0 },
  months: [],
};

it('counts subscriptions, and those of each month', () => {
  expect(
    subscriptionReportText({
      subscribed: 312,
      toSubscribe: 3,
      toEnd: 2,
      problems: 1,
      blocked: 4,
      withoutOpenCase: { count: 2, oldestDays: 1 },
      months: [
        { month: '2026-11', opened: 20, closed: 3 },
        { month: '2026-10', opened: 5, closed: 12 },
      ],
    }),
  ).toBe(`subscribed at CPR     312
to be subscribed      3
to be ended           2
with a problem        1
on the block list     4
without an open case  2, the oldest subscribed for 1 day

month    begun  ended
2026-11     20      3
2026-10      5     12
`);
});

it('shows that there are none without an open case', () => {
  expect(subscriptionReportText(NOBODY)).toContain('without an open case  0\n');
});
