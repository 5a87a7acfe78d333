import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** On which day contacts were last looked up, so that a file of that day that says otherwise is noticed. */
export class CreateLookedUpContacts1795620006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update, delete', 'cpr.looked_up_contact');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table cpr.looked_up_contact (
  contact_id bigint primary key,
  day date not null
);
create index looked_up_contact_day on cpr.looked_up_contact (day);
comment on table cpr.looked_up_contact is
  'Contacts that CPR was asked for, and the day its last answer is of. A file of that day that changes one makes it be looked up again on the next day: which of the two is newer nobody can tell. Kept for 30 days.';
comment on column cpr.looked_up_contact.day is
  'Day of the look-up in Denmark; at Datafordeler the day of the CPR delivery that it answers from.';
`;
