export { sorSchema } from './schema';
export { start } from './start';
export type { SorImport } from './start';
