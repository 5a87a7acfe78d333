import { schedulesText, type ServiceSchedule } from './list';

const nightly: ServiceSchedule = {
  service: 'cpr-sync',
  name: 'import-deliveries',
  rule: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], at: '05:30', timeZone: 'Europe/Copenhagen' },
  runMissed: true,
  paused: false,
  nextDue: '2026-11-23T04:30:00.000Z',
  lastRun: { state: 'finished', startedAt: '2026-11-22T04:30:00.120Z', problemCount: 1 },
};

describe('schedulesText', () => {
  it('has one line a schedule', () => {
    expect(
      schedulesText([
        nightly,
        { ...nightly, service: 'contact-desk', name: 'purge-queue', paused: true, lastRun: null },
      ]),
    ).toBe(
      [
        'schedule                    when         next due              last run              result',
        'cpr-sync/import-deliveries  05:30 daily  2026-11-23 04:30:00Z  2026-11-22 04:30:00Z  finished, 1 problem',
        'contact-desk/purge-queue    05:30 daily  paused',
        '',
      ].join('\n'),
    );
  });
});
