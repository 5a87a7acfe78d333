/** Injection token of the clock: `() => Date`. */
export const NOW = Symbol('now');
