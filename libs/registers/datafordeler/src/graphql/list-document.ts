/** One operation of a GraphQL service of Datafordeler that lists rows, page by page: it takes `$after`. */
export interface ListDocument<Row, Variables extends object> {
  /** The one root field (DAF-GQL-0010). */
  readonly root: string;
  readonly text: string;
  /** Only for the compiler: what rows and variables look like. */
  readonly shapes?: { readonly row: Row; readonly variables: Variables };
}

/** The service takes this many values in an `in` list (DAF-GQL-0016). */
export const MOST_VALUES = 100;

/** The values in lists that the service takes. */
export function inLists<T>(values: readonly T[]): T[][] {
  const lists: T[][] = [];
  for (let at = 0; at < values.length; at += MOST_VALUES) lists.push(values.slice(at, at + MOST_VALUES));
  return lists;
}

/** A time as `DafDateTime` writes it: UTC with six decimals. */
export const dafDateTime = (at: Date): string => at.toISOString().replace('Z', '000Z');
