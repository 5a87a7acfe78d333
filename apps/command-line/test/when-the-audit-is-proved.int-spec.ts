import { sealAudit } from '@contact-sync/contact-register';
import { openPool } from '@contact-sync/database';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { delivery } from './delivery';
import { type RunningServices, runningServices } from './running-services';

const NEXT_DAY_MS = 25 * 3_600_000;

describe('when the audit is proved', () => {
  let services: RunningServices;
  beforeAll(async () => {
    services = await runningServices();
    const file = join(services.folder, 'd260302.l110901');
    writeFileSync(file, delivery('20260302', ['Åse', 'Bo']));
    expect((await services.run(['cpr', 'import', file, '--persons', 'all'])).code).toBe(0);
    await services.run(['contacts', 'find', '--name', 'Østergård', '--purpose', 'case 1']);
    await sealAudit(services.database.pool, { now: () => new Date(Date.now() + NEXT_DAY_MS) });
  });
  afterAll(() => services.stop());

  it('who looked is listed, and listing is a look too', async () => {
    const { code, output, errors } = await services.run(['audit', 'list', '--who', 'local', '--purpose', 'spot check']);
    expect([code, errors]).toEqual([0, '']);
    expect(output.split('\n')).toHaveLength(4);
    expect(output).toMatch(/\n\S+ \S+Z +local +\d+ +find +contacts +name +case 1\n/);
    const again = await services.run(['audit', 'list', '--who', 'local', '--purpose', 'spot check', '--json']);
    const { entries } = JSON.parse(again.output) as { entries: { action: string; purpose: string }[] };
    expect(entries.map(({ action }) => action)).toEqual(['audit', 'audit', 'find', 'find']);
    expect((await services.run(['audit', 'list', '--who', 'local'])).code).toBe(2);
  });

  it('it is as it was written, also by the root that was kept', async () => {
    const [root = ''] = (await services.run(['audit', 'roots'])).output.split(' ');
    expect(root).toMatch(/^\d{4}-\d{2}-\d{2}:[0-9a-f]{64}$/);
    const { code, output } = await services.run(['audit', 'verify', '--root', root]);
    expect(output).toMatch(/^the record of who saw whom is as it was written: \d+ looks and 1 daily root compared\n$/);
    expect(code).toBe(0);
    const other = await services.run(['audit', 'verify', '--root', `${root.slice(0, 11)}${'ab'.repeat(32)}`]);
    expect(other.code).toBe(1);
    expect(other.output).toMatch(/it is not the one that was given; the chain was written anew since/);
  });

  it('a row that was changed is told by its place alone, with exit code 1', async () => {
    const owner = openPool(services.database.url, { max: 1, applicationName: 'owner' });
    await owner.query(`update contacts.audit set who = 'nobody' where id = 2`);
    await owner.end();
    const { code, output } = await services.run(['audit', 'verify']);
    expect(code).toBe(1);
    expect(output).toMatch(
      /^the record of who saw whom is NOT as it was written: .*, 1 fault\n {2}position 2, row 2: /,
    );
    expect(output).not.toMatch(/nobody|local|case 1/);
  });
});
