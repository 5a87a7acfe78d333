const DANISH_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', dateStyle: 'short' });

/** The day it is in Denmark, `YYYY-MM-DD`. */
export const danishDay = (at: Date): string => DANISH_DAY.format(at);
