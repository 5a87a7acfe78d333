import {
  openCvrRegister,
  type CvrRegister,
  type CvrRegisterParts,
  type CvrSettings,
  type CvrUnit,
  type ReadContext,
  type UnitReading,
} from '@contact-sync/registers-cvr';
import { RegisterDoor, type DoorOptions } from '@contact-sync/subject-updates';

export interface CvrDoorOptions extends DoorOptions {
  readonly now: () => Date;
  /** How a provider is opened; `openCvrRegister` where absent. */
  readonly open?: (parts: CvrRegisterParts) => CvrRegister;
}

/** The way to CVR, whichever provider the settings name at the moment. */
export class CvrDoor extends RegisterDoor<CvrSettings, CvrUnit, ReadContext, UnitReading, CvrRegister> {
  constructor({ now, open = openCvrRegister, ...options }: CvrDoorOptions) {
    super(options, {
      name: 'CVR',
      subject: 'unit',
      open: (settings, parts) => open({ ...parts, settings, now }),
      isSame: (one, other) => one.number === other.number,
    });
  }
}
