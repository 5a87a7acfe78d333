import { types } from 'node:util';

/** Whether a value is an error, also one made in another context (a worker, a test's sandbox), where instanceof fails. */
export const isError = (value: unknown): value is Error => value instanceof Error || types.isNativeError(value);

/** The code of an error, such as `ENOENT` or an SQLSTATE. */
export function errorCode(error: unknown): string | undefined {
  return isError(error) && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
