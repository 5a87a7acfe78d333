import { CallFailed } from '@contact-sync/outbound';
import { Problem, type FieldFault } from '@contact-sync/service';
import { readCprNumber } from '@contact-sync/contacts-model';
import { noProfile, registerProblem, type RegisterWords } from '@contact-sync/subject-updates';
import { mayBeSent, SUBSTITUTE_NUMBER } from '../asking/may-be-sent';
import type { LookUpRoad } from '../asking/look-up-clock';
import { INTEGRATION_OFF, type CprSettings } from '../settings';

const WORDS: Readonly<Record<LookUpRoad, RegisterWords>> = {
  direkte: { name: 'CPR Direkte', profileFor: 'CPR' },
  datafordeler: { name: 'Datafordeler', profileFor: 'CPR' },
};

/** The profile of the road that look-ups take. */
export const profileOf = ({ lookUpRoad, direkteProfile, authProfile }: CprSettings): string =>
  lookUpRoad === 'direkte' ? direkteProfile : authProfile;

/** Throws while CPR integration is off, and where no profile is chosen: look-ups and imports refuse with that reason. */
export function assertOpen(settings: CprSettings): void {
  if (!settings.cprIntegration) throw new Problem(409, INTEGRATION_OFF.text, { code: INTEGRATION_OFF.code });
  if (profileOf(settings) === '') throw noProfile(WORDS[settings.lookUpRoad]);
}

/** Person numbers as people type them, each once; throws for what is none and for what is not sent, by the fields' names. */
export function readTypedNumbers(
  typed: readonly string[],
  settings: CprSettings,
  fieldOf: (at: number) => string,
): string[] {
  const faults: FieldFault[] = [];
  const refused: FieldFault[] = [];
  const numbers = typed.flatMap((text, at) => {
    const number = readCprNumber(text);
    const field = fieldOf(at);
    if (number === undefined) faults.push({ field, message: 'is no person number: ten digits' });
    else if (!mayBeSent(number, settings)) refused.push({ field, message: SUBSTITUTE_NUMBER.text });
    return number ?? [];
  });
  if (faults.length > 0)
    throw new Problem(422, 'What was given is no person number', { code: 'not-a-person-number', errors: faults });
  if (refused.length > 0)
    throw new Problem(422, 'Substitute numbers are not sent to CPR', {
      code: SUBSTITUTE_NUMBER.code,
      errors: refused,
    });
  return [...new Set(numbers)];
}

export function notInRegister(): Problem {
  return new Problem(404, 'CPR does not know this number', { code: 'not-in-register' });
}

export function unusable(reason: string): Problem {
  return new Problem(422, `What CPR says of the person cannot be used: ${reason}`, { code: 'unusable' });
}

/** What a failure of the road means to somebody who asked for persons; undefined for failures of other kinds. */
export function personProblem(error: unknown, road: LookUpRoad): Problem | undefined {
  if (error instanceof CallFailed && error.code === 'host-not-allowed')
    return new Problem(409, 'This installation does not call the host of the profile', { code: error.code });
  return registerProblem(error, WORDS[road]);
}

/** Does what is asked of CPR, and says its failures as problems. */
export async function asProblems<T>(road: LookUpRoad, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw personProblem(error, road) ?? error;
  }
}
