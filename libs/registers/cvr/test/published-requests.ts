import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { LoggedRequest } from '@contact-sync/register-simulator';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'body';
  readonly required?: boolean;
  readonly schema?: object;
}

interface Swagger {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters: readonly Parameter[] }>>>>;
  readonly definitions: object;
}

/** Base path of the published client, which the contract itself does not name. */
const BASE = '/cvr/v1';

/** Holds requests against a published contract: says in what one departs, undefined where it fits. */
export function contractOf(file: Uint8Array): (request: LoggedRequest) => string | undefined {
  const swagger = JSON.parse(new TextDecoder().decode(file)) as Swagger;
  const ajv = addFormats(new Ajv({ strict: false, coerceTypes: true }));
  const compiled = new Map<string, ValidateFunction>();
  const fits = (schema: object, value: unknown): boolean => {
    const text = JSON.stringify(schema);
    const known = compiled.get(text);
    const validate =
      known ?? ajv.compile({ definitions: swagger.definitions, type: 'object', properties: { value: schema } });
    compiled.set(text, validate);
    return validate({ value });
  };
  return ({ method, path, query, body }) => {
    const found = Object.entries(swagger.paths)
      .map(([template, methods]) => ({ at: matching(template, path), operation: methods[method.toLowerCase()] }))
      .find(({ at, operation }) => at !== undefined && operation !== undefined);
    if (found?.operation === undefined) return `${method} is not published for the path`;
    const given = { path: found.at ?? {}, query, body: body === undefined ? {} : { request: body } };
    for (const place of ['path', 'query', 'body'] as const) {
      const published = found.operation.parameters.filter((parameter) => parameter.in === place);
      const unknown = Object.keys(given[place]).find((name) => !published.some((parameter) => parameter.name === name));
      if (unknown !== undefined) return `${unknown} is not published in the ${place}`;
      for (const parameter of published) {
        const value = (given[place] as Record<string, unknown>)[parameter.name];
        if (value === undefined && parameter.required === true) return `${parameter.name} is required`;
        // A parameter that is no body is its own schema, but for its `required`.
        const { required: _, ...schema } = parameter;
        if (value !== undefined && !fits(parameter.schema ?? schema, value)) return `${parameter.name} does not fit`;
      }
    }
    return undefined;
  };
}

function matching(template: string, path: string): Record<string, string> | undefined {
  if (!path.startsWith(`${BASE}/`)) return undefined;
  const pattern = template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const groups = new RegExp(`^${pattern}$`).exec(path.slice(BASE.length))?.groups;
  return groups && Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}
