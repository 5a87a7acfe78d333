export { bfeSchema } from './schema';
export { start } from './start';
export type { BfeLookup } from './start';
