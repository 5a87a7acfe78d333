import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files from the CPR office: what came, what became of it, and the guards against files twice and files missing. */
export class CreateDeliveries1763760100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update', 'cpr.delivery');
    await grantToRunRole(runner, 'select, insert, update', 'cpr.imported_person');
    await grantToRunRole(runner, 'select, insert, delete', 'cpr.delivery_problem');
    await grantToRunRole(runner, 'select, insert, update', 'cpr.missing_delivery');
    await grantToRunRole(runner, 'select, insert, update', 'cpr.file_guard');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table cpr.delivery (
  id uuid primary key default gen_random_uuid(),
  file_name text not null,
  size bigint not null,
  sha256 text,
  task_number text,
  production_date date,
  previous_date date,
  kind text check (kind in ('change', 'status')),
  form text check (form in ('lines', 'stream')),
  state text not null default 'waiting'
    check (state in ('waiting', 'importing', 'imported', 'refused', 'failed', 'previewed', 'same')),
  refusal text,
  persons_mode text not null check (persons_mode in ('known', 'all')),
  again boolean not null,
  preview boolean not null,
  records integer,
  persons integer,
  not_ours integer,
  created integer,
  changed integer,
  unchanged integer,
  stale integer,
  held integer,
  problems_beyond integer not null default 0,
  events integer,
  run_id uuid,
  received_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index delivery_received on cpr.delivery (received_at desc, id);
create index delivery_file on cpr.delivery (file_name, received_at desc);
create index delivery_chain on cpr.delivery (task_number, production_date)
  where state = 'imported' and kind = 'change';
comment on table cpr.delivery is 'One row per import asked for of a file from the CPR office (CPR-7). Holds no person numbers.';
comment on column cpr.delivery.size is 'Bytes.';
comment on column cpr.delivery.task_number is 'OPGAVENR of record 000; null until the file was scanned.';
comment on column cpr.delivery.production_date is 'PRODDTO of record 000.';
comment on column cpr.delivery.previous_date is 'PRODDTOFORRIG of record 000: production date of the file before it in the chain.';
comment on column cpr.delivery.kind is 'change: has events (099); status: has none.';
comment on column cpr.delivery.form is 'lines: one record a line; stream: full-length records without line ends.';
comment on column cpr.delivery.state is
  'waiting: not begun. importing: in hand, or taken up again after a crash. imported: all of it is stored. refused: nothing of it is stored, refusal says why. failed: stopped before the end, refusal says why; can be imported again. previewed: read without storing anything. same: a file with these bytes was imported before, nothing was done.';
comment on column cpr.delivery.persons_mode is 'known: only persons who are contacts are imported; all: everybody (first load).';
comment on column cpr.delivery.again is 'Asked to import the file although its bytes were imported before.';
comment on column cpr.delivery.preview is 'Asked to show what would change and to change nothing.';
comment on column cpr.delivery.records is 'Records without 000 and 999.';
comment on column cpr.delivery.not_ours is 'Persons who are no contacts and were passed over (persons_mode known).';
comment on column cpr.delivery.unchanged is 'Persons of whom the file says nothing new.';
comment on column cpr.delivery.stale is 'Persons of whom something newer is known already.';
comment on column cpr.delivery.held is 'Persons whose set could not be applied; see the holds of the contact register.';
comment on column cpr.delivery.problems_beyond is 'Problems that are only in the error file: delivery_problem keeps the first thousand.';
comment on column cpr.delivery.events is 'Events that the import sent about contacts.';

create table cpr.imported_person (
  delivery_id uuid not null references cpr.delivery (id),
  line integer not null,
  contact_id bigint,
  outcome text not null check (outcome in ('created', 'changed', 'stale', 'held')),
  events integer not null,
  primary key (delivery_id, line)
);
create index imported_person_contact on cpr.imported_person (contact_id) where contact_id is not null;
comment on table cpr.imported_person is
  'What an import did with a person, written in the transaction of the change, so that the counts are right after a crash. Persons without news have no row.';
comment on column cpr.imported_person.line is 'First line of the person in the file (number of the record in the stream form).';
comment on column cpr.imported_person.contact_id is 'Null where a person is held who is no contact yet.';
comment on column cpr.imported_person.outcome is
  'created, changed: stored. stale: something newer was known. held: could not be applied, waits for a later set or for a person.';

create table cpr.delivery_problem (
  delivery_id uuid not null references cpr.delivery (id),
  ordinal integer not null,
  line integer,
  record_type text,
  field text,
  level text not null check (level in ('notice', 'warning', 'error')),
  message text not null,
  primary key (delivery_id, ordinal)
);
comment on table cpr.delivery_problem is 'The first thousand problems of an import; all of them are in the error file. Where and what, never about whom.';
comment on column cpr.delivery_problem.level is
  'error: the person is held, or the file refused. warning: a field was left out. notice: nothing is lost.';

create table cpr.missing_delivery (
  task_number text not null,
  production_date date not null,
  noticed_at timestamptz not null,
  noticed_in uuid not null references cpr.delivery (id),
  arrived_in uuid references cpr.delivery (id),
  primary key (task_number, production_date)
);
comment on table cpr.missing_delivery is 'Gaps in the chain of production dates of a task: files that a later file names and that were not imported.';
comment on column cpr.missing_delivery.production_date is 'Production date of the file that is missing.';
comment on column cpr.missing_delivery.arrived_in is 'The delivery that closed the gap; null while the file is missing.';

create table cpr.file_guard (
  sha256 text primary key,
  delivery_id uuid not null references cpr.delivery (id),
  imported_at timestamptz not null
);
comment on table cpr.file_guard is 'Checksums of imported files: the same bytes again are a no-op unless asked for.';
`;
