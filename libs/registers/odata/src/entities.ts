/** An entity as the service gave it. */
export interface Entity {
  /** The internal key, a text. */
  readonly id: string;
  /** The version to name when changing it, where the service gives one. */
  readonly etag?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A text in a filter or key: quotes doubled. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * The entities of an answer to a query, in the form of OData 3 and later (`value`) or of the versions before (`d`,
 * `d.results`). Undefined where it is none of them.
 */
export function readEntities(json: unknown): readonly Entity[] | undefined {
  const outer = record(json);
  const list = outer?.value ?? record(outer?.d)?.results ?? outer?.d;
  if (!Array.isArray(list)) return undefined;
  const entities = (list as unknown[]).map(readEntity);
  return entities.every((entity) => entity !== undefined) ? entities : undefined;
}

/** One entity, as a creation answers; undefined without a key. */
export function readEntity(json: unknown): Entity | undefined {
  const outer = record(json);
  const fields = record(outer?.d) ?? outer;
  const id = fields?.ID;
  if (fields === undefined || (typeof id !== 'string' && typeof id !== 'number') || String(id) === '') return undefined;
  const etag = fields['@odata.etag'] ?? fields['odata.etag'] ?? record(fields.__metadata)?.etag;
  return { id: String(id), ...(typeof etag === 'string' && etag !== '' && { etag }), fields };
}

function record(json: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Readonly<Record<string, unknown>>)
    : undefined;
}
