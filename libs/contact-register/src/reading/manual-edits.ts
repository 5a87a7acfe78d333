import type { Tx } from '@contact-sync/database';
import { differencesOf, registerContentOf } from '@contact-sync/contacts-model';
import type { GroupContent, GroupName } from '@contact-sync/contacts-model';
import { viewDrafts } from '../applying/load-drafts';
import { PROTECTED_GROUPS } from './contact-view';
import type { ManualEditView } from './contact-view';
import { present } from './summary-row';

interface ManualEditRow {
  contact_id: string;
  group: GroupName;
  register_content: GroupContent | null;
  edited_by: string;
  edited_at: Date;
}

/**
 * What was typed in each contact, with what the register says there and where the two differ (REG-4). `isWithheld` tells
 * whose name and address are not to be shown.
 */
export async function readManualEdits(
  tx: Tx,
  ids: readonly string[],
  isWithheld: (id: string) => boolean,
): Promise<Map<string, ManualEditView[]>> {
  const { rows } = await tx.query<ManualEditRow>(
    `select contact_id::text, "group", register_content, edited_by, edited_at from contacts.manual_edit
      where contact_id = any($1::bigint[]) order by contact_id, "group"`,
    [ids],
  );
  const shown = await viewDrafts(tx, [...new Set(rows.map(({ contact_id }) => contact_id))]);
  const views = new Map<string, ManualEditView[]>();
  for (const row of rows) {
    const typed = registerContentOf(shown.get(row.contact_id)?.content[row.group] ?? {});
    const view = viewOf(row, typed);
    const all = views.get(row.contact_id) ?? [];
    all.push(isWithheld(row.contact_id) ? withheldEdit(view) : view);
    views.set(row.contact_id, all);
  }
  return views;
}

/** The edit of a protected person as readers without that right see it: that there is one, and nothing of it. */
export function withheldEdit(view: ManualEditView): ManualEditView {
  if (!PROTECTED_GROUPS.includes(view.group)) return view;
  const { group, editedBy, editedAt } = view;
  return { group, editedBy, editedAt, withheld: true, differences: [] };
}

function viewOf({ group, register_content, edited_by, edited_at }: ManualEditRow, typed: GroupContent): ManualEditView {
  return {
    group,
    editedBy: edited_by,
    editedAt: edited_at,
    withheld: false,
    typed,
    ...present({ registerContent: register_content }),
    differences: register_content === null ? [] : differencesOf(typed, register_content),
  };
}
