import { ContactTypesMissing } from '@contact-sync/contact-register';
import { CallFailed } from '@contact-sync/outbound';
import { Problem } from '@contact-sync/service';
import { PropertyUnreadable } from '../register/bfe-door';
import type { BfeSettings } from '../settings/bfe-settings';

const AGAIN_SECONDS = 30;
const BUSY_SECONDS = 5;

/** Throws where no profile is chosen: look-ups and imports refuse with that reason. */
export function assertProfile({ authProfile }: BfeSettings): void {
  if (authProfile === '') throw noProfile();
}

const noProfile = (): Problem =>
  new Problem(409, 'No authentication profile is chosen for BFE', { code: 'no-profile' });

export function notInRegister(): Problem {
  return new Problem(404, 'The registers have no property of this number', { code: 'not-in-register' });
}

export function unusable(reason: string): Problem {
  return new Problem(422, `What the registers say of it cannot be used: ${reason}`, { code: 'unusable' });
}

export function busy(): Problem {
  return new Problem(503, 'It is being read for somebody else', {
    code: 'subject-busy',
    headers: retryAfter(BUSY_SECONDS),
  });
}

/** What a failure means to somebody who asked for properties; undefined for failures of other kinds. */
export function registerProblem(error: unknown): Problem | undefined {
  if (error instanceof ContactTypesMissing) {
    return new Problem(409, `Contact types are missing: ${error.missing.join(', ')}`, {
      code: 'contact-types-missing',
    });
  }
  if (error instanceof PropertyUnreadable) return away(error.code, AGAIN_SECONDS);
  if (!(error instanceof CallFailed)) return undefined;
  switch (error.failure) {
    case 'unavailable':
      return away(error.code, Math.ceil((error.more.retryAfterMs ?? AGAIN_SECONDS * 1000) / 1000));
    case 'refused':
      return error.code === 'no-profile'
        ? noProfile()
        : new Problem(503, `Datafordeler does not let us in (${error.message})`, {
            code: 'bfe-refuses',
            headers: retryAfter(),
          });
    case 'wrong':
      if (error.code === 'no-address-search')
        return new Problem(422, 'This road cannot search by address; look up the number', { code: error.code });
      return new Problem(503, `Datafordeler did not understand us (${error.code}); it is to be looked at`, {
        code: 'bfe-away',
        headers: retryAfter(),
      });
  }
}

function away(code: string, seconds: number): Problem {
  return new Problem(503, `Datafordeler does not answer now (${code}); try again`, {
    code: 'bfe-away',
    headers: retryAfter(seconds),
  });
}

const retryAfter = (seconds = AGAIN_SECONDS): Record<string, string> => ({ 'Retry-After': String(seconds) });
