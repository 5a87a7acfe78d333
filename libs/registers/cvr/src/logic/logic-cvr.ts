import { CallFailed } from '@contact-sync/outbound';
import type { CvrRegister } from '../cvr-register';
import type { CvrRegisterParts } from '../cvr-register-parts';

/** CVR at KMD Logic. */
export function logicCvr(_parts: CvrRegisterParts): CvrRegister {
  throw new CallFailed('wrong', 'provider-missing');
}
