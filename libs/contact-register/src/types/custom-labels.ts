import type { Tx } from '@contact-sync/database';
import type { RegisterName } from '@contact-sync/contacts-model';
import type { Pool } from 'pg';

/** A label of values, dates or references (REG-2). */
export interface CustomLabel {
  readonly label: string;
  readonly kind: 'info' | 'date' | 'reference';
  readonly textDa: string;
  readonly textEn: string;
  /** A contact may have several values at a time. */
  readonly multiple: boolean;
  /** The register that writes the label; absent for labels that only people write. */
  readonly register?: RegisterName;
}

interface CustomLabelRow {
  label: string;
  kind: CustomLabel['kind'];
  text_da: string;
  text_en: string;
  multiple: boolean;
  register: RegisterName | null;
}

export async function listCustomLabels(db: Tx | Pool): Promise<CustomLabel[]> {
  const { rows } = await db.query<CustomLabelRow>('select * from contacts.custom_label order by kind, label');
  return rows.map((row) => ({
    label: row.label,
    kind: row.kind,
    textDa: row.text_da,
    textEn: row.text_en,
    multiple: row.multiple,
    ...(row.register !== null && { register: row.register }),
  }));
}

/** Adds the label or changes the one of its kind and name. */
export async function saveCustomLabel(db: Tx | Pool, label: CustomLabel): Promise<void> {
  await db.query(
    `insert into contacts.custom_label (kind, label, text_da, text_en, multiple, register) values ($1, $2, $3, $4, $5, $6)
         on conflict (kind, label) do update
            set text_da = excluded.text_da, text_en = excluded.text_en, multiple = excluded.multiple,
                register = excluded.register`,
    [label.kind, label.label, label.textDa, label.textEn, label.multiple, label.register ?? null],
  );
}

const TABLES = { info: 'contact_info', date: 'contact_date', reference: 'reference' } as const;

/** Removes a label that no contact has and no register writes. `in-use`: nothing was removed. */
export async function deleteCustomLabel(
  db: Tx | Pool,
  { kind, label }: Pick<CustomLabel, 'kind' | 'label'>,
): Promise<'deleted' | 'in-use' | 'unknown'> {
  const { rows } = await db.query<{ used: boolean; deleted: boolean }>(
    `with used as (
       select exists (select from contacts.${TABLES[kind]} where custom_label = $2)
           or exists (select from contacts.custom_label where (kind, label) = ($1, $2) and register is not null) as used),
          gone as (delete from contacts.custom_label where (kind, label) = ($1, $2) and not (select used from used) returning 1)
     select used, exists (select from gone) as deleted from used`,
    [kind, label],
  );
  if (rows[0]?.used === true) return 'in-use';
  return rows[0]?.deleted === true ? 'deleted' : 'unknown';
}
