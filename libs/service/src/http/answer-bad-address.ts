import { problemBody, problemOf } from '../problems/problem-of';
import { personNumberRefused } from './person-number-in-url';

/** Node's own response, of HTTP/1 or HTTP/2. */
interface RawResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/**
 * Answers an address that cannot be read (`%zz`), before there is any route, filter or hook: Fastify's `frameworkErrors`.
 * Its own answer would repeat the address, and with it a number that stands there.
 */
export function answerBadAddress(
  error: Error,
  { url }: { readonly url: string },
  { raw }: { readonly raw: RawResponse },
): void {
  const problem = personNumberRefused(url) ?? problemOf(error);
  raw.statusCode = problem.getStatus();
  raw.setHeader('Content-Type', 'application/problem+json');
  raw.end(JSON.stringify(problemBody(problem, undefined)));
}
