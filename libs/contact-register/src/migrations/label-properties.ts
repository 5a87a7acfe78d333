import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The labels under which BFE writes (BFE-2). One that people made under such a name stays theirs in text. */
export class LabelProperties1795500000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into contacts.custom_label (kind, label, text_da, text_en, multiple, register) values
        ('info', 'Ejendomstype', 'Ejendomstype', 'Kind of property', false, 'bfe'),
        ('info', 'Matrikel', 'Matrikel', 'Parcel', true, 'bfe'),
        ('info', 'Areal', 'Areal (m²)', 'Area (m²)', false, 'bfe'),
        ('info', 'Notering', 'Notering', 'Note', true, 'bfe'),
        ('info', 'Ejendomsnummer', 'Ejendomsnummer', 'Property number', true, 'bfe'),
        ('reference', 'Ejer', 'Ejer, der skrives til', 'Owner to write to', true, 'bfe')
      on conflict (kind, label) do update set register = excluded.register, multiple = excluded.multiple;
      comment on column contacts.contact.start_date is
        'When the contact began: of companies, production units, SOR units and properties by the register.';
      comment on column contacts.reference.slot is
        'Place the relative holds: mother, father, spouse, guardian, holder1, holder2, child; main_unit the company of a production unit; owner the one of a property that is written to.';`);
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}
