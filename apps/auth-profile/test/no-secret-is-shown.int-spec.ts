import { Client } from 'pg';
import type { ProfileKind } from '@contact-sync/credentials';
import { openPkcs12 } from '../src/certificates/open-pkcs12';
import { type Answer, p12, P12_PASSWORD, Running } from './running';

const LOGIC_ID = '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c01';
const odata = 'https://odata.example.dk';
const FTP = { host: 'ftp.cpr.dk', port: '21', user: 'u' };

/** One profile of each kind, each secret a text of its own. */
const PROFILES: readonly (readonly [ProfileKind, Readonly<Record<string, string>>])[] = [
  ['graphql-client-secret', { clientId: 'c', clientSecret: 'TopHemmelig-1-graphql' }],
  ['graphql-certificate', { clientId: 'c', certificate: p12('modern-rsa'), password: P12_PASSWORD }],
  ['rest-certificate', { certificate: p12('danish-letters'), password: 'rødgrød' }],
  ['api-key', { apiKey: 'TopHemmelig-2-key' }],
  [
    'kmd-logic',
    { clientId: 'c', clientSecret: 'TopHemmelig-3-logic', subscriptionId: LOGIC_ID, configurationId: LOGIC_ID },
  ],
  ['cpr-direkte', { host: 'direkte.cpr.dk', port: '5000', customerNumber: '1109', user: 'u', password: 'Hem-4-dk' }],
  ['cpr-file-server', { ...FTP, password: 'TopHemmelig-5-ftp "citeret"' }],
  ['odata', { tokenUrl: odata, odataUrl: odata, clientId: 'c', clientSecret: 'TopHemmelig-6-odata' }],
];
const CPR_KINDS: readonly string[] = ['cpr-direkte', 'cpr-file-server'];

/** Every text that must not be seen, as it might be written. */
function forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
  ];
}

const privateKeyLines = (name: string, password: string): string[] => {
  const opened = openPkcs12(Buffer.from(p12(name), 'base64'), password);
  if ('fault' in opened) throw new Error(opened.fault);
  const pem = opened.content.keys[0]?.export({ type: 'pkcs8', format: 'pem' }).toString() ?? '';
  return pem.split('\n').filter((line) => line.length === 64);
};

const SECRETS = [
  ...PROFILES.flatMap(([, fields]) =>
    Object.entries(fields)
      .filter(([name]) => /secret$|password|apiKey/i.test(name))
      .map(([, value]) => value),
  ),
  p12('modern-rsa').slice(40, 140),
  p12('danish-letters').slice(40, 140),
  ...privateKeyLines('modern-rsa', P12_PASSWORD),
  ...privateKeyLines('danish-letters', 'rødgrød'),
  'TopHemmelig-7-refused',
].flatMap(forms);

const found = (text: string): string[] => SECRETS.filter((secret) => text.includes(secret));

describe('no secret is shown', () => {
  let running: Running;
  const answers: Answer[] = [];
  beforeAll(async () => {
    running = await Running.fresh({
      ENDPOINT_HOSTS: '*.datafordeler.dk,*.kmdlogic.io,direkte.cpr.dk:5000,ftp.cpr.dk:21,odata.example.dk',
    });
  });
  afterAll(() => running.end());

  const ask = async (...request: Parameters<Running['ask']>): Promise<Answer> => {
    const answer = await running.ask(...request);
    answers.push(answer);
    return answer;
  };

  it('in no answer', async () => {
    for (const [kind, fields] of PROFILES) {
      const wish = { name: kind, kind, configurationTypes: [CPR_KINDS.includes(kind) ? 'CPR' : 'CVR'], fields };
      const { status, body } = await ask('POST', 'profiles', wish);
      expect([status, body]).toEqual([201, expect.objectContaining({ kind })]);
      const { id } = body as { id: string };
      await ask('GET', `profiles/${id}`);
      expect((await ask('PATCH', `profiles/${id}`, { version: 1, name: `${kind} too` })).status).toBe(200);
      await ask('GET', `profiles/${id}/changes`);
    }
    const refused = { clientSecret: 'TopHemmelig-7-refused' };
    for (const body of [
      { name: 'TopHemmelig-7-refused/', kind: 'odata', configurationTypes: ['CVR'], fields: refused },
      { name: 'x', kind: 'api-key', configurationTypes: ['CVR'], fields: { apiKey: 'TopHemmelig-7-refused\n' } },
      { name: 'x', kind: 'TopHemmelig-7-refused', configurationTypes: ['CVR'], fields: refused },
      {
        name: 'x',
        kind: 'rest-certificate',
        configurationTypes: ['CVR'],
        fields: { certificate: p12('modern-rsa'), password: 'TopHemmelig-7-refused' },
      },
    ])
      expect((await ask('POST', 'profiles', body)).status).toBeGreaterThanOrEqual(400);
    for (const path of ['profiles', 'expiry', 'keys', 'profile-choices', 'profile-kinds', 'runs', 'schedules'])
      expect((await ask('GET', path)).status).toBe(200);
    expect(answers.length).toBeGreaterThan(40);
    for (const { text } of answers) expect(found(text)).toEqual([]);
  });

  it('in no row of the database, not even as bytes', async () => {
    // As the owner of the database sees it, and as a copy of it would hold it.
    const client = new Client({ connectionString: running.database.url });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    let text = '';
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      text += rows.map(({ row }) => row).join('\n');
    }
    await client.end();
    // The profiles are among what was read.
    expect(text).toContain('graphql-certificate too');
    expect(text.length).toBeGreaterThan(10_000);
    expect(found(text)).toEqual([]);
  });

  it('in no line of the log and no metric', async () => {
    const log = await running.log();
    expect(log.split('\n').length).toBeGreaterThan(answers.length);
    expect(found(log)).toEqual([]);
    expect(found(await running.service.metrics.text())).toEqual([]);
  });
});
