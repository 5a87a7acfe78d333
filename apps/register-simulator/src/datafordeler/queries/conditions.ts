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

/**
 * Whether a row is so at a moment, as the register knows it now: from its first day on, until the day on which it no
 * longer is, and not replaced by a later registration. That a moment hides what was replaced is read off recorded answers.
 */
export function validAt(moment: string): (row: Row) => boolean {
  const day = moment.slice(0, 10);
  return ({ virkningFra, virkningTil, registreringTil }) =>
    String(virkningFra) <= day && (!virkningTil || day < String(virkningTil)) && !registreringTil;
}
