import { HealthChecks } from './health-checks';
import { type HealthReport, healthJson, httpStatus, mergeReports, overallStatus } from './health-report';
import { timeSpan } from './time-span';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('timeSpan', () => {
  it.each([
    [0, '00:00:00'],
    [5000, '00:00:05'],
    [0.0435, '00:00:00.0000435'],
    [24495.4484, '00:00:24.4954484'],
    [3_600_000 + 61_000 + 0.5, '01:01:01.0005000'],
    [93_784_005, '1.02:03:04.0050000'],
    [10 * 86_400_000, '10.00:00:00'],
  ])('%d ms is %s', (milliseconds, text) => expect(timeSpan(milliseconds)).toBe(text));
});

describe('the health report', () => {
  const healthy: HealthReport = {
    entries: {
      self: { status: 'Healthy', durationMs: 0.0435, tags: ['liveness', 'readiness'] },
      OData: { status: 'Healthy', durationMs: 24494.7925, tags: ['readiness'] },
    },
  };

  it('is byte for byte that of the original', () => {
    expect(healthJson(healthy)).toBe(
      '{"status":"Healthy","totalDuration":"00:00:24.4947925","entries":{"self":{"data":{},"duration":"00:00:00.0000435",' +
        '"status":"Healthy","tags":["liveness","readiness"]},"OData":{"data":{},"duration":"00:00:24.4947925",' +
        '"status":"Healthy","tags":["readiness"]}}}',
    );
  });

  it('says an exception twice unless it is described, and keeps Danish letters and the spelling of names', () => {
    const report: HealthReport = {
      entries: {
        Logic: { status: 'Unhealthy', exception: 'Ingen forbindelse på vej', durationMs: 5000, tags: [] },
        CPR: {
          status: 'Degraded',
          description: 'paused',
          exception: 'away',
          data: { queueLength: 3 },
          durationMs: 1,
          tags: [],
        },
      },
    };
    expect(healthJson(report)).toBe(
      '{"status":"Unhealthy","totalDuration":"00:00:05","entries":{"Logic":{"data":{},"description":"Ingen forbindelse på vej",' +
        '"duration":"00:00:05","exception":"Ingen forbindelse på vej","status":"Unhealthy","tags":[]},"CPR":{"data":{"queueLength":3},' +
        '"description":"paused","duration":"00:00:00.0010000","exception":"away","status":"Degraded","tags":[]}}}',
    );
  });

  it('is as bad as its worst entry, and only Unhealthy is 503', () => {
    const degraded: HealthReport = {
      entries: { ...healthy.entries, x: { status: 'Degraded', durationMs: 0, tags: [] } },
    };
    expect([overallStatus({ entries: {} }), overallStatus(healthy), overallStatus(degraded)]).toEqual([
      'Healthy',
      'Healthy',
      'Degraded',
    ]);
    expect([httpStatus('Healthy'), httpStatus('Degraded'), httpStatus('Unhealthy')]).toEqual([200, 200, 503]);
  });

  it('of several services names whose entry each is', () => {
    const merged = mergeReports({ 'cpr-sync': healthy, 'contact-desk': healthy });
    expect(Object.keys(merged.entries)).toEqual([
      'cpr-sync/self',
      'cpr-sync/OData',
      'contact-desk/self',
      'contact-desk/OData',
    ]);
  });
});

describe('HealthChecks', () => {
  const entry = (checks: HealthChecks, name: string) => checks.report('readiness').entries[name];

  it('counts what has not answered yet as Unhealthy, and never makes a report wait', async () => {
    let answer = (): void => undefined;
    const checks = new HealthChecks([
      { name: 'slow', run: () => new Promise((resolve) => (answer = () => resolve({ status: 'Healthy' }))) },
    ]);
    const started = checks.start();
    expect(entry(checks, 'slow')).toMatchObject({ status: 'Unhealthy', description: 'Not checked yet' });
    answer();
    await started;
    expect(entry(checks, 'slow')).toMatchObject({ status: 'Healthy', tags: ['readiness'] });
    checks.stop();
  });

  it('a start does not wait for a check of somebody else, which says meanwhile what it was told to', async () => {
    let answer = (): void => undefined;
    const checks = new HealthChecks([
      {
        name: 'Logic',
        startsAs: { status: 'Degraded', description: 'Not asked yet' },
        run: () => new Promise((resolve) => (answer = () => resolve({ status: 'Healthy' }))),
      },
    ]);
    await checks.start();
    expect(entry(checks, 'Logic')).toMatchObject({ status: 'Degraded', description: 'Not asked yet' });
    answer();
    await turn();
    expect(entry(checks, 'Logic')).toMatchObject({ status: 'Healthy' });
    expect(entry(checks, 'Logic')).not.toHaveProperty('description');
    checks.stop();
  });

  it('a check that throws, or does not answer in time, is Unhealthy and says so without secrets', async () => {
    const checks = new HealthChecks([
      { name: 'throws', run: () => Promise.reject(new Error('cannot reach postgres://u:pa55@db')) },
      { name: 'hangs', limitMs: 5, run: () => new Promise(() => undefined) },
    ]);
    await checks.start();
    expect(entry(checks, 'throws')).toMatchObject({ status: 'Unhealthy', exception: 'cannot reach postgres://***@db' });
    expect(entry(checks, 'hangs')).toMatchObject({ status: 'Unhealthy', exception: 'No answer within 5 ms' });
    checks.stop();
  });

  it('what was found before and still holds keeps its duration', async () => {
    const checks = new HealthChecks([
      { name: 'Logic', run: () => Promise.resolve({ status: 'Healthy', durationMs: 2281.2385 }) },
    ]);
    await checks.start();
    expect(entry(checks, 'Logic')).toEqual({ status: 'Healthy', durationMs: 2281.2385, tags: ['readiness'] });
    checks.stop();
  });

  it('asks again in the background', async () => {
    let asked = 0;
    await new Promise<void>((resolve) => {
      const checks = new HealthChecks([
        {
          name: 'x',
          everyMs: 1,
          run: () => {
            asked += 1;
            if (asked === 3) {
              checks.stop();
              resolve();
            }
            return Promise.resolve({ status: 'Healthy' });
          },
        },
      ]);
      void checks.start();
    });
    expect(asked).toBe(3);
  });

  it('stopping makes it unready but leaves it alive', async () => {
    const checks = new HealthChecks([]);
    await checks.start();
    checks.beginStopping();
    expect(overallStatus(checks.report('readiness'))).toBe('Unhealthy');
    expect(overallStatus(checks.report('liveness'))).toBe('Healthy');
    checks.stop();
  });
});
