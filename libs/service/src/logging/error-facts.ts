import { types } from 'node:util';

/** Whether a value is an error, also one made in another context (a worker, a test's sandbox), where instanceof fails. */
export const isError = (value: unknown): value is Error => value instanceof Error || types.isNativeError(value);

/** The code of an error, such as `ENOENT` or an SQLSTATE. */
export function errorCode(error: unknown): string | undefined {
  return isError(error) && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

// Classes of SQLSTATE whose texts name what is missing, away, busy or forbidden, and never what a row holds.
const WITHOUT_VALUES = /^(08|28|3D|3F|40|42|53|54|55|57)/;

/** PostgreSQL's texts quote values, which may be a person's name; `severity` is on its errors and on nobody else's. */
const quotesValues = (error: Error): boolean => 'severity' in error && !WITHOUT_VALUES.test(errorCode(error) ?? '');

/** An error's text, except where it may quote what a row holds: then only that the database refused something. */
export function errorText(error: Error): string {
  return quotesValues(error) ? 'the database refused a statement' : error.message;
}

/** An error's stack, whose first lines are the error's text. */
export function errorStack(error: Error): string | undefined {
  const { stack } = error;
  if (stack === undefined || !quotesValues(error)) return stack;
  const frames = stack.indexOf('\n    at ');
  return `${error.name}: ${errorText(error)}${frames < 0 ? '' : stack.slice(frames)}`;
}
