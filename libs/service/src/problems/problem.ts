import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';

/** One field of a request that does not fit, said without its value. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

export interface ProblemMore {
  /** For the caller's program; a word that does not change, such as `contact-is-dead`. */
  readonly code?: string;
  readonly errors?: readonly FieldFault[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal that the caller gets as problem+json (RFC 9457). The detail is shown as it is: no values, no person numbers. */
export class Problem extends HttpException {
  constructor(
    status: number,
    readonly detail: string,
    readonly more: ProblemMore = {},
  ) {
    super(detail, status);
    this.name = 'Problem';
  }
}

/** The body of a problem answer. */
export interface ProblemBody {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly FieldFault[];
  readonly correlationId?: string;
}

export const titleOf = (status: number): string => STATUS_CODES[status] ?? 'Error';
