import { grantToRunRole, RUN_ROLE } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a register said last of all its subjects at once, so that those of whom it said nothing new need no row written. */
export class CreateWholeStatements1795500000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update', 'contacts.whole_statement');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table contacts.whole_statement (
  register text not null,
  name_type text not null,
  as_of date not null,
  fetched_at timestamptz not null,
  origin_id integer not null references contacts.origin (id),
  except_ids bigint[] not null,
  primary key (register, name_type)
);
comment on table contacts.whole_statement is
  'The last complete statement of a register that tells of all its subjects at once (SOR). Contacts it said nothing new of are as fresh as it is, without a row written for each.';
comment on column contacts.whole_statement.except_ids is
  'Contacts that it does not confirm: not named in it and left open, or held.';

-- A statement is laid beside the contacts in a temporary table. Databases let everybody make them unless told otherwise.
do $$ begin
  if exists (select from pg_roles where rolname = '${RUN_ROLE}')
     and not has_database_privilege('${RUN_ROLE}', current_database(), 'TEMPORARY') then
    execute format('grant temporary on database %I to %I', current_database(), '${RUN_ROLE}');
  end if;
end $$;
`;
