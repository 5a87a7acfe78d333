import { LocalAccess, SignInLinks, signInRoutes } from '@contact-sync/service';
import fastify, { type FastifyInstance } from 'fastify';
import { program } from './program';
import { TOKEN } from './running-services';

describe('when a browser is signed in', () => {
  let host: FastifyInstance;
  let url: string;
  const now = (): Date => new Date();

  beforeAll(async () => {
    host = fastify();
    signInRoutes(
      host,
      new LocalAccess({ token: TOKEN, allowedHosts: [], allowedOrigins: [] }, now),
      new SignInLinks(now),
    );
    url = await host.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => host.close());

  it('a link is printed, another each time', async () => {
    const env = { CONTACT_SYNC_TOKEN: TOKEN };
    const first = await program(['login', '--url', url], { env });
    expect(first.code).toBe(0);
    expect(first.output).toMatch(new RegExp(`^${url}/sign-in#[A-Za-z0-9_-]{20,}\n$`));
    expect((await program(['login', '--url', url], { env })).output).not.toBe(first.output);
  });
});
