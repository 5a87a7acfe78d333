export { main } from './main';
export { startStandalone } from './standalone';
export type { RunningStandalone, StandaloneOptions } from './standalone';
