import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIGURATION_TYPES, PROFILE_KINDS } from '@contact-sync/credentials';
import type { FieldFault } from '@contact-sync/service';
import type { Profile } from './profile';
import { type EditWish, type ProfileWish, readEdit, readWish, type WishRules } from './profile-wish';
import { PROFILE_KIND_DEFINITIONS } from './profile-kinds';

const NOW = new Date('2026-11-22T09:00:00Z');
const ALLOWED = ['https://auth.datafordeler.dk', 'https://auth-oces.datafordeler.dk', 'https://direkte.cpr.dk:5000'];
const rules: WishRules = { now: NOW, mayCall: (address) => ALLOWED.includes(new URL(address).origin) };

const SECRET_WISH: ProfileWish = {
  name: 'CVR drift',
  kind: 'graphql-client-secret',
  configurationTypes: ['CVR'],
  fields: { clientId: 'c1', clientSecret: ' s 1 ' },
};
const TOKEN_ENDPOINT = 'https://auth.datafordeler.dk/realms/distribution/protocol/openid-connect/token';
const P12 = readFileSync(join(__dirname, '../../test/pkcs12/modern-ec.p12')).toString('base64');

const faultsOf = (wish: Partial<ProfileWish>): readonly FieldFault[] => {
  const read = readWish({ ...SECRET_WISH, ...wish }, rules);
  return 'faults' in read ? read.faults : [];
};
const fieldFault = (fields: Record<string, string>, kind = SECRET_WISH.kind): string[] =>
  faultsOf({ kind, fields }).map(({ field, message }) => `${field} ${message}`);

/** The profile that the wish above makes. */
const profile = (more: Partial<Profile> = {}): Profile => ({
  id: '0198c2f4-7d1e-7cc1-9a55-0d6f2b6a1c01',
  name: 'CVR drift',
  kind: 'graphql-client-secret',
  configurationTypes: ['CVR'],
  facts: { tokenEndpoint: TOKEN_ENDPOINT, clientId: 'c1', secretExpires: '2028-11-21' },
  version: 1,
  createdAt: NOW,
  createdBy: 'a',
  updatedAt: NOW,
  updatedBy: 'a',
  secrets: [{ field: 'clientSecret', setAt: NOW }],
  endings: [{ credential: 'client-secret', endsAt: new Date('2028-11-21T23:59:59.999Z') }],
  usedBy: [],
  ...more,
});
const edited = (wish: EditWish, more: Partial<Profile> = {}): unknown => readEdit(profile(more), wish, rules);

describe('the kinds', () => {
  it.each(PROFILE_KINDS)('%s: has fields of different names, and is for registers there are', (kind) => {
    const { fields, configurationTypes } = PROFILE_KIND_DEFINITIONS[kind];
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    expect(CONFIGURATION_TYPES).toEqual(expect.arrayContaining([...configurationTypes]));
    for (const { name, secret } of fields) expect(secret).toBe(/secret$|password|apiKey|certificate/i.test(name));
  });
});

