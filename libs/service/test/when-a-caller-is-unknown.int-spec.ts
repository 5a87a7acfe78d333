import { mkdtempSync, readFileSync, rmSync, statSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localToken, SignInLinks } from '../src';
import { type Example, exampleService, TOKEN } from './example-service';

const HOST = 'localhost:4711';
const bearer = { authorization: `Bearer ${TOKEN}` };

describe('when a caller is unknown (ACCESS=local)', () => {
  let service: Example;
  let now = new Date(Date.UTC(2026, 10, 21, 8));
  const links = new SignInLinks(() => now);

  beforeAll(async () => {
    const env = { ACCESS: 'local', CONTACT_SYNC_TOKEN: TOKEN, HTTP_ALLOWED_ORIGINS: 'http://localhost:8000' };
    service = await exampleService(env, { signInLinks: links, now: () => now });
    await service.app.init();
    await service.app.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => service.stop());

  const call = (method: 'GET' | 'POST', url: string, headers: Record<string, string> = {}, payload?: object) =>
    service.app.inject({ method, url, headers: { host: HOST, ...headers }, ...(payload && { payload }) });
  const status = async (...args: Parameters<typeof call>) => (await call(...args)).statusCode;

  it('lets in the token and nothing like it', async () => {
    expect(await status('GET', '/example/mine')).toBe(401);
    expect(await status('GET', '/example/mine', { authorization: `Bearer ${TOKEN}x` })).toBe(401);
    expect(await status('GET', '/example/mine', { authorization: `Bearer ${TOKEN.slice(0, -1)}` })).toBe(401);
    expect(await status('GET', '/example/mine', { authorization: TOKEN })).toBe(401);
    expect((await call('GET', '/example/mine', bearer)).json()).toEqual({ id: 'local' });
    expect((await call('GET', '/example/mine')).headers['www-authenticate']).toBe('Bearer');
  });

  it('leaves open what is public, and closes what says nothing', async () => {
    expect(await status('GET', '/example/open')).toBe(200);
    expect(await status('GET', '/example-forgotten', bearer)).toBe(403);
    expect(await status('GET', '/metrics')).toBe(401);
    expect(await status('GET', '/metrics', bearer)).toBe(200);
    expect(await status('GET', '/liveness')).toBe(200);
  });

  it.each(['evil.example', 'evil.example:4711', '127.0.0.1.evil.example', '10.0.0.5'])(
    'refuses the host name %j, whoever asks (DNS rebinding)',
    async (host) => {
      expect(await status('GET', '/example/open', { host })).toBe(403);
      expect(await status('GET', '/example/mine', { host, ...bearer })).toBe(403);
      expect(await status('GET', '/example/docs/openapi.json', { host })).toBe(403);
    },
  );

  it.each(['localhost', '127.0.0.1:9', '[::1]:4711', 'LOCALHOST:1'])('knows itself as %s', async (host) =>
    expect(await status('GET', '/example/open', { host })).toBe(200),
  );

  it('refuses pages of another origin, also on another port of this host', async () => {
    for (const origin of ['http://evil.example', 'http://localhost:9999', 'null'])
      expect(await status('POST', '/example/search', { ...bearer, origin }, {})).toBe(403);
    for (const origin of [`http://${HOST}`, 'http://localhost:8000'])
      expect(await status('POST', '/example/search', { ...bearer, origin }, {})).toBe(400);
  });

  it('a sign-in link works once, by POST, and gives a session that scripts cannot read', async () => {
    const made = await call('POST', '/sign-in-links', bearer);
    const { path } = made.json<{ path: string }>();
    const code = path.replace('/sign-in#', '');
    expect(await status('GET', '/sign-in')).toBe(200);

    const first = await call('POST', '/sign-in', { origin: `http://${HOST}` }, { code });
    expect([first.statusCode, first.headers.location]).toEqual([303, '/']);
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(/^contact_sync_session=[^;]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(TOKEN);
    expect(await status('POST', '/sign-in', {}, { code })).toBe(401);

    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect(await status('GET', '/example/mine', session)).toBe(200);
    expect(await status('POST', '/example/search', session, {})).toBe(401);
    expect(await status('POST', '/example/search', { ...session, origin: `http://${HOST}` }, {})).toBe(400);
    const tampered = session.cookie.replace(/=\d+/, '=9999999999999');
    expect(await status('GET', '/example/mine', { cookie: tampered })).toBe(401);
    now = new Date(now.getTime() + 12 * 3_600_000);
    expect(await status('GET', '/example/mine', session)).toBe(401);
  });

  it('a sign-in link is too old after 15 minutes', async () => {
    const [young, old] = [links.create(), links.create()];
    now = new Date(now.getTime() + 15 * 60_000 - 1);
    expect(await status('POST', '/sign-in', {}, { code: young })).toBe(303);
    now = new Date(now.getTime() + 1);
    expect(await status('POST', '/sign-in', {}, { code: old })).toBe(401);
  });

  it('only the token makes links', async () => expect(await status('POST', '/sign-in-links')).toBe(401));
});

describe('the token file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is made once, for its owner alone, and read afterwards', () => {
    const data = join(folder, 'data');
    const token = localToken(data);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(statSync(join(data, 'token')).mode & 0o777).toBe(0o600);
    expect(localToken(data)).toBe(token);
    expect(readFileSync(join(data, 'token'), 'utf8').trim()).toBe(token);
    chmodSync(join(data, 'token'), 0o644);
    expect(() => localToken(data)).toThrow('others may read');
  });
});
