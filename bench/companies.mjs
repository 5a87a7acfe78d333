// Drives the services of companies against a simulated register: their own processes, their own database.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { schemaOwners } from '@contact-sync/command-line';
import { migrate } from '@contact-sync/database';
import { REGISTER_HOSTS } from '@contact-sync/outbound';
import { startProcess, temporaryDatabase, temporaryFolder } from './measure.mjs';

const TOKEN = 'token-of-the-benchmark-only-0123456789';

/** Services with a profile against a simulator of so many companies, each a contact with its number only. */
export async function startCompanyServices(companies) {
  const folder = temporaryFolder();
  const simulator = await startProcess('./simulated-companies.mjs', [String(companies), folder], {});
  const { addresses, profiles, caFile } = simulator.first;
  const database = await temporaryDatabase();
  await migrate(database.url, await schemaOwners());
  const hosts = Object.values(addresses).map((address) => new URL(address).host);
  const services = await startProcess('./company-services.mjs', [], {
    DATABASE_URL: database.url,
    TRANSPORT: 'in-process',
    INTEGRATIONS: 'on',
    HTTP_PORT: '0',
    ACCESS: 'local',
    CONTACT_SYNC_DATA: folder,
    CONTACT_SYNC_TOKEN: TOKEN,
    ENDPOINT_HOSTS: [...REGISTER_HOSTS, ...hosts].join(','),
    REGISTER_CA_FILE: caFile,
    LOG_LEVEL: 'error',
  });
  const call = async (method, service, path, body) => {
    const response = await fetch(`${services.first[service]}/${service}/${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${service}/${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const makeProfile = (name, kind) =>
    call('POST', 'auth-profile', 'profiles', { name, kind, configurationTypes: ['CVR'], fields: profiles[kind] });
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await makeContacts(sql, readFileSync(join(folder, 'numbers.txt'), 'utf8').split('\n'));
  return {
    addresses,
    url: (service) => services.first[service],
    call,
    makeProfile,
    sql,
    /** Requests that the simulator has answered; `word` may be `hang`. */
    async ask(word = 'counts') {
      simulator.child.stdin.write(`${word}\n`);
      return simulator.read();
    },
    async stop() {
      await sql.end();
      services.child.stdin.end();
      const last = await services.read();
      await services.exited;
      simulator.child.stdin.end();
      await simulator.exited;
      await database.drop();
      return last;
    },
  };
}

/** Companies as somebody typed them: a number and a name. */
async function makeContacts(sql, numbers) {
  await sql.query(
    `with made as (
       insert into contacts.contact (name_type, name_code, first_code, name1, created_at, updated_at)
       select 'J', number, number, 'Virksomhed ' || number, now(), now() from unnest($1::text[]) as number
       returning id, name_code)
     insert into contacts.identifier (name_type, name_code, contact_id) select 'J', name_code, id from made`,
    [numbers],
  );
  await sql.query('analyze');
}