describe('readWish', () => {
  it('takes defaults for what is not said, and two years less nothing for a secret of Datafordeler', () => {
    expect(readWish(SECRET_WISH, rules)).toEqual({
      name: 'CVR drift',
      kind: 'graphql-client-secret',
      configurationTypes: ['CVR'],
      facts: { tokenEndpoint: TOKEN_ENDPOINT, clientId: 'c1', secretExpires: '2028-11-21' },
      // What surrounds a secret may belong to it.
      secrets: { clientSecret: ' s 1 ' },
      endings: [{ credential: 'client-secret', endsAt: new Date('2028-11-21T23:59:59.999Z') }],
    });
  });

  it('reads a certificate out of its file and keeps neither file nor password', () => {
    const read = readWish(
      {
        ...SECRET_WISH,
        kind: 'graphql-certificate',
        fields: { clientId: 'c1', certificate: P12, password: 'hemmelig-fil' },
      },
      rules,
    );
    expect(read).toMatchObject({
      facts: { clientId: 'c1', tokenEndpoint: TOKEN_ENDPOINT.replace('auth.', 'auth-oces.') },
      endings: [{ credential: 'certificate', certificate: { organisation: 'Invented Municipality' } }],
    });
    if (!('secrets' in read)) throw new Error('refused');
    expect(Object.keys(read.secrets).sort()).toEqual(['certificate', 'key']);
    expect(JSON.stringify(read)).not.toContain('hemmelig-fil');
    expect(read.secrets['key']).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  it('says what is wrong with the file of a certificate', () => {
    const fields = { clientId: 'c1', certificate: P12, password: 'x' };
    expect(readWish({ ...SECRET_WISH, kind: 'graphql-certificate', fields }, rules)).toEqual({
      certificateFault: 'wrong-password',
    });
  });

  it.each([
    ['', /^name must be/],
    ['a/b', /^name must be/],
    ['CVR 6101801234', /person number/],
  ])('refuses the name "%s"', (name, fault) => {
    expect(faultsOf({ name }).map(({ field, message }) => `${field} ${message}`)).toEqual([
      expect.stringMatching(fault),
    ]);
  });

  it('refuses a register that the kind is not for', () => {
    expect(faultsOf({ kind: 'api-key', configurationTypes: ['CPR'], fields: { apiKey: 'k' } })).toEqual([
      { field: 'configurationTypes', message: expect.stringContaining('CVR, BFE') },
    ]);
  });

  it.each([
    ['http', 'http://auth.datafordeler.dk/token'],
    ['a user', 'https://a:b@auth.datafordeler.dk/token'],
    ['a query', 'https://auth.datafordeler.dk/token?client_secret=x'],
    ['no address', 'auth.datafordeler.dk'],
  ])('refuses an address with %s', (_, tokenEndpoint) => {
    expect(fieldFault({ ...SECRET_WISH.fields, tokenEndpoint })).toEqual([
      'fields.tokenEndpoint must be an https:// address, without a user or a query in it',
    ]);
  });

  it.each([
    'https://169.254.169.254/latest',
    'https://localhost/token',
    'https://auth.datafordeler.dk.evil.test/token',
  ])('refuses the host of %s, which the installation does not allow', (tokenEndpoint) => {
    expect(fieldFault({ ...SECRET_WISH.fields, tokenEndpoint })).toEqual([
      expect.stringMatching(/^fields.tokenEndpoint is a host .* not allow .*ENDPOINT_HOSTS/),
    ]);
  });

  it('allows other servers by host and port', () => {
    const direkte = { transactionCode: 'OFF4', customerNumber: '1109', user: 'u', password: 'p' };
    const types = { kind: 'cpr-direkte', configurationTypes: ['CPR'] } as const;
    expect(faultsOf({ ...types, fields: { ...direkte, host: 'direkte.cpr.dk', port: '5000' } })).toEqual([]);
    expect(faultsOf({ ...types, fields: { ...direkte, host: 'direkte.cpr.dk', port: '22' } })).toEqual([
      { field: 'fields.host', message: expect.stringContaining('ENDPOINT_HOSTS') },
    ]);
  });

  it('wants the host key of a server that is called by SFTP, and of no other', () => {
    const server = { host: 'direkte.cpr.dk', port: '5000', user: 'u', password: 'p' };
    const types = { kind: 'cpr-file-server', configurationTypes: ['CPR'] } as const;
    expect(faultsOf({ ...types, fields: { ...server, mode: 'implicit' } })).toEqual([]);
    expect(faultsOf({ ...types, fields: { ...server, mode: 'sftp' } })).toEqual([
      { field: 'fields.hostKey', message: 'is needed' },
    ]);
    expect(
      faultsOf({ ...types, fields: { ...server, mode: 'sftp', hostKey: 'MD5:aa:bb', taskNumber: '1109' } }),
    ).toEqual([
      { field: 'fields.hostKey', message: expect.stringContaining('SHA256:') },
      { field: 'fields.taskNumber', message: 'must be six digits' },
    ]);
    const hostKey = `SHA256:${'a'.repeat(43)}`;
    expect(faultsOf({ ...types, fields: { ...server, mode: 'sftp', hostKey, taskNumber: '110901' } })).toEqual([]);
  });

  it('tells every fault at once, by field and without what is in it', () => {
    const faults = fieldFault(
      { identityHost: 'x', subscriptionId: 'h3mmelig', clientSecret: 'a\nb', secretExpires: '2027-02-30', what: 'x' },
      'kmd-logic',
    );
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'fields.(unknown)',
      'fields.identityHost',
      'fields.gatewayHost',
      'fields.clientId',
      'fields.clientSecret',
      'fields.subscriptionId',
      'fields.configurationId',
      'fields.secretExpires',
    ]);
    expect(faults.join()).not.toContain('h3mmelig');
  });

  it('refuses a file larger than 256 kB', () => {
    const certificate = Buffer.alloc(256 * 1024 + 3).toString('base64');
    expect(fieldFault({ clientId: 'c1', certificate }, 'graphql-certificate')).toEqual([
      'fields.certificate must have at most 349528 characters',
    ]);
  });
});

