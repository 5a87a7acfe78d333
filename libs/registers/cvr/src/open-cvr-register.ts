import type { CvrRegister } from './cvr-register';
import type { CvrRegisterParts } from './cvr-register-parts';
import { datafordelerCvr } from './datafordeler/datafordeler-cvr';
import { logicCvr } from './logic/logic-cvr';

/** CVR by the provider that the settings name. It holds no connection of its own; open another when the settings change. */
export function openCvrRegister(parts: CvrRegisterParts): CvrRegister {
  switch (parts.settings.provider) {
    case 'datafordeler':
      return datafordelerCvr(parts);
    case 'logic':
      return logicCvr(parts);
  }
}
