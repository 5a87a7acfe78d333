import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases and their parties (REG-5), and the record of who saw whom (REG-7). */
export class CreateCasesAndAudit1763760000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update', 'contacts.case_file');
    await grantToRunRole(runner, 'select, insert, delete', 'contacts.party');
    await grantToRunRole(runner, 'select, insert', 'contacts.audit');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table contacts.case_file (
  id text primary key,
  state text not null check (state in ('open', 'closed')),
  updated_at timestamptz not null
);
comment on table contacts.case_file is 'Cases that other systems told us of: id, state and parties, nothing more (REG-5).';

create table contacts.party (
  contact_id bigint not null references contacts.contact (id),
  case_id text not null references contacts.case_file (id),
  primary key (contact_id, case_id)
);
create index party_case on contacts.party (case_id);
comment on table contacts.party is 'Contacts that are parties on cases. Never moved: a superseded contact resolves through superseded_by.';

create table contacts.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  who text not null,
  purpose text not null check (purpose <> ''),
  action text not null,
  register text not null,
  contact_id bigint,
  fields text[],
  result_count integer
);
create index audit_contact on contacts.audit (contact_id, id);
comment on table contacts.audit is
  'Every look-up or display of a person (REG-7), written before the data leave. A list has one row per person shown. Rows are never changed or removed.';
comment on column contacts.audit.register is 'contacts for our own register, else the register that was asked.';
comment on column contacts.audit.contact_id is 'Null for a search that found nobody.';
comment on column contacts.audit.fields is 'What was shown: name, address, ...; empty where protection withheld it.';
comment on column contacts.audit.result_count is 'How many the search found, where the row is of a search.';
`;
