/** Where controllers get the time from. */
export const SUBSCRIPTIONS_NOW = Symbol('now');
