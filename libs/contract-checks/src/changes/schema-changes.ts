import { flatten, type FlatSchema, type Json } from './flat-schema';

/** Something that stops others from working as they did. */
export interface BreakingChange {
  readonly where: string;
  readonly what: string;
}

/** `sent`: others read it; `taken`: others write it. */
export type Direction = 'sent' | 'taken';

export interface Side {
  readonly document: Json;
  /** All must fit. */
  readonly schemas: readonly Json[];
}

/**
 * What breaks when a schema changes. What we send may become narrower and never wider, since readers were told the limits,
 * the values of a list among them; what we take may become wider and never narrower. Fields may be added to both, but
 * none that must be given; a field never goes. What cannot be compared (conditions, patterns) counts as broken where it
 * is not word for word what it was.
 */
export function schemaChanges(
  before: Side,
  after: Side,
  direction: Direction,
  where: string,
  depth = 0,
): BreakingChange[] {
  // Nobody reads that deep; a schema that holds itself does not end.
  if (depth > MOST_LEVELS) return [];
  const [old, now] = [flatten(before.document, before.schemas), flatten(after.document, after.schemas)];
  const [wide, narrow] = direction === 'sent' ? [old, now] : [now, old];
  const inner = (schemasBefore: readonly Json[], schemasAfter: readonly Json[], place: string): BreakingChange[] =>
    schemaChanges(
      { ...before, schemas: schemasBefore },
      { ...after, schemas: schemasAfter },
      direction,
      place,
      depth + 1,
    );

  const fields = [...old.properties].flatMap(([name, property]) => {
    const later = now.properties.get(name);
    if (later === undefined) return [{ where: `${where}.${name}`, what: 'is gone' }];
    return inner(property, later, `${where}.${name}`);
  });
  const items = old.items.length > 0 && now.items.length > 0 ? inner(old.items, now.items, `${where}[]`) : [];
  const others =
    old.others !== undefined && now.others !== undefined ? inner(old.others, now.others, `${where}.*`) : [];
  return [...beyond(wide, narrow, direction).map((what) => ({ where, what })), ...fields, ...items, ...others];
}

const MOST_LEVELS = 12;

/** Where `narrow` admits what `wide` does not, in words about the change. */
function beyond(wide: FlatSchema, narrow: FlatSchema, direction: Direction): string[] {
  const sent = direction === 'sent';
  const more = (what: string): string => (sent ? `may now have ${what}` : `may no longer have ${what}`);
  return [
    ...[...wide.required]
      .filter((field) => !narrow.required.has(field))
      .map((field) => (sent ? `no longer always has ${field}` : `must now have ${field}`)),
    ...typesBeyond(wide, narrow).map((type) => more(`the type ${type}`)),
    ...valuesBeyond(wide, narrow).map((value) => more(`the value ${value}`)),
    ...boundsBeyond(wide.least, narrow.least, (limit, own) => own >= limit).map((bound) =>
      more(`less than its ${bound} allowed`),
    ),
    ...boundsBeyond(wide.most, narrow.most, (limit, own) => own <= limit).map((bound) =>
      more(`more than its ${bound} allowed`),
    ),
    ...[...wide.rules]
      .filter((rule) => !narrow.rules.has(rule))
      .map((rule) => (sent ? `no longer keeps ${rule}` : `must now keep ${rule}`)),
    ...(wide.items.length > 0 && narrow.items.length === 0 ? [more('items of any kind')] : []),
    ...((wide.noOthers && !narrow.noOthers) ||
    (wide.others !== undefined && narrow.others === undefined && !narrow.noOthers)
      ? [more('other fields')]
      : []),
  ];
}

function typesBeyond({ types: wide }: FlatSchema, { types: narrow }: FlatSchema): string[] {
  if (wide === undefined) return [];
  const fits = (type: string): boolean => wide.includes(type) || (type === 'integer' && wide.includes('number'));
  return narrow === undefined ? ['of anything'] : narrow.filter((type) => !fits(type));
}

function valuesBeyond({ values: wide }: FlatSchema, { values: narrow }: FlatSchema): string[] {
  if (wide === undefined) return [];
  return narrow === undefined ? ['of anything'] : [...narrow].filter((value) => !wide.has(value));
}

function boundsBeyond(
  wide: ReadonlyMap<string, number>,
  narrow: ReadonlyMap<string, number>,
  keeps: (limit: number, own: number) => boolean,
): string[] {
  return [...wide].flatMap(([bound, limit]) => {
    const own = narrow.get(bound);
    return own !== undefined && keeps(limit, own) ? [] : [bound];
  });
}
