export { CVR_LANE } from './cvr-lane';
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
export { readLegacyCvrParameters } from './legacy/cvr-parameters';
export type { LegacyCvrReading, LegacyCvrSettings } from './legacy/cvr-parameters';
export { readLegacyCvrUpdate } from './legacy/cvr-update-parameters';
export type { LegacyCvrUpdateReading, ProfileDraft } from './legacy/cvr-update-parameters';
export type { LegacyParameter } from './legacy/legacy-report';
export { openCvrRegister } from './open-cvr-register';
export { CVR_REGISTER_SCHEMA, cvrRegisterSchema } from './settings/cvr-register-schema';
export { cvrSettings } from './settings/cvr-settings';
export type { CvrSettings } from './settings/cvr-settings';
export { profileKindsOf } from './settings/profile-kinds';
export { faultsOfSettings } from './settings/settings-faults';
export { keyOf, unitOf } from './unit-of';
