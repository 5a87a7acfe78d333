import { inTransaction } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { waitFor } from '@contact-sync/testing';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { delivery, number } from './delivery';
import { program } from './program';
import { type RunningServices, runningServices, TOKEN } from './running-services';

describe('when contacts are asked for', () => {
  let services: RunningServices;
  beforeAll(async () => {
    services = await runningServices();
    const file = join(services.folder, 'd260302.l110901');
    writeFileSync(file, delivery('20260302', ['Åse', 'Bo']));
    expect((await services.run(['cpr', 'import', file, '--persons', 'all'])).code).toBe(0);
  });
  afterAll(() => services.stop());

  const get = ['contacts', 'get', '--type', 'C', '--code', '-', '--purpose', 'case 1'];

  it('one is shown, the number read from standard input', async () => {
    const { code, output, errors } = await services.run(get, `${number(1)}\n`);
    expect(errors).toBe('');
    expect(code).toBe(0);
    expect(output).toMatch(new RegExp(`^C ${number(1)} {2}\\(contact \\d+\\)\n {2}name +Åse Østergård\n`));
    expect(output).toMatch(/\nDates\n {2}Fødselsdag +1980-01-21\n/);
    expect(output).toMatch(/\nFreshness\n {2}CPR {2}as of 2026-03-02, from file d260302\.l110901\n/);
  });

  it('as JSON it has the words of the API, the same each time', async () => {
    const first = await services.run([...get, '--json'], number(1));
    const second = await services.run([...get, '--json'], number(1));
    expect(first.output).toBe(second.output);
    expect(Object.keys(JSON.parse(first.output) as object)).toEqual(
      expect.arrayContaining([
        'id',
        'nameType',
        'nameCode',
        'name1',
        'addresses',
        'info',
        'dates',
        'references',
        'previousCodes',
        'freshness',
      ]),
    );
  });

  it('the purpose reaches the record of who saw whom', async () => {
    await services.run(['contacts', 'find', '--name', 'Østergård', '--purpose', 'case 7'], '');
    const { rows } = await services.database.pool.query(
      `select count(*)::int as shown from contacts.audit where purpose = 'case 7'`,
    );
    expect(rows).toEqual([{ shown: 2 }]);
  });

  it('they are found by name, and nobody is exit code 1', async () => {
    const { code, output } = await services.run([
      'contacts',
      'find',
      '--type',
      'C',
      '--name',
      'bo',
      '--purpose',
      'case 2',
    ]);
    expect(code).toBe(0);
    expect(output.split('\n')[1]).toMatch(new RegExp(`C +${number(2)} +Bo Østergård`));
    expect(await services.run(['contacts', 'find', '--name', 'nobody', '--purpose', 'case 2'])).toEqual({
      code: 1,
      output: 'no such contact\n',
      errors: '',
    });
    expect(await services.run(get, number(99))).toMatchObject({
      code: 1,
      errors: 'contact-sync: There is no such contact\n',
    });
  });

  it('a person number on the command line is refused and not repeated', async () => {
    const { code, output, errors } = await services.run([
      'contacts',
      'get',
      '--type',
      'C',
      '--code',
      number(1),
      '--purpose',
      'x',
    ]);
    expect([code, output]).toEqual([2, '']);
    expect(errors).toMatch(/a person number does not belong on the command line/);
    expect(errors).not.toContain(number(1));
  });

  it('events are printed from the start, one line each, without persons', async () => {
    const { code, output } = await services.run(['events', 'tail', '--from', 'start', '--limit', '2', '--json']);
    expect(code).toBe(0);
    const events = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { specversion: string });
    expect(events).toHaveLength(2);
    expect(events[0]?.specversion).toBe('1.0');
    expect(output).not.toMatch(/610180|Åse/);
  });

  it('the queue is listed and tended', async () => {
    const deliveryId = '5f3c0f7e-0000-4000-8000-000000000001';
    await inTransaction(services.database.pool, (tx) =>
      enqueueTasks(tx, [
        {
          type: 'cpr-sync.delivery.import.v1',
          subject: deliveryId,
          data: { deliveryId },
          dueAt: new Date('2099-01-01'),
        },
      ]),
    );
    const { output } = await services.run([
      'queue',
      'list',
      '--state',
      'open',
      '--type',
      'cpr-sync.delivery.import.v1',
      '--json',
    ]);
    const [message] = (JSON.parse(output) as { messages: { id: string }[] }).messages;
    const id = message?.id ?? '';
    expect(await services.run(['queue', 'park', id])).toEqual({ code: 0, output: `${id}: now parked\n`, errors: '' });
    expect((await services.run(['queue', 'list', '--state', 'parked'])).output).toContain(id);
    expect(await services.run(['queue', 'obsolete', id])).toMatchObject({ code: 0, output: `${id}: now obsolete\n` });
    const refused = await services.run(['queue', 'retry', id]);
    expect(refused).toMatchObject({ code: 1, output: '' });
    expect(refused.errors).toBe('contact-sync: The message is a task in state obsolete: retry does not apply\n');
    await waitFor(
      async () => (await services.run(['queue', 'list', '--state', 'parked'])).output === 'no such messages\n',
    );
  });

  it('the token comes from the data folder when the environment has none', async () => {
    writeFileSync(join(services.folder, 'token'), `${TOKEN}\n`, { mode: 0o600 });
    const env = { CONTACT_SYNC_DATA: services.folder, CONTACT_SYNC_URL: services.urls.desk };
    expect((await program(['queue', 'list'], { env })).code).toBe(0);
    const wrong = await program(['queue', 'list'], { env: { ...env, CONTACT_SYNC_TOKEN: 'wrong' } });
    expect([wrong.code, wrong.output]).toEqual([3, '']);
    expect(wrong.errors).not.toContain('wrong\n');
  });

  it('a server that is away is told apart from a refusal', async () => {
    const { code, errors } = await program(['queue', 'list', '--url', 'http://127.0.0.1:1'], {
      env: { CONTACT_SYNC_TOKEN: TOKEN },
    });
    expect(code).toBe(3);
    expect(errors).toMatch(/^contact-sync: cannot reach http:\/\/127\.0\.0\.1:1: /);
  });
});
