export type {
  AddressIds,
  BfeRegister,
  EventMarks,
  EventPage,
  FoundProperty,
  Holder,
  OpenRegister,
  Ownership,
  PropertyEvent,
  PropertyIds,
  PropertyObject,
  PropertyOwners,
  PropertyReading,
  PropertyRegister,
  ReadContext,
} from './bfe-register';
export type { BfeRegisterParts, BfeServices } from './bfe-register-parts';
export { openBfeRegister } from './open-bfe-register';
export type { PropertyKind } from '@contact-sync/contacts-bfe';