describe('readEdit', () => {
  it('leaves what is not sent', () => {
    expect(edited({ name: 'Another' })).toEqual({ name: 'Another' });
    expect(edited({ fields: { clientId: 'c2' } })).toEqual({
      facts: { tokenEndpoint: TOKEN_ENDPOINT, clientId: 'c2', secretExpires: '2028-11-21' },
      secrets: {},
      endings: profile().endings,
    });
  });

  it('a new secret has a new end, and does not take over that of the one before', () => {
    const before = { facts: { ...profile().facts, secretExpires: '2026-12-01' } };
    expect(edited({ fields: { clientSecret: 's2' } }, before)).toMatchObject({
      facts: { secretExpires: '2028-11-21' },
    });
    expect(edited({ fields: { clientSecret: 's2', secretExpires: '2026-12-01' } }, before)).toMatchObject({
      facts: { secretExpires: '2026-12-01' },
      endings: [{ endsAt: new Date('2026-12-01T23:59:59.999Z') }],
    });
  });

  it('where the issuer says nothing of the life of a secret, a new one has no end unless it is told', () => {
    const logic = profile({
      kind: 'odata',
      facts: { tokenUrl: TOKEN_ENDPOINT, odataUrl: TOKEN_ENDPOINT, clientId: 'c', secretExpires: '2026-12-01' },
    });
    expect(readEdit(logic, { fields: { clientSecret: 's2' } }, rules)).toMatchObject({ endings: [] });
    expect(readEdit(logic, { fields: { clientId: 'd' } }, rules)).toMatchObject({
      facts: { secretExpires: '2026-12-01' },
    });
  });

  it('asks for the secret again where it would be sent to another place', () => {
    const tokenEndpoint = 'https://auth-oces.datafordeler.dk/token';
    expect(edited({ fields: { tokenEndpoint } })).toEqual({
      faults: [{ field: 'fields.clientSecret', message: expect.stringContaining('given again') }],
    });
    expect(edited({ fields: { tokenEndpoint, clientSecret: 's2' } })).toMatchObject({ facts: { tokenEndpoint } });
  });

  it('does not take a needed secret away', () => {
    expect(edited({ fields: { clientSecret: '' } })).toEqual({
      faults: [{ field: 'fields.clientSecret', message: 'is needed' }],
    });
  });

  it('takes an optional field away', () => {
    const logic = profile({
      kind: 'odata',
      facts: { tokenUrl: TOKEN_ENDPOINT, odataUrl: TOKEN_ENDPOINT, clientId: 'c', scope: 's' },
    });
    expect(readEdit(logic, { fields: { scope: '' } }, rules)).toEqual({
      facts: { tokenUrl: TOKEN_ENDPOINT, odataUrl: TOKEN_ENDPOINT, clientId: 'c' },
      secrets: {},
      endings: [],
    });
  });

  it('wants file and password of a certificate together', () => {
    const certificate = profile({
      kind: 'rest-certificate',
      facts: {},
      secrets: [{ field: 'certificate', setAt: NOW }],
    });
    expect(readEdit(certificate, { fields: { password: 'x' } }, rules)).toEqual({
      faults: [{ field: 'fields.certificate', message: expect.any(String) }],
    });
  });
});
