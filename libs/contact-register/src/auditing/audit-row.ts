import type { TextRow } from '@contact-sync/database';

/** A row of `contacts.audit` as it is sealed: every value as text that no setting of the server or the session changes. */
export interface AuditRow {
  readonly id: string;
  /** Microseconds since 1970 UTC. */
  readonly at: string;
  readonly who: string;
  readonly purpose: string;
  readonly action: string;
  readonly register: string;
  readonly contactId: string | null;
  /** The texts of the array; nested only if somebody made the array so. */
  readonly fields: readonly unknown[] | null;
  readonly resultCount: string | null;
}

/**
 * The columns of `contacts.audit a` that `auditRowOf` takes. `extract` gives seconds that are exact to the microsecond in
 * every version of PostgreSQL; a time without end is no number and stays a word.
 */
export const AUDIT_COLUMNS = `a.id::text,
  case when isfinite(a.at) then (extract(epoch from a.at) * 1000000)::bigint::text else a.at::text end,
  a.who, a.purpose, a.action, a.register, a.contact_id::text, to_json(a.fields)::text, a.result_count::text`;

/** How many columns that are. */
export const AUDIT_WIDTH = 9;

/** The row that begins at a column; undefined where there is none (the missing side of a join). */
export function auditRowOf(cells: TextRow, from = 0): AuditRow | undefined {
  const id = cells[from];
  if (id === undefined || id === null) return undefined;
  return {
    id,
    at: cells[from + 1] ?? '',
    who: cells[from + 2] ?? '',
    purpose: cells[from + 3] ?? '',
    action: cells[from + 4] ?? '',
    register: cells[from + 5] ?? '',
    contactId: cells[from + 6] ?? null,
    fields: fieldsOf(cells[from + 7] ?? null),
    resultCount: cells[from + 8] ?? null,
  };
}

// What is shown is one of a few sets: reading each anew would take a third of the time of a verification.
const KNOWN_FIELDS = new Map<string, readonly unknown[]>();
const MOST_KNOWN = 1000;

function fieldsOf(json: string | null): readonly unknown[] | null {
  if (json === null) return null;
  const known = KNOWN_FIELDS.get(json);
  if (known !== undefined) return known;
  const fields = JSON.parse(json) as readonly unknown[];
  if (KNOWN_FIELDS.size < MOST_KNOWN) KNOWN_FIELDS.set(json, fields);
  return fields;
}
