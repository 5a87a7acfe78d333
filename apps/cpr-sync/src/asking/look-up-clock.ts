import { type Clock, cprClock, danishDay } from '@contact-sync/contacts-model';

/** The two roads by which CPR is asked. */
export type LookUpRoad = 'direkte' | 'datafordeler';

/** The roads as the contact register tells of them, and the name that stands as the source of what they said. */
export const ROADS = {
  direkte: { road: 'online', source: 'CPR Direkte' },
  datafordeler: { road: 'datafordeler', source: 'Datafordeler' },
} as const;

export interface LookUpTime {
  readonly road: LookUpRoad;
  /** When the call began, ISO 8601 in UTC with microseconds. */
  readonly calledAt: string;
  /** The day the answer is of, `YYYY-MM-DD`; the Danish day of the call where absent. */
  readonly date?: string;
  readonly contentHash: string;
}

/**
 * The clock of what CPR answered (architecture, *Clocks*). Look-ups of one day are ordered by the time they began; the
 * file of that day beats them all.
 */
export function lookUpClock({ road, calledAt, date = dayOf(calledAt), contentHash }: LookUpTime): Clock {
  const source = `${road}-${calledAt.replaceAll(/\D/g, '').padEnd(20, '0')}`;
  return cprClock({ date, road: ROADS[road].road, source, contentHash });
}

/** The Danish day on which a call began. */
export const dayOf = (calledAt: string): string => danishDay(new Date(calledAt));

/**
 * Database time moved to the service's clock: the same where that is the system's, and so that an injected clock moves
 * the day. The microseconds are kept.
 */
export function movedTo(calledAt: string, now: Date, systemNow: number): string {
  const at = new Date(Date.parse(calledAt) + now.getTime() - systemNow).toISOString();
  const micros = /\.\d{3}(\d{3})Z$/.exec(calledAt)?.[1] ?? '000';
  return `${at.slice(0, -1)}${micros}Z`;
}
