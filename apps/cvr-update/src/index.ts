export { start } from './start';
export type { CvrUpdate } from './start';
