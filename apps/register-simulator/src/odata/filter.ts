/** An entity: its properties by name. */
export type Entity = Record<string, unknown>;

const CONDITION = /^\s*([A-Za-z_]\w*)\s+(eq|ne)\s+('(?:[^']|'')*'|-?\d+(?:\.\d+)?|true|false|null)\s*/;

/**
 * Reads `$filter` as far as it is played: `eq` and `ne` joined by `and`. Texts stand in quotes, a quote within doubled.
 * Undefined for what it cannot read.
 */
export function readFilter(text: string): ((entity: Entity) => boolean) | undefined {
  const conditions: ((entity: Entity) => boolean)[] = [];
  let rest = text;
  for (;;) {
    const match = CONDITION.exec(rest);
    if (!match) return undefined;
    const [whole, name = '', operator, value = ''] = match;
    const wanted = literal(value);
    const equal = (entity: Entity) => (entity[name] ?? null) === wanted;
    conditions.push(operator === 'eq' ? equal : (entity) => !equal(entity));
    rest = rest.slice(whole.length);
    if (rest === '') return (entity) => conditions.every((holds) => holds(entity));
    if (!/^and\s/.test(rest)) return undefined;
    rest = rest.slice(3);
  }
}

function literal(text: string): string | number | boolean | null {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return Number(text);
}
