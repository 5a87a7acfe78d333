import { runsText, type ServiceRun } from './list';

const run: ServiceRun = {
  service: 'cpr-sync',
  id: '5f3c0f7e-0000-4000-8000-000000000001',
  name: 'import-deliveries',
  state: 'finished',
  requestedBy: 'schedule',
  startedAt: '2026-11-21T05:30:00.000Z',
  finishedAt: '2026-11-21T05:31:10.500Z',
  counts: { created: 3, changed: 40, held: 0 },
  problems: [],
  problemCount: 0,
  progress: { done: 310, total: 310 },
};

describe('runsText', () => {
  it('has one line per run, followed by its first problems', () => {
    const problems = [{ code: 'chain-gap', text: 'the delivery of 2026-11-19 is missing', subject: 'd261120.l110901' }];
    expect(
      runsText([
        run,
        { ...run, state: 'running', finishedAt: null, problems, problemCount: 1, progress: { done: 1, total: 3 } },
      ]),
    ).toBe(
      [
        'service   run                state         started               finished              problems  counts',
        'cpr-sync  import-deliveries  finished      2026-11-21 05:30:00Z  2026-11-21 05:31:10Z         0  created 3, changed 40',
        'cpr-sync  import-deliveries  running 33 %  2026-11-21 05:30:00Z                               1  created 3, changed 40',
        '  chain-gap: d261120.l110901: the delivery of 2026-11-19 is missing',
        '',
      ].join('\n'),
    );
  });

  it('says so when nothing ran', () => {
    expect(runsText([])).toBe('no runs yet\n');
  });
});
