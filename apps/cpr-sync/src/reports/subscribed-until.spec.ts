import { subscribedUntil, type SubscriptionAsItStands } from './subscribed-until';

const record: SubscriptionAsItStands = {
  srcSubscribed: 'Y',
  onOpenCase: false,
  countedFrom: new Date('2026-11-20T23:30:00Z'),
  delayDays: 7,
};

it.each<[string, Partial<SubscriptionAsItStands>, object]>([
  ['nobody who is not subscribed', { srcSubscribed: 'N' }, { kind: 'not-subscribed' }],
  ['wanted, and not confirmed yet', { srcSubscribed: 'N', subscribed: 'Y' }, { kind: 'not-subscribed' }],
  ['while a case is open', { onOpenCase: true }, { kind: 'open-case' }],
  // 20 November 23:30 UTC is 21 November in Denmark, and seven days later the 28th.
  ['so many days after the last update', {}, { kind: 'day', day: '2026-11-28' }],
  ['at once, without days of grace', { delayDays: 0 }, { kind: 'day', day: '2026-11-21' }],
  ['the end is on its way', { subscribed: 'N', onOpenCase: true }, { kind: 'ending' }],
  ['nothing ever came of the person', { countedFrom: undefined }, { kind: 'ending' }],
])('%s', (_words, more, expected) => {
  expect(subscribedUntil({ ...record, ...more })).toEqual(expected);
});
