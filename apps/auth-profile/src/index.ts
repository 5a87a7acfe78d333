export { NAME } from './name';
export { authSchema } from './schema';
export { start } from './start';
export type { AuthProfile } from './start';
