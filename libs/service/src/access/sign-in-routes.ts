import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import type { LocalAccess } from './local-access';
import type { SignInLinks } from './sign-in-links';

const CODE = /^[A-Za-z0-9_-]{20,64}$/;

/** Where the link leads that is printed at start. The code is exchanged by POST, so looking at the link spends nothing. */
export const signInPath = (code: string): string => `/sign-in?code=${code}`;

/**
 * ACCESS=local: `GET /sign-in` shows a button, `POST /sign-in` exchanges the code for a session cookie, `POST /sign-out`
 * ends it, and `POST /sign-in-links` (with the token, as the command line has it) makes another code.
 */
export function signInRoutes(server: FastifyInstance, access: LocalAccess, links: SignInLinks): void {
  server.get('/sign-in', (request, reply) => {
    const code = field(request.query, 'code');
    return reply.headers(PAGE_HEADERS).send(page(code !== undefined && CODE.test(code) ? code : ''));
  });

  server.post('/sign-in', (request, reply) => {
    const code = field(request.body, 'code');
    if (code === undefined || !links.redeem(code)) return reply.headers(PAGE_HEADERS).code(401).send(REFUSED);
    return reply.header('Set-Cookie', access.sessionCookie(safety(request))).redirect('/', 303);
  });

  server.post('/sign-out', (request, reply) => ended(reply, access.endedSessionCookie(safety(request))));

  server.post('/sign-in-links', (request, reply) => {
    if (!access.knowsBearer(request.headers.authorization))
      throw new Problem(401, 'This needs the token of this machine');
    return reply.code(201).send({ path: signInPath(links.create()) });
  });
}

const ended = (reply: FastifyReply, cookie: string): FastifyReply =>
  reply.header('Set-Cookie', cookie).redirect('/sign-in', 303);

const safety = ({ protocol }: FastifyRequest): { secure: boolean } => ({ secure: protocol === 'https' });

function field(from: unknown, name: string): string | undefined {
  const value = typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
} as const;

const html = (body: string): string =>
  `<!doctype html><html lang="da"><head><meta charset="utf-8"><title>contact-sync</title>` +
  `<meta name="viewport" content="width=device-width"></head><body><main><h1>contact-sync</h1>${body}</main></body></html>`;

const page = (code: string): string =>
  html(
    code === ''
      ? '<p>Kør <code>contact-sync login</code> og åbn det link, den viser. <span lang="en">Run <code>contact-sync login</code> and open the link it shows.</span></p>'
      : `<form method="post" action="/sign-in"><input type="hidden" name="code" value="${code}"><button>Log ind / <span lang="en">Sign in</span></button></form>`,
  );

const REFUSED = html(
  '<p>Linket er brugt eller for gammelt. Kør <code>contact-sync login</code> for et nyt. ' +
    '<span lang="en">The link has been used or is too old. Run <code>contact-sync login</code> for another.</span></p>',
);
