import { isAfter } from './clock';
import type { Clock } from './clock';
import type { Contact, GroupContent } from './contact';
import { sameContent } from './content';
import type { GroupChange } from './decide';
import { GROUP_NAMES } from './groups';
import type { GroupName } from './groups';

/** What a live contact holds after its numbers were resolved. */
export interface Absorption {
  readonly content: Readonly<Partial<Record<GroupName, GroupContent>>>;
  readonly clocks: Readonly<Partial<Record<GroupName, Clock>>>;
  /** Shown content that differs from what the contact held before. */
  readonly changes: readonly GroupChange[];
  /** True when no register has spoken of any of its numbers: it is, or becomes, a placeholder. */
  readonly placeholder: boolean;
}

/**
 * Joins what was said of all numbers of one person: of each group the newest statement counts (CPR-4). `own` is the
 * contact that lives on, undefined for a new one; `keepsData` is false when what it holds is another person's.
 */
export function absorb(own: Contact | undefined, keepsData: boolean, others: readonly Contact[]): Absorption {
  const sources = keepsData && own !== undefined ? [own, ...others] : others;
  const content: Partial<Record<GroupName, GroupContent>> = {};
  const clocks: Partial<Record<GroupName, Clock>> = {};
  const changes: GroupChange[] = [];
  for (const group of GROUP_NAMES) {
    for (const source of sources) {
      const clock = source.clocks[group];
      if (clock === undefined || !isAfter(clock, clocks[group])) continue;
      clocks[group] = clock;
      content[group] = source.content[group] ?? {};
    }
    // A group without a clock was never told by a register: a placeholder's name, a value typed by hand.
    if (clocks[group] === undefined && keepsData && own?.content[group] !== undefined) {
      content[group] = own.content[group];
    }
    const before = own?.content[group];
    const after = content[group] ?? {};
    if (!sameContent(before, after)) changes.push({ group, ...(before !== undefined && { before }), after });
  }
  return { content, clocks, changes, placeholder: Object.keys(clocks).length === 0 };
}
