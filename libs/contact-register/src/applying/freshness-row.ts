import { GROUP_NAMES, isAfter } from '@contact-sync/contacts-model';
import type { Clock, GroupName } from '@contact-sync/contacts-model';

type Clocks = Readonly<Partial<Record<GroupName, Clock>>>;

/** The clocks of a contact in one narrow row: the newest, the groups that stand at it, and the few that do not. */
export interface ClockColumns {
  readonly clock: Clock;
  readonly groups: number;
  readonly older: Readonly<Record<string, Clock>> | null;
}

/** Null when no group has a clock. */
export function clockColumns(clocks: Clocks): ClockColumns | null {
  let clock: Clock | undefined;
  for (const group of GROUP_NAMES) {
    const own = clocks[group];
    if (own !== undefined && isAfter(own, clock)) clock = own;
  }
  if (clock === undefined) return null;
  let groups = 0;
  let older: Record<string, Clock> | null = null;
  GROUP_NAMES.forEach((group, bit) => {
    const own = clocks[group];
    if (own === clock) groups += 2 ** bit;
    else if (own !== undefined) (older ??= {})[group] = own;
  });
  return { clock, groups, older };
}

/** Clocks by group as the row tells them. */
export function clocksOf({ clock, groups, older }: ClockColumns): Partial<Record<GroupName, Clock>> {
  const clocks: Partial<Record<GroupName, Clock>> = {};
  GROUP_NAMES.forEach((group, bit) => {
    // Division instead of shifts: the list may grow past 31 groups.
    if (Math.floor(groups / 2 ** bit) % 2 === 1) clocks[group] = clock;
    else if (older?.[group] !== undefined) clocks[group] = older[group];
  });
  return clocks;
}
