import { isAtWork, progressText, statusText, type CvrStatus } from './status';

const quiet: CvrStatus = {
  cvrIntegration: true,
  cvrUpdate: true,
  paused: false,
  provider: 'datafordeler',
  subscribedAt: 'datafordeler',
  subscriptions: { subscribed: 1200, unknown: 2, waiting: 0, subscribing: 0, cancelling: 0, exempt: 1 },
  aligned: true,
  run: null,
  events: { lastSynchronisation: '2026-11-22T05:00:00.000Z', readingWanted: false },
  tasks: { held: 2 },
  failures: 2,
  lane: null,
};

it('tells switches, subscriptions, tasks and failures', () => {
  expect(statusText(quiet)).toBe(
    [
      'CVR integration  on',
      'CVR update       on',
      'provider         datafordeler',
      'subscriptions    1200 subscribed, 2 unknown, 1 exempt',
      'events read      2026-11-22 05:00:00Z',
      'tasks            2 held',
      'failures         2 contacts, see "contact-sync cvr failures"',
      '',
    ].join('\n'),
  );
});

it('tells that CVR is away, that it is paused, and where subscriptions still are', () => {
  const text = statusText({
    ...quiet,
    paused: true,
    subscribedAt: 'logic',
    run: { progress: { done: 40, total: 1200 } },
    failures: 0,
    lane: {
      pausedAt: '2026-11-22T05:00:00.000Z',
      nextProbe: '2026-11-22T05:01:00.000Z',
      text: 'cvr is unavailable (http-503)',
    },
  });
  expect(text).toContain('CVR update       on, paused: no events are read\n');
  expect(text).toContain('subscribed at    logic\n');
  expect(text).toContain('run              40 of 1200\n');
  expect(text).toContain('CVR is away      cvr is unavailable (http-503), since 2026-11-22 05:00:00Z\n');
  expect(text).toContain('tried again      2026-11-22 05:01:00Z\n');
});

it.each([
  ['nothing is to be done', {}, false],
  ['a subscription is to be made', { subscriptions: { waiting: 1 } }, true],
  ['one is to be cancelled', { subscriptions: { cancelling: 1 } }, true],
  ['it was enabled just now', { aligned: false }, true],
  ['a run goes on', { run: { progress: { done: 1, total: null } } }, true],
  ['an update waits', { tasks: { waiting: 1 } }, true],
  ['events are to be read', { events: { ...quiet.events, readingWanted: true } }, true],
  ['they are, after the pause', { events: { ...quiet.events, readingWanted: true }, paused: true }, false],
])('%s: at work %#', (_, more, expected) => {
  expect(isAtWork({ ...quiet, ...more })).toBe(expected);
});

it('says in a line what is to go', () => {
  expect(progressText({ ...quiet, subscriptions: { waiting: 3, cancelling: 1 }, tasks: { open: 2, held: 5 } })).toBe(
    '4 subscriptions and 2 tasks to go',
  );
});
