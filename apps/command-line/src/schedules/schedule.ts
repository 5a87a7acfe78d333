import { UsageError } from '../failures';
import type { Server } from '../server/server';
import { SERVICES } from '../server/services';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

export interface Rule {
  readonly days: readonly Day[];
  readonly timeZone: string;
  readonly at?: string;
  readonly everyMinutes?: number;
}

/** A schedule as a service answers it. */
export interface Schedule {
  readonly name: string;
  readonly rule: Rule;
  readonly runMissed: boolean;
  readonly paused: boolean;
  readonly nextDue: string | null;
  readonly lastRun: { readonly state: string; readonly startedAt: string; readonly problemCount: number } | null;
}

/** Which schedule a person means: `cpr-sync/import-deliveries`. Throws `UsageError`. */
export function pathOf(name: string | undefined): string {
  const [service, schedule, ...more] = (name ?? '').split('/');
  const known = SERVICES.find((each) => each === service);
  if (known === undefined || more.length > 0 || schedule === undefined || !/^[a-z][a-z-]{0,99}$/.test(schedule))
    throw new UsageError(
      'name one schedule as "contact-sync schedules list" shows it, such as cpr-sync/import-deliveries',
    );
  return `/${known}/schedules/${schedule}`;
}

export async function schedulesOf(server: Server, service: string): Promise<readonly Schedule[]> {
  const answer = await server.getIfServed<{ schedules: readonly Schedule[] }>(`/${service}/schedules`);
  return answer?.schedules ?? [];
}

/** `mon-fri`, `sat,sun`, `fri-mon,wed` or `daily`, in the order of the week. Throws `UsageError`. */
export function readDays(text: string): readonly Day[] {
  if (text === 'daily') return DAYS;
  const wanted = new Set(text.split(',').flatMap(daysOfPart));
  return DAYS.filter((day) => wanted.has(day));
}

function daysOfPart(part: string): readonly Day[] {
  const [first, last = first, ...more] = part.split('-').map((word) => DAYS.findIndex((day) => day === word));
  if (first === undefined || last === undefined || first < 0 || last < 0 || more.length > 0)
    throw new UsageError(`--days must be daily, or days such as mon-fri or sat,sun (${DAYS.join(', ')})`);
  const length = ((last - first + DAYS.length) % DAYS.length) + 1;
  return Array.from({ length }, (_, n) => DAYS[(first + n) % DAYS.length] ?? 'mon');
}

/** A rule in words: `05:30 mon-fri`, `every 60 min`. The time zone is told where it is not Denmark's. */
export function ruleText({ days, at, everyMinutes, timeZone }: Rule): string {
  const when = at ?? `every ${everyMinutes} min`;
  const which = daysText(days);
  const zone = timeZone === 'Europe/Copenhagen' ? '' : ` ${timeZone}`;
  return which === 'daily' && at === undefined ? `${when}${zone}` : `${when} ${which}${zone}`;
}

function daysText(days: readonly Day[]): string {
  if (days.length === DAYS.length) return 'daily';
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return '';
  const isUnbroken = DAYS.indexOf(last) - DAYS.indexOf(first) === days.length - 1;
  return isUnbroken && days.length > 2 ? `${first}-${last}` : days.join(',');
}
