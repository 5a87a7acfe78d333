export { deskSchema } from './schema';
export { start } from './start';
export type { ContactDesk } from './start';
