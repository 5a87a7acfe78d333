import {
  openBfeRegister,
  type BfeRegister,
  type BfeRegisterParts,
  type PropertyReading,
  type ReadContext,
} from '@contact-sync/registers-bfe';
import { RegisterDoor, type DoorOptions } from '@contact-sync/subject-updates';
import type { BfeSettings } from '../settings/bfe-settings';

export interface BfeDoorOptions extends DoorOptions {
  readonly now: () => Date;
  /** How the register is opened; `openBfeRegister` where absent. */
  readonly open?: (parts: BfeRegisterParts) => BfeRegister;
}

/** The way to the registers of real property, by the profile that the settings name at the moment. */
export class BfeDoor extends RegisterDoor<BfeSettings, string, ReadContext, PropertyReading, BfeRegister> {
  constructor({ now, open = openBfeRegister, ...options }: BfeDoorOptions) {
    super(options, {
      name: 'BFE',
      subject: 'property',
      open: (services, parts) => open({ ...parts, services, now }),
      isSame: (one, other) => one === other,
    });
  }
}
