/** An object of an answer of the old services. */
export type Block = Readonly<Record<string, unknown>>;

/** A member by its name in any case: the services differ in it. */
export function member(block: Block, name: string): unknown {
  if (name in block) return block[name];
  const wanted = name.toLowerCase();
  const found = Object.keys(block).find((key) => key.toLowerCase() === wanted);
  return found === undefined ? undefined : block[found];
}

/** The objects in a value that is one, or a list of them. */
export function objectsIn(value: unknown): Block[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter(isBlock);
}

/** The members of a collection as GeoJSON writes them (`features`, each with `properties`), or of a plain list. */
export function membersOf(collection: unknown): Block[] {
  const listed = isBlock(collection) && 'features' in collection ? collection['features'] : collection;
  return objectsIn(listed).map((one) => (isBlock(one['properties']) ? one['properties'] : one));
}

/** A text or number as text; undefined for anything else and for nothing. */
export function readable(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
