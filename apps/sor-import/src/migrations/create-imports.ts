import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files from SOR: what was asked for, what became of it, and which units an operator should look at. */
export class CreateImports1795510000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update', 'sor.import');
    await grantToRunRole(runner, 'select, insert', 'sor.import_part');
    await grantToRunRole(runner, 'select, insert, update', 'sor.import_unit');
    await grantToRunRole(runner, 'select, insert, delete', 'sor.import_problem');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table sor.import (
  id uuid primary key default gen_random_uuid(),
  source_kind text not null check (source_kind in ('address', 'file')),
  source_name text not null,
  whole boolean not null,
  preview boolean not null,
  approve_closings boolean not null,
  asked_day date,
  state text not null default 'waiting'
    check (state in ('waiting', 'running', 'imported', 'previewed', 'refused', 'failed')),
  refusal_code text,
  refusal_text text,
  file_name text,
  day date,
  made_at timestamptz,
  bytes bigint,
  sha256 text,
  row_count bigint,
  encoding text check (encoding in ('utf-8', 'windows-1252')),
  columns jsonb,
  counts jsonb,
  closings jsonb,
  good boolean not null default false,
  problems_beyond integer not null default 0,
  run_id uuid,
  requested_by text not null,
  requested_at timestamptz not null,
  started_at timestamptz,
  begun_at timestamptz,
  finished_at timestamptz,
  check ((state in ('refused', 'failed')) = (refusal_code is not null))
);
create index import_requested on sor.import (requested_at desc, id);
create index import_begun on sor.import (day desc, made_at desc) where begun_at is not null;
create index import_finished on sor.import (finished_at desc) where state = 'imported';
comment on table sor.import is 'One row per import asked for of a file from SOR (SOR-2).';
comment on column sor.import.source_kind is 'address: fetched from there. file: sent to us.';
comment on column sor.import.source_name is 'The address, or the name of the file that was sent.';
comment on column sor.import.whole is 'Asked to read and compare every unit, not only those whose row is another than last time.';
comment on column sor.import.preview is 'Asked to show what would change and to change nothing.';
comment on column sor.import.approve_closings is 'Asked to close units that are gone from the file although they are more than may close at once.';
comment on column sor.import.asked_day is 'The day whose state the file is, as who sent it says.';
comment on column sor.import.state is
  'waiting: not begun. running: in hand, or taken up again after a crash. imported: all of it is stored. previewed: read without storing anything. refused: nothing of it is stored, refusal says why. failed: stopped before the end, refusal says why; units may be stored, and the next file puts everything right.';
comment on column sor.import.refusal_code is 'Why it was refused or failed, for programs; refusal_text says it in words.';
comment on column sor.import.file_name is 'What the file calls itself, without folders and addresses.';
comment on column sor.import.day is 'The day whose state the file is.';
comment on column sor.import.made_at is 'When the file was made, as its server says; else when we had it.';
comment on column sor.import.row_count is 'Rows without the header line.';
comment on column sor.import.columns is 'Members recognised, unknown and missing: names of columns.';
comment on column sor.import.counts is 'What became of the units.';
comment on column sor.import.closings is 'Whether units that are gone from the file were closed, how many, and if not, why.';
comment on column sor.import.good is 'The file counted as complete: the next ones are measured by its number of rows.';
comment on column sor.import.problems_beyond is 'Problems beyond those in import_problem.';
comment on column sor.import.begun_at is 'When its first unit could be stored: from then on no older file may follow.';

create table sor.import_part (
  import_id uuid not null references sor.import (id),
  id bigint generated always as identity,
  created integer not null,
  changed integer not null,
  stale integer not null,
  events integer not null,
  primary key (import_id, id)
);
comment on table sor.import_part is
  'What one transaction of an import did, written in it, so that the counts are right after a crash.';

create table sor.import_unit (
  import_id uuid not null references sor.import (id),
  unit text collate "C" not null,
  outcome text not null check (outcome in ('closed', 'kept', 'held', 'rejected')),
  line integer,
  contact_id bigint,
  "end" date,
  events integer not null,
  reason text not null,
  primary key (import_id, unit)
);
create index import_unit_outcome on sor.import_unit (import_id, outcome, unit);
create index import_unit_contact on sor.import_unit (contact_id) where contact_id is not null;
comment on table sor.import_unit is
  'Units that an import closed or left open although they are gone from the file, and those whose row could not be used. Written in the transaction of the change.';
comment on column sor.import_unit.unit is 'SOR id; "line 12" for a row that names none.';
comment on column sor.import_unit.outcome is
  'closed: gone from the file and ended. kept: gone from the file and left open. held: its row cannot be used, the contact stays as it is. rejected: the row names no unit.';
comment on column sor.import_unit."end" is 'Last valid day of a closed unit.';

create table sor.import_problem (
  import_id uuid not null references sor.import (id),
  ordinal integer not null,
  line integer,
  sor_id text,
  field text,
  level text not null check (level in ('notice', 'warning', 'error')),
  code text not null,
  text text not null,
  primary key (import_id, ordinal)
);
comment on table sor.import_problem is 'The first thousand problems of an import.';
comment on column sor.import_problem.level is
  'error: the unit is held, or the file refused. warning: something was left out. notice: nothing is lost.';
`;
