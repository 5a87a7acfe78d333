const IN_DENMARK = { timeZone: 'Europe/Copenhagen', dateStyle: 'short' } as const;
const DAY = new Intl.DateTimeFormat('sv-SE', IN_DENMARK);
const TIME = new Intl.DateTimeFormat('sv-SE', { ...IN_DENMARK, timeStyle: 'medium' });
const DAY_MS = 86_400_000;

/** A moment as it is told in Denmark: `YYYY-MM-DD` and `HH:MM:SS`. */
export interface DanishTime {
  readonly day: string;
  readonly time: string;
}

/** The day it is in Denmark, `YYYY-MM-DD`, at a moment (milliseconds where it is a number). */
export const danishDay = (at: Date | number): string => DAY.format(at);

/** The day and the time it is in Denmark at a moment (milliseconds where it is a number). */
export function danishTime(at: Date | number): DanishTime {
  const [day = '', time = ''] = TIME.format(at).split(' ');
  return { day, time };
}

/** The day so many days later (or earlier), `YYYY-MM-DD`. */
export function dayBeside(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
