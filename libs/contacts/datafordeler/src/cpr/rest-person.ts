type Json = Readonly<Record<string, unknown>>;

/**
 * The persons of an answer of CprPersonFullComplete as GraphQL would give them (cpr.md, 2 and 3): every list element is
 * wrapped in an object named in the singular, names are camelCase, and a relative's fields begin with the relation.
 * Undefined where the answer holds no list of persons.
 */
export function personsOfRest(answer: unknown): unknown[] | undefined {
  const persons = isObject(answer) ? answer['Personer'] : undefined;
  return Array.isArray(persons) ? persons.map(elementOf) : undefined;
}

const elementOf = (element: unknown): unknown => renamed(unwrapped(element), '');

/** What stands in the one object that an element consists of. */
function unwrapped(element: unknown): unknown {
  if (!isObject(element)) return element;
  const [[name, inner] = ['', undefined], ...others] = Object.entries(element);
  return others.length === 0 && isCapital(name) && isObject(inner) ? inner : element;
}

function renamed(value: unknown, relation: string): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, unknown] => {
      if (Array.isArray(member)) return [beginningSmall(name), member.map(elementOf)];
      if (isObject(member)) return [beginningSmall(name), renamed(member, beginningSmall(name))];
      // An object that is not there keeps its capitals inside: `SupplerendeAdresse` is `supplerendeAdresse`.
      if (member === null && isCapital(name)) return [beginningSmall(name), null];
      return [withoutRelation(name, relation).toLowerCase(), member];
    }),
  );
}

/** `barnPersonnummer` of a `Barn` is its `personnummer`. */
function withoutRelation(name: string, relation: string): string {
  const rest = name.slice(relation.length);
  return relation !== '' && name.startsWith(relation) && isCapital(rest) ? rest : name;
}

const isCapital = (name: string): boolean => /^\p{Lu}/u.test(name);

const beginningSmall = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1);

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
