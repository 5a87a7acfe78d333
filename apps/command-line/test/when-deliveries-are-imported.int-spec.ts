import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { delivery, number } from './delivery';
import { program } from './program';
import { type RunningServices, runningServices } from './running-services';

describe('when deliveries are imported', () => {
  let services: RunningServices;
  beforeAll(async () => void (services = await runningServices()));
  afterAll(() => services.stop());

  const file = (name: string, bytes: Buffer): string => {
    const path = join(services.folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  it('each file gets its report', async () => {
    const first = file('d260302.l110901', delivery('20260302', ['Åse', 'Bo', 'Carl']));
    const { code, output, errors } = await services.run(['cpr', 'import', first, '--persons', 'all']);
    expect(errors).toBe('');
    expect(output).toMatch(/^d260302\.l110901: imported\n {2}task number +110901\n {2}production date +2026-03-02\n/);
    expect(output).toMatch(/ {2}records +9\n {2}persons +3\n {2}not ours +0\n {2}created +3\n/);
    expect(output).not.toContain('610180');
    expect(code).toBe(0);
  });

  it('the same file again is left alone, and imported when that is asked for', async () => {
    const first = join(services.folder, 'd260302.l110901');
    expect(await services.run(['cpr', 'import', first, '--persons', 'all'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('imported before, nothing to do') as string,
    });
    const { output } = await services.run(['cpr', 'import', first, '--persons', 'all', '--again', '--json']);
    expect(JSON.parse(output)).toMatchObject([{ file: 'd260302.l110901', state: 'imported', created: 0 }]);
  });

  it('a preview changes nothing', async () => {
    const next = file('d260303.l110901', delivery('20260303', ['Åse', 'Bodil', 'Carl', 'Dan']));
    const { code, output } = await services.run(['cpr', 'import', next, '--persons', 'all', '--preview', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject([{ state: 'previewed', persons: 4, created: 1, changed: 1 }]);
    const { rows } = await services.database.pool.query('select name1 from contacts.contact where name_code = $1', [
      number(2),
    ]);
    expect(rows).toEqual([{ name1: 'Bo' }]);
  });

  it('several files have their reports in their order; one that is refused makes the exit code 1', async () => {
    const good = join(services.folder, 'd260303.l110901');
    const bad = file('d260304.l110901', delivery('20260304', ['Åse'], { count: 7 }));
    const { code, output } = await services.run(['cpr', 'import', good, bad, '--persons', 'known']);
    expect(code).toBe(1);
    expect(output).toMatch(
      /^d260303\.l110901: imported\n[^]*not ours +1\n[^]*\n\nd260304\.l110901: refused, nothing of it was stored\n {2}\S/,
    );
  });

  it('the runs are listed', async () => {
    const { code, output } = await services.run(['runs', 'list', '--json']);
    expect(code).toBe(0);
    const { runs } = JSON.parse(output) as { runs: { service: string; startedAt: string }[] };
    expect(runs.length).toBeGreaterThan(0);
    expect(runs[0]).toMatchObject({ service: 'cpr-sync' });
    const text = (await services.run(['runs', 'list', '--limit', '1'])).output;
    expect(text).toMatch(
      /^service +run +state[^]*\ncpr-sync +import-delivery +finished[^]*\n  refused: d260304\.l110901: /,
    );
  });

  it('nothing is sent when a file is missing, or the sign-in is refused', async () => {
    const first = join(services.folder, 'd260302.l110901');
    expect(await services.run(['cpr', 'import', first, join(services.folder, 'gone')])).toMatchObject({
      code: 2,
      output: '',
    });
    const env = { CONTACT_SYNC_TOKEN: 'wrong', CONTACT_SYNC_URL: services.urls.cpr };
    const { code, output, errors } = await program(['cpr', 'import', first], { env });
    expect([code, output]).toEqual([3, '']);
    expect(errors).toMatch(/did not accept the sign-in/);
  });
});
