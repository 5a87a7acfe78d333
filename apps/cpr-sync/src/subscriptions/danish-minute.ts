const DANISH_MINUTE = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment as CPR writes it, in Danish time: `YYYY-MM-DDTHHMM`. Sorts in time order as text but for the hour that comes twice. */
export const danishMinute = (at: Date): string => DANISH_MINUTE.format(at).replace(' ', 'T').replace(':', '');
