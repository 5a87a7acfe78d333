import type { BfeRegister } from './bfe-register';
import type { BfeRegisterParts } from './bfe-register-parts';

/** Real property by the road that the profile opens. It holds no connection of its own; open another when settings change. */
export function openBfeRegister(_parts: BfeRegisterParts): BfeRegister {
  throw new Error('not here yet');
}
