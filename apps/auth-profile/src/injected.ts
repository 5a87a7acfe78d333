/** The service's clock, `() => Date`, as Nest gives it: there is no class to ask for. */
export const NOW = Symbol('now');
