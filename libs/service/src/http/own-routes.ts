import type { OpenAPIObject } from '@nestjs/swagger';
import { ACCESS_CODES } from '../access/principal';

type Paths = OpenAPIObject['paths'];
type Operation = NonNullable<Paths[string]['get']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Content = Record<string, { readonly schema: object }>;

/** The routes that every service has beside its controllers: probes and metrics, at the root and under its name, and who is calling. */
export function ownRoutes(name: string): { readonly paths: Paths; readonly schemas: Schemas } {
  const paths: Paths = {};
  for (const base of ['', `/${name}`]) {
    paths[`${base}/liveness`] = { get: probe(`liveness${base}`, 'Whether the process lives', text(STATUS)) };
    paths[`${base}/readiness`] = {
      get: probe(`readiness${base}`, 'Whether it can work, by check', json('HealthReport')),
    };
    paths[`${base}/metrics`] = {
      get: {
        operationId: idOf(`metrics${base}`),
        summary: 'Metrics for Prometheus; without signing in where METRICS_OPEN says so',
        tags: TAGS,
        responses: { 200: { description: 'Metrics', content: text({ type: 'string' }) } },
      },
    };
  }
  paths[`/${name}/me`] = {
    get: {
      operationId: 'me',
      summary: 'Who is calling, and what they may do',
      tags: TAGS,
      responses: { 200: { description: 'The caller', content: json('Caller') } },
    },
  };
  return { paths, schemas: SCHEMAS };
}

const TAGS = ['service'];
const STATUS = { type: 'string', enum: ['Healthy', 'Degraded', 'Unhealthy'] };

const json = (schema: string): Content => ({
  'application/json': { schema: { $ref: `#/components/schemas/${schema}` } },
});
const text = (schema: object): Content => ({ 'text/plain': { schema } });
const idOf = (words: string): string =>
  words.replace('/', ' of ').replaceAll(/[ -]+(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A probe answers with the same body whether it is well or not. */
function probe(words: string, summary: string, content: Content): Operation {
  return {
    operationId: idOf(words),
    summary,
    tags: TAGS,
    security: [],
    responses: { 200: { description: 'Healthy or degraded', content }, 503: { description: 'Unhealthy', content } },
  };
}

const SCHEMAS: Schemas = {
  HealthReport: {
    type: 'object',
    properties: {
      status: STATUS,
      totalDuration: { type: 'string', description: 'time of the slowest check, hh:mm:ss.fffffff' },
      entries: { type: 'object', additionalProperties: { $ref: '#/components/schemas/HealthReportEntry' } },
    },
    required: ['status', 'totalDuration', 'entries'],
  },
  HealthReportEntry: {
    type: 'object',
    properties: {
      data: { type: 'object', additionalProperties: true },
      description: { type: 'string' },
      duration: { type: 'string' },
      exception: { type: 'string' },
      status: STATUS,
      tags: { type: 'array', items: { type: 'string' } },
    },
    required: ['data', 'duration', 'status', 'tags'],
  },
  Caller: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      accessCodes: { type: 'array', items: { type: 'string', enum: Object.keys(ACCESS_CODES) } },
    },
    required: ['id', 'accessCodes'],
  },
};
