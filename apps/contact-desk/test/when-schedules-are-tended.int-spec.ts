import { waitFor } from '@contact-sync/testing';
import { type RunningDesk, runningDesk, TOKEN } from './running-desk';

interface Shown {
  readonly name: string;
  readonly paused: boolean;
  readonly nextDue: string | null;
  readonly rule: Readonly<Record<string, unknown>>;
  readonly lastRun: { readonly id: string; readonly state: string; readonly requestedBy: string } | null;
  readonly changedBy: string | null;
}

describe('when schedules are tended', () => {
  let desk: RunningDesk;
  beforeAll(async () => void (desk = await runningDesk()));
  afterAll(() => desk.stop());

  const shown = async (name: string): Promise<Shown | undefined> => {
    const { body } = await desk.ask<{ schedules: Shown[] }>('GET', '/contact-desk/schedules');
    return body.schedules.find((schedule) => schedule.name === name);
  };

  it('every job of the service is listed, with its rule and when it is due', async () => {
    const { body } = await desk.ask<{ schedules: Shown[] }>('GET', '/contact-desk/schedules');
    expect(body.schedules.map(({ name }) => name)).toEqual(['purge-queue', 'seal-audit', 'verify-audit']);
    expect(await shown('purge-queue')).toMatchObject({
      rule: { everyMinutes: 60, timeZone: 'Europe/Copenhagen' },
      text: { en: 'Remove finished messages when their time is over' },
      paused: false,
      changedBy: null,
    });
  });

  it('a run is begun at once, and its record found among the runs', async () => {
    const { status, body } = await desk.ask<{ runId: string }>('POST', '/contact-desk/schedules/purge-queue/run');
    expect(status).toBe(202);
    await waitFor(async () => (await shown('purge-queue'))?.lastRun?.state === 'finished');
    expect(await desk.ask('GET', `/contact-desk/runs/${body.runId}`)).toMatchObject({
      status: 200,
      body: { name: 'purge-queue', state: 'finished', dueAt: null },
    });
  });

  it('a rule is changed, and one that does not fit is refused by its field', async () => {
    const rule = { days: ['mon', 'fri'], at: '05:30' };
    expect(await desk.ask('PATCH', '/contact-desk/schedules/purge-queue', { body: { rule } })).toMatchObject({
      status: 200,
      body: { rule: { ...rule, timeZone: 'Europe/Copenhagen' }, changedBy: 'local' },
    });
    const unfit = { rule: { days: ['mon'], at: 'noon' } };
    expect(await desk.ask('PATCH', '/contact-desk/schedules/purge-queue', { body: unfit })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'rule.at' }] },
    });
    expect(await desk.ask('PATCH', '/contact-desk/schedules/purge-queue', { body: { cron: '* *' } })).toMatchObject({
      status: 400,
    });
    expect(await desk.ask('PATCH', '/contact-desk/schedules/nothing', { body: { rule } })).toMatchObject({
      status: 404,
    });
    expect(await desk.ask('GET', '/contact-desk/schedules/changes')).toMatchObject({
      body: { changes: [{ name: 'purge-queue', changedBy: 'local', newPlan: { rule } }] },
    });
  });

  it('it is paused and resumed, and its metrics are there', async () => {
    expect(await desk.ask('POST', '/contact-desk/schedules/purge-queue/pause')).toMatchObject({
      status: 200,
      body: { paused: true, nextDue: null },
    });
    const text = await (
      await fetch(`${desk.url}/contact-desk/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })
    ).text();
    expect(text).toMatch(/schedule_last_run_succeeded\{[^}]*schedule="purge-queue"[^}]*\} 1/);
    expect(text).not.toMatch(/schedule_next_due_seconds\{[^}]*schedule="purge-queue"/);
    expect((await desk.ask('POST', '/contact-desk/schedules/purge-queue/resume')).body).toMatchObject({
      paused: false,
    });
  });
});
