import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@contact-sync/testing';
import { delivery } from './delivery';
import { type RunningServices, runningServices } from './running-services';

const FILE = 'd260302.l110901';
const HELD = 'A\u0000';

describe('when a person is held', () => {
  let services: RunningServices;
  beforeAll(async () => {
    services = await runningServices();
    const file = join(services.folder, FILE);
    writeFileSync(file, delivery('20260302', ['Åse', HELD, HELD]));
    expect((await services.run(['cpr', 'import', file, '--persons', 'all'])).code).toBe(0);
  });
  afterAll(() => services.stop());

  const ids = async (): Promise<string[]> => {
    const { output } = await services.run(['holds', 'list', '--json']);
    return (JSON.parse(output) as { holds: { id: string }[] }).holds.map(({ id }) => id);
  };

  it('the holds are listed, with file, lines and reason, without the persons', async () => {
    const { code, output, errors } = await services.run(['holds', 'list', '--register', 'cpr']);
    expect([code, errors]).toEqual([0, '']);
    expect(output.split('\n')).toHaveLength(4);
    expect(output).toMatch(/\n\d+ +cpr +C \d+ +file d260302\.l110901 +5-7 .*refused by the database: 22021\n/);
    expect(output).not.toContain('610180');
    expect((await services.run(['holds', 'list', '--register', 'sor'])).output).toBe('nothing is held\n');
  });

  it('one is tried again in the mended file, the other released', async () => {
    const [first = '', second = ''] = await ids();
    const imported = join(services.folder, 'cpr', 'interim', `imported-${FILE}`);
    writeFileSync(imported, delivery('20260302', ['Åse', 'Bo', HELD]));
    expect(await services.run(['holds', 'retry', first])).toEqual({
      code: 0,
      output: `${first}: is tried again\n`,
      errors: '',
    });
    await waitFor(async () => !(await ids()).includes(first), { what: 'the end of the hold' });
    const purpose = ['--purpose', 'case 1'];
    expect((await services.run(['contacts', 'find', '--name', 'Bo', ...purpose])).output).toContain('Bo Østergård');

    const released = await services.run(['holds', 'release', second, '--json']);
    expect(JSON.parse(released.output)).toEqual({ release: [second] });
    expect(await ids()).toEqual([]);
    expect(await services.run(['holds', 'retry', second])).toEqual({
      code: 1,
      output: '',
      errors: 'contact-sync: There is no such open hold\n',
    });
  });
});
