/** A value of a row, as the wire shows it. Moments and dates are texts whose order is their order in time. */
export type Value = string | number | boolean | null | undefined;

/** A row as the wire shows it, by the schema's field names. */
export type Row = Readonly<Record<string, Value>>;

/** The operators on one field. */
export type Operators = Readonly<Record<string, Value | readonly Value[]>>;

/** What a query filters on: fields with their operators, and more of the same in `and`. */
export interface Where {
  readonly and?: readonly Where[] | null;
  readonly [field: string]: Operators | readonly Where[] | null | undefined;
}

/** One field's condition. */
export interface Condition {
  readonly field: string;
  readonly operators: Operators;
}

/** Every condition of a filter, those in `and` among them: all of them must hold. */
export function conditionsOf(where: Where | null | undefined): Condition[] {
  if (where === null || where === undefined) return [];
  return Object.entries(where).flatMap(([field, value]): Condition[] => {
    if (value === null || value === undefined) return [];
    if (field === 'and') return (value as readonly Where[]).flatMap(conditionsOf);
    return Object.keys(value).length === 0 ? [] : [{ field, operators: value as Operators }];
  });
}

/** The values a condition allows one by one, or undefined where it does not name them. */
export function namedValues({ operators }: Condition): readonly Value[] | undefined {
  if (Array.isArray(operators['in'])) return operators['in'] as readonly Value[];
  const equal = operators['eq'];
  return equal === null || equal === undefined ? undefined : [equal as Value];
}

type Test = (value: Value) => boolean;

/** A row without the value fits no order, neither plain nor negated, as in a database. */
const ordered =
  (holds: (value: string | number, than: string | number) => boolean) =>
  (than: unknown): Test =>
  (value) =>
    (typeof value === 'string' || typeof value === 'number') && holds(value, than as string | number);

const OPERATORS: Readonly<Record<string, (operand: unknown) => Test>> = {
  eq: (operand) => (value) => (value ?? null) === operand,
  neq: (operand) => (value) => (value ?? null) !== operand,
  startsWith: (operand) => (value) => typeof value === 'string' && value.startsWith(String(operand)),
  in: (operand) => {
    const allowed = new Set(operand as readonly Value[]);
    return (value) => allowed.has(value);
  },
  gt: ordered((value, than) => value > than),
  ngt: ordered((value, than) => !(value > than)),
  gte: ordered((value, than) => value >= than),
  ngte: ordered((value, than) => !(value >= than)),
  lt: ordered((value, than) => value < than),
  nlt: ordered((value, than) => !(value < than)),
  lte: ordered((value, than) => value <= than),
  nlte: ordered((value, than) => !(value <= than)),
};

/** Whether a row fits every condition. */
export function fits(conditions: readonly Condition[]): (row: Row) => boolean {
  const tests = conditions.flatMap(({ field, operators }) =>
    Object.entries(operators).map(([operator, operand]) => {
      const test = OPERATORS[operator];
      if (test === undefined) throw new RangeError(`no such operator: ${operator}`);
      return { field, test: test(operand) };
    }),
  );
  return (row) => tests.every(({ field, test }) => test(row[field]));
}

/** Moments at which rows are looked at; absent ones do not count. */
export interface Moments {
  /** As the register knew it then. */
  readonly known?: string;
  /** As it was in the world then. */
  readonly moment?: string;
}

/**
 * Whether a row is so at the moments: from the first on, until the one at which it no longer is. A moment in the world
 * alone hides what a later registration replaced; this is read off recorded answers. Where the effect is counted in
 * `days`, the day (UTC) decides.
 */
export function heldAt({ known, moment }: Moments, effect?: 'days'): (row: Row) => boolean {
  if (known === undefined && moment === undefined) return () => true;
  const at = effect === 'days' ? moment?.slice(0, 10) : moment;
  return ({ virkningFra, virkningTil, registreringFra, registreringTil }) =>
    (at === undefined || (String(virkningFra) <= at && (!virkningTil || at < String(virkningTil)))) &&
    (known === undefined
      ? !registreringTil
      : String(registreringFra) <= known && (!registreringTil || known < String(registreringTil)));
}
