import type { Tx } from '@contact-sync/database';
import type { RegisterName } from '@contact-sync/contacts-model';
import type { Pool } from 'pg';

/** How a typed code is checked: ten digits (never modulus 11), CVR modulus 11, ten digits, Verhoeff (REG-1). */
export type CodeValidation = 'cpr' | 'cvr' | 'production_unit' | 'sor';

/** A type of contact (REG-1). */
export interface ContactType {
  /** One letter or digit. */
  readonly nameType: string;
  readonly textDa: string;
  readonly textEn: string;
  /** Exact number of digits; absent where it varies. */
  readonly codeLength?: number;
  readonly codeMinLength?: number;
  /** The code is given by us; then there is nothing to check. */
  readonly autoId: boolean;
  readonly codeValidation?: CodeValidation;
  /** The register that maintains contacts of the type. */
  readonly register?: RegisterName;
}

/** A register needs contact types that are not there: the run stops with this reason (REG-1). */
export class ContactTypesMissing extends Error {
  constructor(readonly missing: readonly string[]) {
    super(`contact types are missing: ${missing.join(', ')}`);
    this.name = 'ContactTypesMissing';
  }
}

interface ContactTypeRow {
  name_type: string;
  text_da: string;
  text_en: string;
  code_length: number | null;
  code_min_length: number | null;
  auto_id: boolean;
  code_validation: CodeValidation | null;
  register: RegisterName | null;
}

/** Throws `ContactTypesMissing` when one of the letters is no contact type. */
export async function assertContactTypes(db: Tx | Pool, letters: readonly string[]): Promise<void> {
  const { rows } = await db.query<{ letter: string }>(
    `select u.letter from unnest($1::text[]) as u (letter)
      where not exists (select from contacts.contact_type where name_type = u.letter) order by 1`,
    [letters],
  );
  if (rows.length > 0) throw new ContactTypesMissing(rows.map(({ letter }) => letter));
}

export async function listContactTypes(db: Tx | Pool): Promise<ContactType[]> {
  const { rows } = await db.query<ContactTypeRow>('select * from contacts.contact_type order by name_type');
  return rows.map((row) => ({
    nameType: row.name_type,
    textDa: row.text_da,
    textEn: row.text_en,
    autoId: row.auto_id,
    ...(row.code_length !== null && { codeLength: row.code_length }),
    ...(row.code_min_length !== null && { codeMinLength: row.code_min_length }),
    ...(row.code_validation !== null && { codeValidation: row.code_validation }),
    ...(row.register !== null && { register: row.register }),
  }));
}

/** Adds the type or changes the one with its letter. */
export async function saveContactType(db: Tx | Pool, type: ContactType): Promise<void> {
  await db.query(
    `insert into contacts.contact_type values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (name_type) do update
            set text_da = excluded.text_da, text_en = excluded.text_en, code_length = excluded.code_length,
                code_min_length = excluded.code_min_length, auto_id = excluded.auto_id,
                code_validation = excluded.code_validation, register = excluded.register`,
    [
      type.nameType,
      type.textDa,
      type.textEn,
      type.codeLength ?? null,
      type.codeMinLength ?? null,
      type.autoId,
      type.codeValidation ?? null,
      type.register ?? null,
    ],
  );
}

/** Removes a type that no contact has. `in-use`: nothing was removed. */
export async function deleteContactType(db: Tx | Pool, nameType: string): Promise<'deleted' | 'in-use' | 'unknown'> {
  const { rows } = await db.query<{ used: boolean; deleted: boolean }>(
    `with used as (select exists (select from contacts.contact where name_type = $1) as used),
          gone as (delete from contacts.contact_type where name_type = $1 and not (select used from used) returning 1)
     select used, exists (select from gone) as deleted from used`,
    [nameType],
  );
  if (rows[0]?.used === true) return 'in-use';
  return rows[0]?.deleted === true ? 'deleted' : 'unknown';
}
