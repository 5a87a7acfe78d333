import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An end a person typed, kept while the register's own stands in its place (CPR-3, REG-4). */
export class KeepEndsByHand1795305600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update, delete', 'contacts.end_by_hand');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table contacts.end_by_hand (
  contact_id bigint primary key references contacts.contact (id),
  end_date contacts.partial_date not null,
  end_uncertain boolean not null default false
);
comment on table contacts.end_by_hand is
  'The end date a person typed. It is shown unless the register ended the contact itself, and again when the register takes that back.';
insert into contacts.end_by_hand
select id, end_date, end_uncertain from contacts.contact where end_source = 'hand';
`;
