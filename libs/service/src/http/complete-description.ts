import type { OpenAPIObject } from '@nestjs/swagger';
import { ownRoutes } from './own-routes';

type Paths = OpenAPIObject['paths'];
type Operation = NonNullable<Paths[string]['get']>;
type Responses = Operation['responses'];
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const SIGNED_IN = [{ bearer: [] }];

/** Bodies that `ProblemFilter` and the routes of every service send. */
const SCHEMAS: Schemas = {
  FieldFault: {
    type: 'object',
    description: 'One field of a request that does not fit, said without its value.',
    properties: { field: { type: 'string' }, message: { type: 'string' } },
    required: ['field', 'message'],
  },
  Problem: {
    type: 'object',
    description: 'Why a request was refused (RFC 9457).',
    properties: {
      type: { type: 'string', enum: ['about:blank'] },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string', description: 'for people' },
      code: { type: 'string', description: 'for programs: a word that does not change' },
      errors: { type: 'array', items: { $ref: '#/components/schemas/FieldFault' } },
      correlationId: { type: 'string', description: 'by which the service finds the request in its log' },
    },
    required: ['type', 'title', 'status'],
  },
};

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** Adds to a document what is the same for every route: who may call it, how it refuses, and the routes of every service. */
export function completeDescription(document: OpenAPIObject, name: string): OpenAPIObject {
  const own = ownRoutes(name);
  const paths = Object.fromEntries(
    Object.entries({ ...document.paths, ...own.paths }).map(([path, item]) => [path, withEvery(item)]),
  );
  const { components } = document;
  return {
    ...document,
    paths,
    components: { ...components, schemas: { ...components?.schemas, ...own.schemas, ...SCHEMAS } },
  };
}

function withEvery(item: Paths[string]): Paths[string] {
  const operations = METHODS.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [[method, withProblems(operation)] as const];
  });
  return { ...item, ...Object.fromEntries(operations) };
}

function withProblems(operation: Operation): Operation {
  const security = operation.security ?? SIGNED_IN;
  const { parameters = [], requestBody } = operation;
  const isClosed = security.length > 0;
  const inPath = parameters.some((parameter) => 'in' in parameter && parameter.in === 'path');
  const asksForMore = parameters.length > 0 || requestBody !== undefined;
  const problems: Responses = {
    ...(asksForMore && { 400: { description: 'The request does not fit its description.' } }),
    ...(isClosed && { 401: { description: 'Nobody is signed in.' } }),
    ...(isClosed && { 403: { description: 'The caller lacks an access code.' } }),
    ...(inPath && { 404: { description: 'There is no such thing.' } }),
    ...(requestBody !== undefined && { 413: { description: 'The body is larger than allowed.' } }),
    ...(requestBody !== undefined && { 415: { description: 'The body is of a type that is not understood here.' } }),
    ...(isClosed && { 503: { description: 'The database is not available now; try again.' } }),
    ...(isClosed && { 500: { description: 'The request could not be carried out.' } }),
  };
  const responses = Object.entries({ ...problems, ...operation.responses }).map(
    ([status, response]) => [status, withBody(status, response)] as const,
  );
  return { ...operation, security, responses: Object.fromEntries(responses) };
}

/** A refusal whose body nobody described is a problem. */
function withBody(status: string, response: Responses[string]): Responses[string] {
  const isRefusal = /^[45]/.test(status);
  if (!isRefusal || response === undefined || '$ref' in response || response.content !== undefined) return response;
  return { ...response, content: PROBLEM };
}
