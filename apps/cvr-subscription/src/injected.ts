/** Injection token: reads the settings of CVR as they stand in the database now. */
export const READ_SETTINGS = Symbol('settings of CVR as they stand');

/** Injection token: the time, as the schedules know it. */
export const NOW = Symbol('now');
