import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createLogger, HealthChecks, LocalAccess, ServiceMetrics, SignInLinks } from '@contact-sync/service';
import Fastify, { type FastifyInstance } from 'fastify';
import { type Front, openFront } from './front';
import { assertPortFree, PortTaken } from './port';

const TOKEN = 'a-token-of-at-least-thirty-two-characters';
const bearer = { authorization: `Bearer ${TOKEN}` };

/** A service as the front sees it: it tells what reached it. */
async function upstream(name: string, forwarded: string[]): Promise<{ server: FastifyInstance; url: string }> {
  const server = Fastify({ forceCloseConnections: true, bodyLimit: 50_000_000 });
  server.addHook('onRequest', async (request) => void forwarded.push(request.url));
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', async (_request: unknown, payload: AsyncIterable<Buffer>) => {
    let bytes = 0;
    for await (const chunk of payload) bytes += chunk.length;
    return { bytes };
  });
  server.all(`/${name}/*`, (request) => ({
    name,
    url: request.url,
    host: request.headers.host,
    authorization: request.headers.authorization,
    body: request.body,
  }));
  return { server, url: await server.listen({ port: 0, host: '127.0.0.1' }) };
}

describe('the front', () => {
  let now = new Date('2026-01-05T10:00:00Z');
  const links = new SignInLinks(() => now);
  const healthy = new HealthChecks([]);
  const ill = new HealthChecks([{ name: 'database', run: () => Promise.reject(new Error('gone')) }]);
  const servers: FastifyInstance[] = [];
  const lines: string[] = [];
  const forwarded: string[] = [];
  const openWith = async (desk: HealthChecks): Promise<Front> => {
    const services = [];
    for (const [name, health] of [['cpr-sync', healthy] as const, ['contact-desk', desk] as const]) {
      const { server, url } = await upstream(name, forwarded);
      servers.push(server);
      services.push({ name, url, health, metrics: new ServiceMetrics(name) });
    }
    return openFront({
      port: 0,
      access: new LocalAccess({ token: TOKEN, allowedHosts: [], allowedOrigins: [] }, () => now),
      links,
      services,
      logger: createLogger({ service: 'standalone', write: (line) => lines.push(line) }),
    });
  };
  let front: Front;
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, front.url), { redirect: 'manual', ...init });

  beforeAll(async () => {
    await ill.start();
    front = await openWith(healthy);
  });
  afterAll(async () => {
    await front.stop();
    ill.stop();
    await Promise.all(servers.map((each) => each.close()));
  });

  const signIn = (code: string, origin = front.url): Promise<Response> =>
    ask('/sign-in', { method: 'POST', headers: { origin }, body: new URLSearchParams({ code }) });

  it('forwards by the first step of the path, with address, sign-in and body as they came', async () => {
    const answer = await ask('/contact-desk/contacts/read?x=1%202', {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/json' },
      body: '{"id":"7"}',
    });
    expect(await answer.json()).toEqual({
      name: 'contact-desk',
      url: '/contact-desk/contacts/read?x=1%202',
      host: new URL(front.url).host,
      authorization: bearer.authorization,
      body: { bytes: 10 },
    });
  });

  it('lets a large file through', async () => {
    const form = new FormData();
    form.append('file', new Blob([Buffer.alloc(20_000_000, 'x')]), 'd260105.l999999');
    const answer = (await (await ask('/cpr-sync/deliveries', { method: 'POST', body: form })).json()) as {
      body: { bytes: number };
    };
    expect(answer.body.bytes).toBeGreaterThan(20_000_000);
  });

  it('answers what no service owns as a problem', async () => {
    const answer = await ask('/cvr-sync/deliveries', { headers: bearer });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('refuses foreign names and foreign pages before anything is forwarded', async () => {
    const { port } = new URL(front.url);
    expect((await ask('/cpr-sync/x', { headers: { ...bearer, origin: 'https://evil.example' } })).status).toBe(403);
    const foreignName = get({
      port,
      host: '127.0.0.1',
      path: '/cpr-sync/x',
      headers: { host: `evil.example:${port}` },
    });
    const [answer] = (await once(foreignName, 'response')) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(403);
  });

  it('refuses an address that holds a person number, before it is forwarded, and logs none of it', async () => {
    const before = forwarded.length;
    for (const path of [
      '/cpr-sync/deliveries/6101801234',
      '/contact-desk/contacts?code=610180-1234',
      '/nothing/6101801234',
      '/cpr-sync/%zz6101801234',
    ]) {
      const answer = await ask(path, { headers: bearer });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        400,
        expect.stringContaining('application/problem+json'),
      ]);
      const body = await answer.text();
      expect(JSON.parse(body)).toMatchObject({ code: 'person-number-in-address' });
      expect(body).not.toMatch(/610180-?1234/);
    }
    expect(forwarded.length).toBe(before);
    expect(lines.join('')).not.toMatch(/610180-?1234/);
  });

  it('signs a browser in once by a link, with a cookie that scripts and other sites do not have', async () => {
    const code = links.create();
    const answer = await signIn(code);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const page = await ask('/', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('href="/contact-desk/docs"');
    expect((await signIn(code)).status).toBe(401);
  });

  it('takes no link after 15 minutes, and none from a foreign page', async () => {
    const code = links.create();
    expect((await signIn(code, 'null')).status).toBe(403);
    now = new Date(now.getTime() + 15 * 60_000);
    expect((await signIn(code)).status).toBe(401);
  });

  it('makes another link for who has the token', async () => {
    const post = (headers: Record<string, string>): Promise<Response> =>
      ask('/sign-in-links', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{}',
      });
    expect((await post({})).status).toBe(401);
    expect(await (await post(bearer)).json()).toEqual({ path: expect.stringMatching(/^\/sign-in#[\w-]{32}$/) });
  });

  it('leads who is not signed in to the page for it, which loads and runs nothing but its own', async () => {
    expect((await ask('/')).headers.get('location')).toBe('/sign-in');
    const page = await ask('/sign-in', { headers: { 'accept-language': 'da-DK,da;q=0.9,en;q=0.8' } });
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-.+'; script-src 'sha256-.+'; form-action 'self'/,
    );
    const html = await page.text();
    expect(html).toContain('<html lang="da">');
    expect(html).not.toMatch(/src=|href="http|style="|onclick/);
    expect(await (await ask('/sign-in')).text()).toContain('<html lang="en">');
  });

  it('answers probes for all services together', async () => {
    expect(await (await ask('/liveness')).text()).toBe('Healthy');
    const { status, entries } = (await (await ask('/readiness')).json()) as { status: string; entries: object };
    expect([status, Object.keys(entries)]).toEqual(['Healthy', ['cpr-sync/self', 'contact-desk/self']]);

    const other = await openWith(ill);
    const answer = await fetch(new URL('/readiness', other.url));
    expect([answer.status, ((await answer.json()) as { status: string }).status]).toEqual([503, 'Unhealthy']);
    await other.stop();
  });

  it('shows metrics of every service to who is signed in', async () => {
    expect((await ask('/metrics')).status).toBe(401);
    const text = await (await ask('/metrics', { headers: bearer })).text();
    expect(text).toContain('# TYPE process_cpu_seconds_total counter');
    expect(text).toContain('http_server_request_duration_seconds');
  });

  it('says what to do when the port is taken', async () => {
    const port = Number(new URL(front.url).port);
    await expect(assertPortFree(port)).rejects.toThrow(PortTaken);
    await expect(assertPortFree(port)).rejects.toThrow(`CONTACT_SYNC_PORT=${port + 1} npm start`);
    await expect(assertPortFree(0)).resolves.toBeUndefined();
  });
});
