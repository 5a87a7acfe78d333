import { isConnectionLost, isStoreBusy } from '@contact-sync/database';
import { HttpException } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { isError } from '../logging/error-facts';
import { redactText } from '../logging/redaction';
import { type FieldFault, Problem, type ProblemBody, titleOf } from './problem';

/** A service's own errors as problems, e.g. "such a contact is dead" as 409; undefined for those it does not know. */
export type ProblemOf = (error: unknown) => Problem | undefined;

/** The problem that an error means to a caller. What we do not know becomes 500 without a word of what was inside. */
export function problemOf(error: unknown, ours: ProblemOf = () => undefined): Problem {
  if (error instanceof Problem) return error;
  const known = ours(error);
  if (known !== undefined) return known;
  if (isStoreBusy(error) || isConnectionLost(error)) {
    return new Problem(503, 'The database is not available now; try again', { headers: { 'Retry-After': '5' } });
  }
  const status = statusOf(error);
  if (status === undefined || status >= 500) return new Problem(status ?? 500, 'The request could not be carried out');
  return new Problem(status, detailOf(error, status));
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own refusals: body too large, not JSON, unknown type.
  const status = isError(error) && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : undefined;
}

/** The framework's own texts quote addresses and bodies; others, given with an HttpException, are shown masked. */
function detailOf(error: unknown, status: number): string {
  const fixed = FRAMEWORK_DETAILS[status];
  if (fixed !== undefined) return fixed;
  if (status === 404 && isError(error) && error.message.startsWith('Cannot '))
    return 'There is nothing at this address';
  return error instanceof HttpException ? redactText(error.message) : titleOf(status);
}

const FRAMEWORK_DETAILS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  413: 'The body is larger than allowed',
  415: 'The body is of a type that is not understood here',
};

/** Every field that does not fit, by its path, without its value. */
export function validationProblem(errors: readonly ValidationError[]): Problem {
  return new Problem(400, 'The request does not fit its description', {
    code: 'invalid-request',
    errors: faults(errors, ''),
  });
}

const MAX_FIELD_NAME = 100;

function faults(errors: readonly ValidationError[], parent: string): FieldFault[] {
  return errors.flatMap((error) => {
    const step = /^\d+$/.test(error.property) ? `[${error.property}]` : `${parent === '' ? '' : '.'}${error.property}`;
    // A caller chooses the names of fields we do not know: they may hold anything.
    const field = redactText(`${parent}${step}`).slice(0, MAX_FIELD_NAME);
    const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message: redactText(message) }));
    return [...own, ...faults(error.children ?? [], `${parent}${step}`)];
  });
}

export function problemBody(problem: Problem, correlationId: string | undefined): ProblemBody {
  const { code, errors } = problem.more;
  const status = problem.getStatus();
  return {
    type: 'about:blank',
    title: titleOf(status),
    status,
    detail: problem.detail,
    ...(code === undefined ? {} : { code }),
    ...(errors === undefined ? {} : { errors }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}
