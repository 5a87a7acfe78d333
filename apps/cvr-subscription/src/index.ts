export { cvrSchema } from './schema';
export { start } from './start';
export type { CvrSubscription } from './start';
