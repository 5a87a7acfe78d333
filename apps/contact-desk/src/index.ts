export { start } from './start';
export type { ContactDesk } from './start';
