import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ExpiryOverview } from '../src/expiry/expiry-answer';
import { KeyRing } from '../src/keys/key-ring';
import type { ChangeList, KindList, ProfileAnswer, ProfileChoices, ProfileList } from '../src/profiles/profile-answer';
import { ProfileStore } from '../src/profiles/profile-store';
import { BEGIN, p12, P12_PASSWORD, Running } from './running';

describe('when profiles are maintained', () => {
  let running: Running;
  let store: ProfileStore;
  beforeAll(async () => {
    running = await Running.fresh();
    const keys = readFileSync(`${running.root}/auth-keys`, 'utf8');
    store = new ProfileStore({ pool: running.database.pool, ring: KeyRing.parse(keys), now: () => new Date(BEGIN) });
  });
  afterAll(() => running.end());

  it('one is made, shown without its secret, and opened for those who may', async () => {
    const made = await running.create('Test secret', 'graphql-client-secret', { clientId: 'c1', clientSecret: 's1' }, [
      'CVR',
      'BFE',
    ]);
    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Test secret',
      kind: 'graphql-client-secret',
      configurationTypes: ['CVR', 'BFE'],
      version: 1,
      facts: {
        clientId: 'c1',
        tokenEndpoint: 'https://auth.datafordeler.dk/realms/distribution/protocol/openid-connect/token',
        secretExpires: '2028-11-22',
      },
      secrets: [{ field: 'clientSecret', setAt: new Date(BEGIN).toISOString() }],
      endings: [
        {
          credential: 'client-secret',
          expires: '2028-11-22',
          daysLeft: 730,
          level: 'fine',
          text: { da: 'Hemmeligheden udløber om 730 dage (2028-11-22).', en: expect.any(String) },
        },
      ],
      usedBy: [],
      createdAt: new Date(BEGIN).toISOString(),
      createdBy: 'local',
      updatedAt: new Date(BEGIN).toISOString(),
      updatedBy: 'local',
    });
    expect((await running.get<ProfileList>('profiles')).profiles).toEqual([made]);
    expect(await running.get(`profiles/${made.id}`)).toEqual(made);
    const profile = await store.findByName('test SECRET');
    expect(profile && (await store.secretsOf(profile))).toEqual({ clientSecret: 's1' });
    expect(await store.describe('Test secret')).toEqual({
      id: made.id,
      name: 'Test secret',
      kind: 'graphql-client-secret',
      configurationTypes: ['CVR', 'BFE'],
      facts: made.facts,
    });
  });

  it('a name is there once, whatever its case', async () => {
    const wish = { name: 'TEST secret', kind: 'api-key', configurationTypes: ['BFE'], fields: { apiKey: 'k' } };
    expect(await running.ask('POST', 'profiles', wish)).toMatchObject({
      status: 409,
      body: { code: 'profile-name-taken' },
    });
  });

  it('what does not fit is told field by field', async () => {
    const wish = { name: 'Bad', kind: 'kmd-logic', configurationTypes: ['CPR'], fields: { subscriptionId: '1' } };
    const { status, body } = await running.ask('POST', 'profiles', wish);
    expect([status, body]).toEqual([422, expect.objectContaining({ code: 'profile-invalid' })]);
    expect((body as { errors: { field: string }[] }).errors.map(({ field }) => field)).toEqual([
      'configurationTypes',
      'fields.clientId',
      'fields.clientSecret',
      'fields.subscriptionId',
      'fields.configurationId',
    ]);
    expect((await running.ask('POST', 'profiles', { ...wish, kind: 'telepathy' })).status).toBe(400);
    expect((await running.ask('POST', 'profiles', { ...wish, fields: { a: { b: 1 } } })).status).toBe(400);
  });

  it('only who saw the newest version changes it', async () => {
    const made = await running.create('Two editors', 'api-key', { apiKey: 'k1' });
    const edits = await Promise.all(
      ['k2', 'k3'].map((apiKey) => running.ask('PATCH', `profiles/${made.id}`, { version: 1, fields: { apiKey } })),
    );
    expect(edits.map(({ status }) => status).sort()).toEqual([200, 409]);
    const profile = await store.findById(made.id);
    expect(profile?.version).toBe(2);
    const won = edits.findIndex(({ status }) => status === 200) === 0 ? 'k2' : 'k3';
    expect(profile && (await store.secretsOf(profile))).toEqual({ apiKey: won });
    // What is not sent stays, secrets among it.
    expect(await running.ask('PATCH', `profiles/${made.id}`, { version: 2, name: 'One editor' })).toMatchObject({
      status: 200,
      body: { name: 'One editor', version: 3 },
    });
    const renamed = await store.findById(made.id);
    expect(renamed && (await store.secretsOf(renamed))).toEqual({ apiKey: won });
  });

  it('a certificate is read from its file and can be replaced; the profile stays', async () => {
    const fields = { clientId: 'c2', certificate: p12('legacy-rc2'), password: P12_PASSWORD };
    const made = await running.create('With certificate', 'graphql-certificate', fields);
    const [{ certificate: before } = {}] = made.endings;
    expect(before).toMatchObject({ issuer: 'Invented CA', organisation: 'Invented Municipality' });
    expect(made.secrets.map(({ field }) => field)).toEqual(['certificate', 'key']);

    const path = `profiles/${made.id}/certificate`;
    const file = { certificate: p12('modern-ec'), password: P12_PASSWORD };
    expect(await running.ask('PUT', path, { version: 2, ...file })).toMatchObject({ status: 409 });
    const { status, body } = await running.ask('PUT', path, { version: 1, ...file });
    const replaced = body as ProfileAnswer;
    expect([status, replaced.id, replaced.version]).toEqual([200, made.id, 2]);
    expect(replaced.endings[0]?.certificate?.thumbprint).not.toBe(before?.thumbprint);
    const profile = await store.findById(made.id);
    const { key = '' } = profile === undefined ? {} : await store.secretsOf(profile);
    expect(createPrivateKey(key).asymmetricKeyType).toBe('ec');
    expect((await running.get<ExpiryOverview>('expiry')).expiring).toContainEqual(
      expect.objectContaining({ profileId: made.id, credential: 'certificate', expires: replaced.endings[0]?.expires }),
    );
  });

  it.each([
    ['modern-rsa', 'x', 'wrong-password', 'en', 'The password does not fit the file.'],
    ['modern-rsa', 'x', 'wrong-password', 'da', 'Adgangskoden passer ikke til filen.'],
    ['without-key', P12_PASSWORD, 'no-private-key', 'en', expect.stringContaining('no private key')],
  ])('of %s with password %s is said: %s (%s)', async (name, password, fault, language, detail) => {
    const fields = { certificate: p12(name), password };
    const wish = { name: 'Refused', kind: 'rest-certificate', configurationTypes: ['CVR'], fields };
    expect(await running.ask('POST', 'profiles', wish, { 'accept-language': language })).toMatchObject({
      status: 422,
      body: { code: `certificate-${fault}`, detail },
    });
  });

  it('of a certificate that has expired is said so', async () => {
    running.clock.set('2040-01-01T00:00:00Z');
    const fields = { certificate: p12('modern-rsa'), password: P12_PASSWORD };
    const wish = { name: 'Refused', kind: 'rest-certificate', configurationTypes: ['CVR'], fields };
    const { status, body } = await running.ask('POST', 'profiles', wish);
    running.clock.set(BEGIN);
    expect([status, body]).toEqual([422, expect.objectContaining({ detail: 'The certificate has expired.' })]);
  });

  it('one that is in use is neither deleted nor renamed, until it is used no more', async () => {
    const made = await running.create('Chosen', 'api-key', { apiKey: 'k' });
    expect(await store.use('cvr', 'nobody')).toBe(false);
    expect([await store.use('cvr', 'chosen'), await store.use('bfe', 'Chosen')]).toEqual([true, true]);
    const inUse = { status: 409, body: { code: 'profile-in-use', detail: expect.stringContaining(' by bfe, cvr;') } };
    expect(await running.ask('DELETE', `profiles/${made.id}?version=1`)).toMatchObject(inUse);
    expect(await running.ask('PATCH', `profiles/${made.id}`, { version: 1, name: 'Else' })).toMatchObject(inUse);
    expect(await running.get(`profiles/${made.id}`)).toMatchObject({ usedBy: ['bfe', 'cvr'], version: 1 });
    await store.use('cvr', undefined);
    await store.use('bfe', 'Test secret');
    expect((await running.ask('DELETE', `profiles/${made.id}?version=1`)).status).toBe(204);
    expect((await running.ask('GET', `profiles/${made.id}`)).status).toBe(404);
    expect(await running.rows('select 1 from auth.secret where profile_id = $1', [made.id])).toEqual([]);
    const { changes } = await running.get<ChangeList>(`profiles/${made.id}/changes`);
    expect(changes.map(({ action, by, fields }) => [action, by, fields])).toEqual([
      ['deleted', 'local', []],
      ['created', 'local', ['name', 'kind', 'configurationTypes', 'apiKey']],
    ]);
  });

  it('a deletion and a choice at the same time end in one of the two', async () => {
    for (const round of [1, 2, 3, 4]) {
      const made = await running.create(`Race ${round}`, 'api-key', { apiKey: 'k' });
      const [chosen, deleted] = await Promise.all([
        store.use('race', made.name),
        running.ask('DELETE', `profiles/${made.id}?version=1`),
      ]);
      expect([chosen, deleted.status]).toEqual(chosen ? [true, 409] : [false, 204]);
      await store.use('race', undefined);
    }
  });

  it('those who set up a register see the names to choose from, and everybody the kinds', async () => {
    const { profiles } = await running.get<ProfileChoices>('profile-choices?configurationType=BFE');
    expect(profiles).toEqual([
      expect.objectContaining({
        name: 'Test secret',
        kind: 'graphql-client-secret',
        configurationTypes: ['CVR', 'BFE'],
      }),
    ]);
    expect(Object.keys(profiles[0] ?? {}).sort()).toEqual(['configurationTypes', 'id', 'kind', 'name']);
    const { kinds } = await running.get<KindList>('profile-kinds');
    expect(kinds.find(({ kind }) => kind === 'rest-certificate')?.notice?.en).toContain('15 January 2027');
  });

  it('needs somebody who is signed in', async () => {
    for (const path of ['profiles', 'expiry', 'keys', 'profile-choices', 'profile-kinds'])
      expect((await fetch(`${running.service.url}/auth-profile/${path}`)).status).toBe(401);
  });
});
