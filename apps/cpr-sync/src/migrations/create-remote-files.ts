import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files on the CPR office's server: what was fetched and renamed there, what was sent to it, and refused passwords. */
export class CreateRemoteFiles1795620002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update', 'cpr.remote_file');
    await grantToRunRole(runner, 'select, insert, update', 'cpr.input_file');
    await grantToRunRole(runner, 'select, insert', 'cpr.input_line');
    await grantToRunRole(runner, 'select, insert, update, delete', 'cpr.refused_file_login');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table cpr.remote_file (
  name text primary key,
  size bigint,
  bytes bigint,
  state text not null check (state in ('fetching', 'fetched', 'renamed')),
  renamed_to text,
  problem text,
  began_at timestamptz not null,
  fetched_at timestamptz,
  renamed_at timestamptz,
  check ((state = 'renamed') = (renamed_at is not null)),
  check (state = 'fetching' or (bytes is not null and fetched_at is not null))
);
create index remote_file_not_renamed on cpr.remote_file (fetched_at) where state = 'fetched';
comment on table cpr.remote_file is
  'Files of the CPR office''s server that were fetched (CPR-7, stage 1), so that a crash between fetching and renaming repairs itself. One row a name: a file that comes again under a name begins its row anew. Holds no person numbers.';
comment on column cpr.remote_file.name is 'As the server lists it before it is renamed.';
comment on column cpr.remote_file.size is 'Bytes as the server told them when fetching began; null where it tells none (z/OS).';
comment on column cpr.remote_file.bytes is 'Bytes that came.';
comment on column cpr.remote_file.state is
  'fetching: begun; begins anew with the next transfer. fetched: whole, in the interim directory; the server still has it under its name. renamed: has the prefix on the server too.';
comment on column cpr.remote_file.problem is 'Why it could not be renamed, as a code; it is not fetched again for that.';

create table cpr.input_file (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  run_day date not null,
  task_number text not null,
  lines integer not null,
  state text not null default 'building' check (state in ('building', 'sent', 'dropped')),
  problem text,
  requested_by text not null,
  purpose text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  check ((state = 'sent') = (sent_at is not null))
);
create index input_file_building on cpr.input_file (created_at) where state = 'building';
create index input_file_created on cpr.input_file (created_at desc, id);
comment on table cpr.input_file is 'Input files for the CPR office: subscriptions and requisitions by file (cpr-direkte.md 5.7).';
comment on column cpr.input_file.run_day is 'The run at the CPR office that is to take it; stands in its name. One file a run and task.';
comment on column cpr.input_file.state is
  'building: is to be put on the server, or was while we crashed; the same lines are put there again. sent: stands on the server whole. dropped: nobody of it could be sent any more when its turn came.';
comment on column cpr.input_file.problem is 'Why it is not on the server yet, as a code.';
comment on column cpr.input_file.requested_by is 'Id of who asked, or the job.';
comment on column cpr.input_file.purpose is 'Why, as the audit has it; person numbers are masked.';

create table cpr.input_line (
  file_id uuid not null references cpr.input_file (id),
  contact_id bigint not null,
  type text not null check (type in ('01', '06', '07')),
  code text not null default '',
  primary key (file_id, contact_id, type)
);
create index input_line_contact on cpr.input_line (contact_id);
comment on table cpr.input_line is
  'Whom an input file is about, by contact id; the numbers are read from the register when the file is written.';
comment on column cpr.input_line.type is '01: in a status extract. 06: subscription. 07: delivered once.';
comment on column cpr.input_line.code is 'Of type 06: OP subscribes, the code agreed with CPR ends it; else empty.';

create table cpr.refused_file_login (
  profile text primary key,
  credential_hash text not null,
  refused_at timestamptz not null
);
comment on table cpr.refused_file_login is
  'Passwords that the file server refused. They are not tried again: a few wrong ones lock a z/OS account.';
comment on column cpr.refused_file_login.credential_hash is 'Keyed hash of user and password.';
`;
