const OFFSET = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Copenhagen', timeZoneName: 'longOffset' });
const MINUTE_MS = 60_000;

/** A moment as REST writes registrations: Danish time with its offset, from UTC with six decimals. */
export function danishStamp(utc: string): string {
  const at = Date.parse(utc);
  const name = OFFSET.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const east = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const local = new Date(at + east * MINUTE_MS).toISOString().slice(0, 19);
  return `${local}${utc.slice(19, 26)}${sign}${hours}:${minutes}`;
}
