import type { FastifyRequest } from 'fastify';
import type { Target } from '../serving/simulator-context';

/** A request that came, without anything secret. */
export interface LoggedRequest {
  readonly target: Target;
  readonly method: string;
  readonly path: string;
  /** By name as sent; secrets are shown as `***`. */
  readonly query: Readonly<Record<string, string>>;
  /** JSON that came; of a GraphQL request its document and variables. */
  body?: unknown;
  /** Names of the fields of a form. */
  form?: readonly string[];
  /** Of the answer; absent while there is none, or where the connection was broken. */
  status?: number;
  /** The fault that was played. */
  readonly fault?: string;
}

const SECRET = /^(api_?key|x-api-key|password|username|client_secret|token|access_token)$/i;

/** Parameters that name persons, and documents that may: their numbers are not kept. */
const PERSONS = /^\/CPR\//;
const masked = (text: string) => text.replace(/\d{10}/g, '**********');

/** What was asked: the last requests, and how many of each target there were in all. */
export class RequestLog {
  private readonly kept: LoggedRequest[] = [];
  private readonly byRequest = new WeakMap<FastifyRequest, LoggedRequest>();
  private readonly counts = new Map<Target, number>();

  constructor(private readonly keeps: number) {}

  begin(target: Target, request: FastifyRequest, fault: string | undefined): void {
    const [path = '', search = ''] = request.url.split(/\?(.*)/s);
    const query: Record<string, string> = {};
    const ofPersons = PERSONS.test(path);
    for (const [name, value] of new URLSearchParams(search))
      query[name] = SECRET.test(name) ? '***' : ofPersons ? masked(value) : value;
    const entry: LoggedRequest = { target, method: request.method, path, query, ...(fault !== undefined && { fault }) };
    this.byRequest.set(request, entry);
    this.counts.set(target, this.count(target) + 1);
    this.kept.push(entry);
    if (this.kept.length > this.keeps * 2) this.kept.splice(0, this.keeps);
  }

  /** Once the body is read. */
  body(request: FastifyRequest): void {
    const entry = this.byRequest.get(request);
    if (!entry) return;
    const type = request.headers['content-type'] ?? '';
    if (/^application\/x-www-form-urlencoded/i.test(type)) {
      entry.form = [...new URLSearchParams(String(request.body)).keys()];
    } else if (typeof request.body === 'object' && request.body !== null) {
      entry.body = PERSONS.test(entry.path) ? JSON.parse(masked(JSON.stringify(request.body))) : request.body;
    }
  }

  end(request: FastifyRequest, status: number): void {
    const entry = this.byRequest.get(request);
    if (entry) entry.status = status;
  }

  /** The last ones, oldest first. */
  list(target?: Target): readonly LoggedRequest[] {
    const last = this.kept.slice(-this.keeps);
    return target === undefined ? last : last.filter((entry) => entry.target === target);
  }

  /** How many came, in all. */
  count(target: Target): number {
    return this.counts.get(target) ?? 0;
  }
}
