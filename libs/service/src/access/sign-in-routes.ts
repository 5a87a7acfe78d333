import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../http/html-page';
import { Problem } from '../problems/problem';
import type { LocalAccess } from './local-access';
import type { SignInLinks } from './sign-in-links';
import { sendSignInPage, sendSignInRefused } from './sign-in-page';

/** Where the link leads that is printed at start. What stands behind `#` is not sent; looking at the link spends nothing. */
export const signInPath = (code: string): string => `/sign-in#${code}`;

/**
 * ACCESS=local: `GET /sign-in` shows a button, `POST /sign-in` exchanges the code for a session cookie, `POST /sign-out`
 * ends it, and `POST /sign-in-links` (with the token, as the command line has it) makes another code.
 */
export function signInRoutes(server: FastifyInstance, access: LocalAccess, links: SignInLinks): void {
  server.get('/sign-in', (request, reply) => sendSignInPage(reply, languageOf(request)));

  server.post('/sign-in', (request, reply) => {
    const code = field(request.body, 'code');
    if (code === undefined || !links.redeem(code)) return sendSignInRefused(reply, languageOf(request));
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
