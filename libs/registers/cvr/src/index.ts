export type {
  CvrProvider,
  CvrRegister,
  CvrUnit,
  EventMark,
  EventPage,
  FoundUnit,
  ReadContext,
  UnitEvent,
  UnitReading,
} from './cvr-register';
export type { CvrRegisterParts } from './cvr-register-parts';
export { openCvrRegister } from './open-cvr-register';
export { CVR_LANE, registerFailure } from './register-failure';
export { CVR_REGISTER_SCHEMA, cvrRegisterSchema } from './settings/cvr-register-schema';
export { cvrSettings } from './settings/cvr-settings';
export type { CvrSettings } from './settings/cvr-settings';
export { profileKindsOf } from './settings/profile-kinds';
export { faultsOfSettings } from './settings/settings-faults';
