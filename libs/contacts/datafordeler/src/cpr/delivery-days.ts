import { danishTime, dayBeside } from '@contact-sync/contacts-model';
const DAY_MS = 86_400_000;
const SUNDAY = 0;
const SATURDAY = 6;
/** The fourth Friday after Easter was a holiday until 2023 (store bededag). */
const LAST_PRAYER_DAY = 2023;

/**
 * The day, `YYYY-MM-DD`, of the CPR delivery that Datafordeler answers from: the last delivery day whose loading had ended by
 * `loadingEnds` (`HH:MM` in Denmark) of the day after (cpr.md, 6). CPR delivers Monday to Friday, on no public holiday.
 */
export function lastDeliveryDay(at: Date, loadingEnds: string): string {
  const { day: today, time } = danishTime(at);
  let day = dayBeside(today, time < loadingEnds ? -2 : -1);
  while (!isDeliveryDay(day)) day = dayBeside(day, -1);
  return day;
}

/** The first day after `day` on which CPR delivers. */
export function nextDeliveryDay(day: string): string {
  let next = dayBeside(day, 1);
  while (!isDeliveryDay(next)) next = dayBeside(next, 1);
  return next;
}

/** True for the days on which CPR delivers. */
export function isDeliveryDay(day: string): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== SATURDAY && weekday !== SUNDAY && !isPublicHoliday(day);
}

function isPublicHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4));
  if (['01-01', '12-25', '12-26'].includes(day.slice(5))) return true;
  const afterEaster = Math.round((Date.parse(day) - easterSunday(year)) / DAY_MS);
  switch (afterEaster) {
    case -3: // Maundy Thursday
    case -2: // Good Friday
    case 0:
    case 1:
    case 39: // Ascension
    case 49: // Whit Sunday
    case 50:
      return true;
    case 26:
      return year <= LAST_PRAYER_DAY;
    default:
      return false;
  }
}

/** Midnight UTC of Easter Sunday in the Gregorian calendar, by the anonymous algorithm (Meeus, Jones and Butcher). */
function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const count = epact + weekday - 7 * late + 114;
  return Date.UTC(year, Math.floor(count / 31) - 1, (count % 31) + 1);
}
