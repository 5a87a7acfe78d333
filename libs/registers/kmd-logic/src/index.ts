export { eventsIn, windowsOf } from './event-window';
export type { EventWindow } from './event-window';
export { LogicClient } from './logic-client';
export type { LogicClientOptions, UnitAnswer } from './logic-client';
