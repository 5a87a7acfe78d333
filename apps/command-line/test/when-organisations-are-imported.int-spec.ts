import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contactsSchema } from '@contact-sync/contact-register';
import { messagingSchema } from '@contact-sync/messaging';
import { startSimulator, type RunningSimulator } from '@contact-sync/register-simulator';
import type { RunningService } from '@contact-sync/service';
import { sorSchema, start as startSorImport } from '@contact-sync/sor-import';
import { freshDatabase, uniqueName, type FreshDatabase } from '@contact-sync/testing';
import { program, type Ran } from './program';

const TOKEN = 'a-token-of-this-test-with-enough-letters';
const UNITS = 60;

describe('when organisations are imported', () => {
  let database: FreshDatabase;
  let simulator: RunningSimulator;
  let service: RunningService;
  let folder: string;
  let daily: string;
  beforeAll(async () => {
    [database, simulator] = await Promise.all([
      freshDatabase({ owners: [messagingSchema, contactsSchema, sorSchema] }),
      startSimulator({ seed: 'command-line', companies: 1, organisations: UNITS, properties: 1 }),
    ]);
    folder = mkdtempSync(join(tmpdir(), 'command-line-'));
    writeFileSync(join(folder, 'ca.pem'), simulator.ca);
    service = await startSorImport({
      DATABASE_URL: database.runUrl,
      DATABASE_POOL_MAX: '5',
      TRANSPORT: 'in-process',
      AMQP_EXCHANGE: uniqueName('command_line'),
      ACCESS: 'local',
      CONTACT_SYNC_DATA: folder,
      CONTACT_SYNC_TOKEN: TOKEN,
      ENDPOINT_HOSTS: 'localhost:*',
      REGISTER_CA_FILE: join(folder, 'ca.pem'),
      LOG_FILE: join(folder, 'log'),
    });
    daily = `${simulator.addresses.sorFiles}/sor2_produktion/V1_00/data/SorEntity_daily.csv`;
  });
  afterAll(async () => {
    await service.stop();
    await simulator.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const sor = (...args: string[]): Promise<Ran> =>
    program(['sor', ...args], { env: { CONTACT_SYNC_TOKEN: TOKEN, CONTACT_SYNC_URL: service.url } });
  const settings = async (wanted: object): Promise<void> => {
    const answer = await fetch(`${service.url}/sor-import/settings`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
    });
    expect(answer.status).toBe(200);
  };

  it('nothing is imported before it is turned on, and an address is looked at all the same', async () => {
    expect(await sor('import')).toMatchObject({ code: 1, errors: 'contact-sync: SOR integration is switched off\n' });
    const { code, output } = await sor('test-connection', '--url', daily);
    expect(output).toMatch(/\n {2}status +206\n {2}type +text\/csv/);
    expect(output).toMatch(/\n {2}columns +\d+ recognised\n/);
    expect(code).toBe(0);
    const gone = await sor('test-connection', '--url', daily.replace('daily', 'weekly'));
    expect(gone).toMatchObject({ code: 1, output: expect.stringContaining('\n  status        404\n') as string });
  });

  it('the file of the settings, previewed and imported', async () => {
    await settings({ sorIntegration: true, dailyUrl: daily, fullUrl: daily, historyUrl: '' });
    const previewed = await sor('import', '--preview');
    expect(previewed).toMatchObject({ code: 0, errors: '' });
    expect(previewed.output).toMatch(/: previewed, nothing was changed\n/);
    const imported = await sor('import', '--json');
    const { counts, state } = JSON.parse(imported.output);
    expect(state).toBe('imported');
    const { rows } = await database.pool.query(
      `select count(*)::integer as units from contacts.contact where name_type = 'H'`,
    );
    expect([counts.units, counts.created]).toEqual([rows[0].units, rows[0].units]);
  });

  it('a file that is sent, of which little is left: what is gone is not closed, and why', async () => {
    const whole = (await inTheFile()).split('\r\n');
    const file = join(folder, 'half.csv');
    writeFileSync(file, `${whole.slice(0, 6).join('\r\n')}\r\n`);
    const { code, output } = await sor('import', file);
    expect(output).toMatch(/^half\.csv: imported\n/);
    expect(output).toMatch(/\n {2}closings +withheld, \d+ units gone from the file: /);
    expect(code).toBe(0);
    const { rows } = await database.pool.query(
      `select 1 from contacts.contact where name_type = 'H' and end_date < current_date::text`,
    );
    expect(rows).toEqual([]);
  });

  it('a file that is none is refused, and one that is not there is not sent', async () => {
    const file = join(folder, 'other.csv');
    writeFileSync(file, 'Navn;Adresse\r\nA;B\r\n');
    const early = await sor('import', file, '--day', '2091-01-02', '--json');
    expect(JSON.parse(early.output)).toMatchObject({ state: 'refused', refusal: { code: 'future-day' } });
    const refused = await sor('import', file);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/^other\.csv: refused, nothing was changed\n {2}\S.*\(.*columns-missing\)\n/);
    expect(await sor('import', join(folder, 'none.csv'))).toMatchObject({ code: 2, output: '' });
  });

  it('all of them are listed, the newest first', async () => {
    const { output } = await sor('imports');
    expect(output.split('\n').map((line) => line.split(/ {2,}/)[2])).toEqual([
      'state',
      'refused',
      'refused',
      'imported',
      'imported',
      'previewed',
      undefined,
    ]);
  });

  async function inTheFile(): Promise<string> {
    const { path } = await simulator.sorFiles.get('daily');
    return readFile(path, 'utf8');
  }
});
