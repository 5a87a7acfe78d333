import { ContactTypesMissing } from '@contact-sync/contact-register';
import { CallFailed } from '@contact-sync/outbound';
import type { CvrSettings } from '@contact-sync/registers-cvr';
import { Problem } from '@contact-sync/service';
import { UnitUnreadable } from '../register/cvr-door';
import type { TypedUnit } from './unit-number';

const AGAIN_SECONDS = 30;

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
  if (error instanceof ContactTypesMissing) {
    return new Problem(409, `Contact types are missing: ${error.missing.join(', ')}`, {
      code: 'contact-types-missing',
    });
  }
  if (error instanceof UnitUnreadable) return away(error.code, AGAIN_SECONDS);
  if (!(error instanceof CallFailed)) return undefined;
  switch (error.failure) {
    case 'unavailable':
      return away(error.code, Math.ceil((error.more.retryAfterMs ?? AGAIN_SECONDS * 1000) / 1000));
    case 'refused':
      return error.code === 'no-profile'
        ? new Problem(409, 'No authentication profile is chosen for CVR', { code: 'no-profile' })
        : new Problem(503, `CVR does not let us in (${error.message})`, { code: 'cvr-refuses', headers: retryAfter() });
    case 'wrong':
      return error.code === 'no-name-search'
        ? new Problem(422, 'This provider cannot search by name; look up the number', { code: 'no-name-search' })
        : new Problem(503, `CVR did not understand us (${error.code}); it is to be looked at`, {
            code: 'cvr-away',
            headers: retryAfter(),
          });
  }
}

function away(code: string, seconds: number): Problem {
  return new Problem(503, `CVR does not answer now (${code}); try again`, {
    code: 'cvr-away',
    headers: retryAfter(seconds),
  });
}

const retryAfter = (seconds = AGAIN_SECONDS): Record<string, string> => ({ 'Retry-After': String(seconds) });
