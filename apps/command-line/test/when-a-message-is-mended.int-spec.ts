import { inTransaction } from '@contact-sync/database';
import { setAside } from '@contact-sync/messaging';
import { waitFor } from '@contact-sync/testing';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningServices, runningServices } from './running-services';

const NAME = 'Hemmelige Henriette';

describe('when a message of another system is mended', () => {
  let services: RunningServices;
  let file: string;
  beforeAll(async () => {
    services = await runningServices();
    file = join(services.folder, 'corrected.json');
    const faulty = { id: 'x-1', type: 'party.added.v1', source: '/esdh', subject: 's-1', time: '2026-03-02T05:31:07Z' };
    const problem = { code: 'refused', text: 'nobody is named' };
    await inTransaction(services.database.pool, (tx) =>
      setAside(tx, 'contact-desk.inbound', [{ delivery: { ...faulty, data: {}, attempt: 1 }, problem, later: false }]),
    );
  });
  afterAll(() => services.stop());

  const corrected = (more: object): void =>
    writeFileSync(
      file,
      JSON.stringify({
        specversion: '1.0',
        id: 'x-1',
        source: '/esdh',
        type: 'dk.contact-sync.case.opened.v1',
        subject: 's-1',
        time: '2026-03-02T05:31:07Z',
        data: {},
        ...more,
      }),
    );

  it('a corrected event takes its place; a faulty one is refused with the reason alone', async () => {
    const listed = await services.run(['queue', 'list', '--state', 'parked', '--json']);
    const [{ id }] = (JSON.parse(listed.output) as { messages: [{ id: string }] }).messages;
    const shown = await services.run(['queue', 'show', id, '--purpose', 'mending']);
    expect(JSON.parse(shown.output)).toMatchObject({ id: 'x-1', source: '/esdh', subject: 's-1' });
    expect((await services.run(['queue', 'show', id])).errors).toContain('--purpose');
    corrected({ time: NAME });
    expect(await services.run(['queue', 'mend', id, file])).toEqual({
      code: 1,
      output: '',
      errors: 'contact-sync: The event does not fit its contract: time is not a time with zone\n',
    });
    corrected({});
    expect(await services.run(['queue', 'mend', id, file])).toEqual({
      code: 0,
      output: `${id}: mended, now waiting\n`,
      errors: '',
    });
    const done = async (): Promise<boolean> =>
      (await services.run(['queue', 'list', '--state', 'done', '--json'])).output.includes(id);
    await waitFor(done, { what: 'the message to be applied' });
    expect((await services.run(['queue', 'mend', id])).errors).toContain('name the id of the message and the file');
    expect((await services.run(['queue', 'mend', id, `${file}.none`])).errors).toContain('does not exist');
  });
});
