export { ContactRegister } from './applying/contact-register';
export type { Applied, RegisterOptions, Run } from './applying/contact-register';
export type { Hold } from './applying/holds';
export type { Sighting } from './applying/recognise';
export { DEFAULT_SETTINGS } from './applying/settings';
export type { RegisterSettings } from './applying/settings';
export { contactsSchema } from './schema';
export {
  assertContactTypes,
  ContactTypesMissing,
  deleteContactType,
  listContactTypes,
  saveContactType,
} from './types/contact-types';
export type { CodeValidation, ContactType } from './types/contact-types';
export { deleteCustomLabel, listCustomLabels, saveCustomLabel } from './types/custom-labels';
export type { CustomLabel } from './types/custom-labels';
