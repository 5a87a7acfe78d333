import { CallFailed } from '@contact-sync/outbound';
import type { CvrRegister } from '../cvr-register';
import type { CvrRegisterParts } from '../cvr-register-parts';

/** CVR at Datafordeler. */
export function datafordelerCvr(_parts: CvrRegisterParts): CvrRegister {
  throw new CallFailed('wrong', 'provider-missing');
}
