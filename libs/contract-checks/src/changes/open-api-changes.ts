import { type Json, resolved } from './flat-schema';
import { type BreakingChange, type Direction, schemaChanges } from './schema-changes';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

type Contents = Readonly<Record<string, { readonly schema?: Json }>>;

interface Operation {
  readonly parameters?: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
  readonly security?: readonly Json[];
}

/** Both documents, and the operation that is compared. */
interface Both {
  readonly before: Json;
  readonly after: Json;
  readonly where: string;
}

/** What in an OpenAPI document breaks callers. */
export function openApiChanges(before: Json, after: Json): BreakingChange[] {
  const later = after['paths'] as Record<string, Json>;
  return Object.entries(before['paths'] as Record<string, Json>).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const old = item[method] as Operation | undefined;
      if (old === undefined) return [];
      const where = `${method.toUpperCase()} ${path}`;
      const now = later[path]?.[method] as Operation | undefined;
      return now === undefined ? [{ where, what: 'is gone' }] : operationChanges({ before, after, where }, old, now);
    }),
  );
}

function operationChanges(both: Both, old: Operation, now: Operation): BreakingChange[] {
  const closed = old.security?.length === 0 && now.security?.length !== 0;
  return [
    ...(closed ? [{ where: both.where, what: 'now asks the caller to sign in' }] : []),
    ...parameterChanges(both, old.parameters ?? [], now.parameters ?? []),
    ...bodyChanges(both, old.requestBody, now.requestBody),
    ...responseChanges(both, old.responses, now.responses),
  ];
}

function parameterChanges(both: Both, old: readonly Json[], now: readonly Json[]): BreakingChange[] {
  const key = (parameter: Json): string => `${String(parameter['in'])} ${String(parameter['name'])}`;
  const before = new Map(old.map((parameter) => resolved(both.before, parameter)).map((each) => [key(each), each]));
  const after = new Map(now.map((parameter) => resolved(both.after, parameter)).map((each) => [key(each), each]));
  const where = (name: string): string => `${both.where} ${name}`;
  const missing = [...before.keys()]
    .filter((name) => !after.has(name))
    .map((name) => ({ where: where(name), what: 'is gone' }));
  const needed = [...after]
    .filter(([name, { required }]) => required === true && before.get(name)?.['required'] !== true)
    .map(([name]) => ({ where: where(name), what: 'must now be given' }));
  const changed = [...before].flatMap(([name, parameter]) => {
    const later = after.get(name);
    return later === undefined ? [] : changesOf(both, parameter, later, 'taken', where(name));
  });
  return [...missing, ...needed, ...changed];
}

function bodyChanges(both: Both, old: Json | undefined, now: Json | undefined): BreakingChange[] {
  const before = old && resolved(both.before, old);
  const after = now && resolved(both.after, now);
  const where = `${both.where} body`;
  if (after === undefined) return before === undefined ? [] : [{ where, what: 'is gone' }];
  const needed =
    after['required'] === true && before?.['required'] !== true ? [{ where, what: 'must now be given' }] : [];
  return [...needed, ...contentChanges(both, before, after, 'taken', where)];
}

function responseChanges(both: Both, old: Operation['responses'], now: Operation['responses']): BreakingChange[] {
  return Object.entries(old).flatMap(([status, response]) => {
    const later = now[status];
    const where = `${both.where} ${status}`;
    // That a refusal does not come any more breaks nobody.
    if (later === undefined) return status.startsWith('2') ? [{ where, what: 'is gone' }] : [];
    return contentChanges(both, resolved(both.before, response), resolved(both.after, later), 'sent', where);
  });
}

function contentChanges(
  both: Both,
  old: Json | undefined,
  now: Json,
  direction: Direction,
  where: string,
): BreakingChange[] {
  const after = (now['content'] ?? {}) as Contents;
  return Object.entries((old?.['content'] ?? {}) as Contents).flatMap(([type, content]) => {
    const later = after[type];
    if (later === undefined) return [{ where, what: `is no longer ${type}` }];
    return changesOf(both, content, later, direction, where);
  });
}

function changesOf(
  { before, after }: Both,
  old: Contents[string],
  now: Contents[string],
  direction: Direction,
  where: string,
): BreakingChange[] {
  return schemaChanges(
    { document: before, schemas: [old.schema ?? {}] },
    { document: after, schemas: [now.schema ?? {}] },
    direction,
    where,
  );
}
