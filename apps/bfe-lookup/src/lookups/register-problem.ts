import { CallFailed } from '@contact-sync/outbound';
import { Problem } from '@contact-sync/service';
import { noProfile, registerProblem as problemOfRegister, type RegisterWords } from '@contact-sync/subject-updates';
import type { BfeSettings } from '../settings/bfe-settings';

const BFE: RegisterWords = { name: 'Datafordeler', profileFor: 'BFE' };

/** Throws where no profile is chosen: look-ups and imports refuse with that reason. */
export function assertProfile({ authProfile }: BfeSettings): void {
  if (authProfile === '') throw noProfile(BFE);
}

export function notInRegister(): Problem {
  return new Problem(404, 'The registers have no property of this number', { code: 'not-in-register' });
}

export function unusable(reason: string): Problem {
  return new Problem(422, `What the registers say of it cannot be used: ${reason}`, { code: 'unusable' });
}

/** What a failure means to somebody who asked for properties; undefined for failures of other kinds. */
export function registerProblem(error: unknown): Problem | undefined {
  if (error instanceof CallFailed && error.code === 'no-address-search')
    return new Problem(422, 'This road cannot search by address; look up the number', { code: error.code });
  return problemOfRegister(error, BFE);
}
