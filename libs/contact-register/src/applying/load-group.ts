import type { Dated, GroupContent, GroupName } from '@contact-sync/contacts-model';
import type { Draft } from './draft';

/** A group's content while it is put together from its rows. */
type Open = { -readonly [K in keyof GroupContent]: GroupContent[K] };

/** The group of the draft, made when it is not there; undefined for rows that belong to no group. */
export function groupOf(draft: Draft | undefined, group: GroupName | undefined): Open | undefined {
  if (draft === undefined || group === undefined) return undefined;
  return (draft.content[group] ??= {});
}

/** A date column and its mark as one value. */
export function dated(date: string | null, uncertain: boolean): Dated | undefined {
  if (date === null) return undefined;
  return uncertain ? { date, uncertain: true } : { date };
}
