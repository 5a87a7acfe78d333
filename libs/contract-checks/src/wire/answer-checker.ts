import { type Json, resolved } from '../changes/flat-schema';
import { Validator } from './validator';

/** An answer as a caller sees it. */
export interface SeenAnswer {
  readonly method: string;
  /** Path of the request, with or without its query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly name: string;
  readonly responses: Readonly<Record<string, Json>>;
}

/** Refusals that come before a route is found, or from a route that is not there. */
const ANYWHERE = new Set([400, 401, 403, 404, 405, 413, 414, 415, 431]);

/** Checks HTTP answers against an OpenAPI document. */
export class AnswerChecker {
  private readonly validator: Validator;
  private readonly routes: readonly Route[];

  constructor(private readonly document: Json) {
    this.validator = new Validator(document);
    const routes = Object.entries(
      document['paths'] as Record<string, Record<string, { responses: Route['responses'] }>>,
    ).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { responses }]) => ({
        method: method.toUpperCase(),
        pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
        name: `${method.toUpperCase()} ${path}`,
        responses,
        wildcards: path.split('{').length,
      })),
    );
    // The most literal first: /runs/latest before /runs/{id}.
    this.routes = routes.sort((a, b) => a.wildcards - b.wildcards);
  }

  /** What is wrong with an answer; nothing, where it keeps its contract. Answers of other services are not looked at. */
  faults({ method, path, status, contentType, body }: SeenAnswer): string[] {
    const address = path.split('?')[0] ?? '';
    const route = this.routes.find((one) => one.method === method.toUpperCase() && one.pattern.test(address));
    if (route === undefined)
      return ANYWHERE.has(status) || !this.isOurs(address) ? [] : [`${method}: this route is not described`];
    const response = route.responses[String(status)];
    if (response === undefined)
      return ANYWHERE.has(status) ? [] : [`${route.name}: the status ${status} is not described`];
    return this.ofBody(resolved(this.document, response), contentType, body).map(
      (fault) => `${route.name} ${status}: ${fault}`,
    );
  }

  private ofBody(response: Json, contentType: string | null, body: string): string[] {
    const content = response['content'] as Readonly<Record<string, { schema?: unknown }>> | undefined;
    if (content === undefined) return body === '' ? [] : ['a body is not described'];
    const type = (contentType ?? '').split(';')[0]?.trim() ?? '';
    const described = content[type];
    if (described === undefined) return [`the content type ${type || '(none)'} is not described`];
    if (described.schema === undefined) return ['the body has no schema'];
    return /json$/.test(type) ? this.validator.faults(described.schema, JSON.parse(body) as unknown) : [];
  }

  private isOurs(address: string): boolean {
    const first = address.split('/')[1];
    return !address.includes('/docs') && this.routes.some(({ name }) => name.includes(` /${first}/`));
  }
}
