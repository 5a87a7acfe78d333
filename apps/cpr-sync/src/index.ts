export { cprSchema } from './schema';
export { start } from './start';
export type { CprSync } from './start';
