import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The labels under which CVR writes (guide, *Mapping CVR information*). One that people made under such a name stays theirs in text. */
export class LabelCompanies1795400000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      insert into contacts.custom_label (kind, label, text_da, text_en, multiple, register) values
        ('info', 'Branche', 'Branche', 'Industry', true, 'cvr'),
        ('reference', 'Hovedvirksomhed', 'Hovedvirksomhed', 'Main company', false, 'cvr')
      on conflict (kind, label) do update set register = excluded.register, multiple = excluded.multiple;
      comment on column contacts.contact.start_date is
        'When the contact began: of companies and production units their start date, by the register.';
      comment on column contacts.contact.advertisement is
        'Companies: true where advertisements are refused (Reklamebeskyttelse); null where no road told.';
      comment on column contacts.reference.slot is
        'Place the relative holds: mother, father, spouse, guardian, holder1, holder2, child; main_unit the company of a production unit.';`);
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}
