import { problemBody, problemOf } from '../problems/problem-of';
import { personNumberRefused } from './person-number-in-url';

/** What the answer needs of a Fastify reply, over whatever kind of server. */
interface Reply {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(body: Buffer): unknown;
}

/**
 * Answers an address that cannot be read (`%zz`), before there is any route, filter or hook: Fastify's `frameworkErrors`.
 * Its own answer would repeat the address, and with it a number that stands there.
 */
export function answerBadAddress(error: Error, { url }: { readonly url: string }, reply: Reply): void {
  const problem = personNumberRefused(url) ?? problemOf(error);
  reply.code(problem.getStatus());
  reply.header('Content-Type', 'application/problem+json');
  reply.send(Buffer.from(JSON.stringify(problemBody(problem, undefined))));
}
