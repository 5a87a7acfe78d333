export { ContactRegister } from './applying/contact-register';
export type { Applied, BatchRun, RegisterOptions, Run } from './applying/contact-register';
export type { Hold } from './applying/holds';
export { DEFAULT_SETTINGS } from './applying/settings';
export type { RegisterSettings } from './applying/settings';
export { contactsSchema } from './schema';
