import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where contacts come from and how fresh they are: freshness, manual edits, history, holds. */
export class CreateSources1763760000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert', 'contacts.origin');
    await grantToRunRole(runner, 'select, insert, update, delete', 'contacts.freshness');
    await grantToRunRole(runner, 'select, insert, update, delete', 'contacts.manual_edit');
    await grantToRunRole(runner, 'select, insert', 'contacts.history');
    await grantToRunRole(runner, 'select, insert, update', 'contacts.hold');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table contacts.origin (
  id integer generated always as identity primary key,
  register text not null,
  road text not null,
  source text not null,
  unique (register, road, source)
);
comment on table contacts.origin is 'Files, events and look-ups that contacts were updated from.';
comment on column contacts.origin.road is 'file, online, datafordeler, ...';
comment on column contacts.origin.source is 'File name, or the name of the look-up. Never a person''s data.';

-- Every row moves on a quiet night: half of each page is left free, so that they move within it and no index is touched.
create table contacts.freshness (
  contact_id bigint not null,
  register text not null,
  groups bigint not null,
  as_of date not null,
  fetched_at timestamptz not null,
  changed_at timestamptz not null,
  origin_id integer not null,
  clock text collate "C" not null,
  older jsonb,
  fingerprint text,
  primary key (contact_id, register)
) with (fillfactor = 45);
comment on table contacts.freshness is 'How fresh a contact is: one narrow row per contact and register (REG-3).';
comment on column contacts.freshness.clock is 'The newest clock, of the groups in "groups". Clocks compare as plain text.';
comment on column contacts.freshness.groups is 'Groups at that clock: bit n is the n-th name of GROUP_NAMES, a list that only grows at its end.';
comment on column contacts.freshness.older is 'Clocks of the other groups, by name; null when there are none.';
comment on column contacts.freshness.as_of is 'Day the register''s statement is of.';
comment on column contacts.freshness.fetched_at is 'When we last heard of the contact, changed or not.';
comment on column contacts.freshness.changed_at is 'When the register last changed something shown.';
comment on column contacts.freshness.fingerprint is
  'Hash of the last statement taken as a whole: an equal one changes nothing. Null where every statement must be read.';

create table contacts.manual_edit (
  contact_id bigint not null references contacts.contact (id),
  "group" text not null,
  register_content jsonb,
  edited_by text not null,
  edited_at timestamptz not null,
  primary key (contact_id, "group")
);
comment on table contacts.manual_edit is 'Groups in which a typed value is shown over the register''s (REG-4).';
comment on column contacts.manual_edit.register_content is 'What the register says there; null when it never said anything.';

create table contacts.history (
  contact_id bigint not null,
  version integer not null,
  at timestamptz not null,
  kind text not null check (kind in ('created', 'changed', 'superseded', 'restored', 'edited')),
  register text,
  origin_id integer,
  run_id text,
  by_user text,
  before jsonb,
  after jsonb not null,
  primary key (contact_id, version)
);
comment on table contacts.history is 'Every change of a contact (REG-7), one row per version. Rows are never changed or removed.';
comment on column contacts.history.before is 'Old content of the groups that changed, by group; null for a new contact.';
comment on column contacts.history.after is 'New content of the same groups. Member "key": the code and the contact that supersedes it.';
comment on column contacts.history.by_user is 'Who typed it, for a change by hand.';

create table contacts.hold (
  id bigint generated always as identity primary key,
  register text not null,
  name_type text not null,
  name_code text not null,
  contact_id bigint not null,
  clock text collate "C" not null,
  road text not null,
  source text not null,
  lines integer[],
  kind text not null check (kind in ('data', 'numbers')),
  reason text not null,
  held_at timestamptz not null,
  released_at timestamptz,
  released_by text,
  check (released_at is not null or released_by is null)
);
create unique index hold_open on contacts.hold (register, name_type, name_code) where released_at is null;
create index hold_contact on contacts.hold (contact_id);
comment on table contacts.hold is
  'Subjects whose last change could not be applied. Holds where to read it again and why, never the data.';
comment on column contacts.hold.contact_id is 'The contact, or the id set aside for it.';
comment on column contacts.hold.lines is 'Line numbers in the file, where the source is one.';
comment on column contacts.hold.kind is
  'data: the statement cannot be read or stored. numbers: changed numbers contradict each other; any later statement that settles them releases it.';
comment on column contacts.hold.reason is 'Why, in words without any value of the person.';
comment on column contacts.hold.released_by is 'Who released it by hand; null: a later statement of the register that applied.';
`;
