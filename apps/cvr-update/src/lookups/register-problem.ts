import { CallFailed } from '@contact-sync/outbound';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import { Problem } from '@contact-sync/service';
import { registerProblem as problemOfRegister } from '@contact-sync/subject-updates';
import type { TypedUnit } from './unit-number';

/** Throws where CVR integration is off: look-ups and imports refuse with that reason (CVR-1). */
export function assertIntegrated({ cvrIntegration }: CvrSettings): void {
  if (cvrIntegration) return;
  throw new Problem(409, 'CVR integration is turned off', { code: 'cvr-integration-off' });
}

/** Why a typed number cannot be looked up; it is not repeated. */
export function numberProblem(fault: Extract<TypedUnit, { fault: string }>['fault']): Problem {
  switch (fault) {
    case 'check-digit':
      return new Problem(422, 'The CVR number is mistyped: its check digit is wrong', { code: 'check-digit' });
    case 'not-a-p-number':
      return new Problem(422, 'P-numbers begin with 1', { code: 'not-a-p-number' });
    case 'not-a-number':
      return new Problem(422, 'A CVR number has 8 digits, a P-number has 10', { code: 'not-a-number' });
  }
}

export function notInRegister(): Problem {
  return new Problem(404, 'CVR has no company or production unit of this number', { code: 'not-in-register' });
}

/** What a failure means to somebody who asked for one unit; undefined for failures of other kinds. */
export function registerProblem(error: unknown): Problem | undefined {
  if (error instanceof CallFailed && error.code === 'no-name-search')
    return new Problem(422, 'This provider cannot search by name; look up the number', { code: error.code });
  return problemOfRegister(error, { name: 'CVR', profileFor: 'CVR' });
}
