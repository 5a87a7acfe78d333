import { isAfter } from './clock';
import type { Clock } from './clock';
import type { Contact, GroupContent } from './contact';
import { GROUP_NAMES } from './groups';
import type { GroupName } from './groups';

/** What was said of one number, or of all numbers of a person together. */
export type Said = Pick<Contact, 'content' | 'clocks'>;

/**
 * What a person shows who has had several numbers: of each group what was said last of any of them (CPR-4). Clocks are
 * totally ordered, so the order of the statements does not matter. A group said to be empty counts as said.
 */
export function newestStatements(statements: readonly Said[]): Said {
  const content: Partial<Record<GroupName, GroupContent>> = {};
  const clocks: Partial<Record<GroupName, Clock>> = {};
  for (const group of GROUP_NAMES) {
    for (const said of statements) {
      const clock = said.clocks[group];
      if (clock === undefined || !isAfter(clock, clocks[group])) continue;
      clocks[group] = clock;
      content[group] = said.content[group] ?? {};
    }
  }
  return { content, clocks };
}
