import { randomBytes } from 'node:crypto';
import type { GraphQLError } from 'graphql';

/** The codes by which the service refuses a query. */
export type RefusalCode =
  /** The caller has no right to this entity. */
  | 'DAF-AUTH-0001'
  /** An alias is used. */
  | 'DAF-GQL-0008'
  /** No filter of the fields one of which is required. */
  | 'DAF-GQL-0009'
  /** More or fewer than one root field. */
  | 'DAF-GQL-0010'
  /** A filter's value lies outside its declared bounds; more than 100 values in a list above all. */
  | 'DAF-GQL-0016'
  /** The query cannot be read, as with letters outside ASCII in a name. */
  | 'HC0011'
  /** A variable does not fit its type. */
  | 'HC0016'
  /** The schema is asked for. */
  | 'HC0046'
  /** More nodes asked for than a page holds. */
  | 'HC0051'
  /** A cursor this service did not give. */
  | 'HC0078';

/** One entry of `errors` in an answer. */
export interface AnsweredError {
  readonly message: string;
  readonly locations?: readonly { line: number; column: number }[];
  readonly path?: readonly string[];
  readonly extensions: { readonly traceId: string; readonly code?: RefusalCode };
}

/**
 * A refusal of a whole query. `root`, where it is known, stands in `data` with null as the service's resolvers leave it.
 * `status` is that of HTTP: 200 but for some refusals of access.
 */
export class Refused extends Error {
  constructor(
    readonly errors: readonly AnsweredError[],
    readonly root?: string,
    readonly status = 200,
  ) {
    super(errors[0]?.message);
  }

  /** The body of the answer. */
  get body(): object {
    return { errors: this.errors, ...(this.root === undefined ? {} : { data: { [this.root]: null } }) };
  }
}

/** One error as the service words it. */
export function answeredError(
  code: RefusalCode | undefined,
  message: string,
  where: Pick<AnsweredError, 'locations' | 'path'> = {},
): AnsweredError {
  return { message, ...where, extensions: { traceId: traceId(), ...(code === undefined ? {} : { code }) } };
}

/** What graphql-js found, as an answered error. */
export function foundError(code: RefusalCode | undefined, error: GraphQLError): AnsweredError {
  return answeredError(code, error.message, error.locations === undefined ? {} : { locations: error.locations });
}

/** A trace id of the W3C form, by which the service's support finds a call. */
const traceId = () => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
