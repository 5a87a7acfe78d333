import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts, the identifiers that lead to them, and what is shown of them. */
export class CreateContacts1763760000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'usage', 'sequence contacts.contact_id_seq');
    await grantToRunRole(runner, 'select, insert, update', 'contacts.contact');
    for (const table of [
      'identifier',
      'number_claim',
      'number_statement',
      'address',
      'contact_info',
      'contact_date',
      'reference',
      'named_relative',
    ]) {
      await grantToRunRole(runner, 'select, insert, update, delete', `contacts.${table}`);
    }
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create domain contacts.partial_date as text
  check (value ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$');
comment on domain contacts.partial_date is
  'YYYY-MM-DD, or YYYY-MM or YYYY where a register does not know the day or the month. Sorts in time order as text.';

create sequence contacts.contact_id_seq as bigint;

create table contacts.contact (
  id bigint primary key default nextval('contacts.contact_id_seq'),
  name_type text not null,
  name_code text not null,
  first_code text not null,
  name1 varchar(150),
  name2 varchar(150),
  text varchar(150),
  position varchar(150),
  start_date contacts.partial_date,
  start_uncertain boolean not null default false,
  end_date contacts.partial_date,
  end_uncertain boolean not null default false,
  end_source text check (end_source in ('register', 'hand')),
  advertisement boolean,
  access_code text,
  protection contacts.partial_date,
  protection_uncertain boolean not null default false,
  placeholder boolean not null default false,
  superseded_by bigint references contacts.contact (id),
  superseded_on date,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((end_date is null) = (end_source is null)),
  check ((superseded_by is null) = (superseded_on is null)),
  check (superseded_by <> id)
);
alter sequence contacts.contact_id_seq owned by contacts.contact.id;
create unique index contact_live_code on contacts.contact (name_type, name_code) where superseded_by is null;
create index contact_superseded_by on contacts.contact (superseded_by) where superseded_by is not null;
create index contact_full_name on contacts.contact
  (lower(coalesce(name1, '') || ' ' || coalesce(name2, '')) text_pattern_ops);
create index contact_name2 on contacts.contact (lower(name2) text_pattern_ops) where name2 is not null;
comment on table contacts.contact is 'One row per contact (REG-2). Rows are never deleted.';
comment on column contacts.contact.name_type is 'Contact type letter, see contact_type.';
comment on column contacts.contact.name_code is
  'What the contact is known by: person number, CVR number, ... Of a superseded contact: the replaced number.';
comment on column contacts.contact.first_code is
  'The code under which the contact was made. It goes back to it when a change of number is undone (CPR-4).';
comment on column contacts.contact.text is 'Person: the name as the register writes it on letters (ADRNVN).';
comment on column contacts.contact.end_source is
  'Who ended the contact. What a register ended it may open again; what was ended by hand it may not.';
comment on column contacts.contact.protection is
  'Name and address protection since; null: none. Shown only to callers with that right (REG-8).';
comment on column contacts.contact.placeholder is 'A relative that was never imported (CPR-5).';
comment on column contacts.contact.superseded_by is
  'The contact that lives on with the valid number. Parties and references resolve through it and are never moved, so undoing is clearing it.';
comment on column contacts.contact.version is 'Grows by one with every change; the sequence of the events about the contact.';

create table contacts.identifier (
  name_type text not null,
  name_code text not null,
  contact_id bigint not null default nextval('contacts.contact_id_seq'),
  linked boolean not null default false,
  previous boolean not null default false,
  valid_code text,
  clock text collate "C",
  primary key (name_type, name_code),
  check ((valid_code is null) = (clock is null))
);
create index identifier_previous on contacts.identifier (contact_id) where previous;
create index identifier_valid_code on contacts.identifier (name_type, valid_code) where valid_code is not null;
comment on table contacts.identifier is
  'Every number or code ever named (own, replaced, earlier, of relatives) and the contact it stands for.';
comment on column contacts.identifier.contact_id is
  'The contact, which may itself be superseded. The id may be set aside for a contact that is not made yet.';
comment on column contacts.identifier.linked is
  'The number took part in a change of number: what is said of it is also kept apart, in number_statement.';
comment on column contacts.identifier.previous is 'A previous code of the contact: not its name_code now.';
comment on column contacts.identifier.valid_code is
  'What the register''s own record of this number last named as the valid one, when that was another number or took another back.';
comment on column contacts.identifier.clock is 'Clock of that statement.';

create table contacts.number_claim (
  number text not null,
  valid_code text not null,
  clock text collate "C" not null,
  primary key (number, valid_code)
);
create index number_claim_valid_code on contacts.number_claim (valid_code);
comment on table contacts.number_claim is 'CPR 022: number is said to be an earlier number of valid_code.';
comment on column contacts.number_claim.clock is 'Clock of the newest statement that says so.';

create table contacts.number_statement (
  name_type text not null,
  name_code text not null,
  content jsonb not null,
  clocks jsonb not null,
  primary key (name_type, name_code)
);
comment on table contacts.number_statement is
  'What the register last said of one number that took part in a change of number. A contact shows of each group the newest statement over its numbers; when they part, each shows its own again.';
comment on column contacts.number_statement.content is 'Content by group.';
comment on column contacts.number_statement.clocks is 'Clock by group.';

-- No foreign keys from what a contact shows: contacts are never deleted, only one transaction writes these tables, and
-- checking every row doubles the time of a first load.
create table contacts.address (
  contact_id bigint not null,
  ordinal smallint not null,
  address_type text not null check (address_type in ('HA', 'CPRADR')),
  address1 varchar(150),
  address2 varchar(150),
  address3 varchar(150),
  municipality text,
  postcode text,
  city text,
  country_code text,
  start_date contacts.partial_date,
  start_uncertain boolean not null default false,
  end_date contacts.partial_date,
  end_uncertain boolean not null default false,
  phone_no text,
  fax text,
  email text,
  primary key (contact_id, ordinal),
  check ((ordinal = 0) = (address_type = 'HA'))
);
comment on table contacts.address is 'Addresses of a contact: HA the main address now, CPRADR former ones.';
comment on column contacts.address.ordinal is '0 for the main address; former ones count from 1 in the order they were left.';
comment on column contacts.address.municipality is 'Municipality code, four digits.';

create table contacts.contact_info (
  contact_id bigint not null,
  custom_label text not null,
  priority smallint not null,
  info text not null,
  since contacts.partial_date,
  since_uncertain boolean not null default false,
  primary key (contact_id, custom_label, priority)
);
comment on table contacts.contact_info is 'Values of custom labels; priority 1 is the first or main value.';
comment on column contacts.contact_info.since is 'Since when, for values that have a date of their own.';

create table contacts.contact_date (
  contact_id bigint not null,
  custom_label text not null,
  date contacts.partial_date not null,
  uncertain boolean not null default false,
  primary key (contact_id, custom_label)
);
comment on table contacts.contact_date is 'Dates of custom labels.';
comment on column contacts.contact_date.uncertain is 'The register marks the date as doubtful.';

create table contacts.reference (
  contact_id bigint not null,
  id bigint not null generated always as identity,
  custom_label text not null,
  slot text not null,
  ref_name_type text,
  ref_name_code text,
  ref_contact_id bigint references contacts.contact (id),
  start_date contacts.partial_date,
  start_uncertain boolean not null default false,
  end_date contacts.partial_date,
  end_uncertain boolean not null default false,
  primary key (contact_id, id),
  check ((ref_name_type is null) = (ref_name_code is null)),
  check ((ref_name_code is null) <> (ref_contact_id is null))
);
create index reference_to_code on contacts.reference (ref_name_code, ref_name_type) where ref_name_code is not null;
comment on table contacts.reference is 'References between contacts. An ended one stays as a row with its end.';
comment on column contacts.reference.slot is 'Place the relative holds: mother, father, spouse, guardian, holder1, holder2, child.';
comment on column contacts.reference.ref_name_code is
  'The relative''s number as the register said it; resolved through identifier and superseded_by when read, never moved.';
comment on column contacts.reference.ref_contact_id is 'The contact of a relative known by name only.';

create table contacts.named_relative (
  contact_id bigint not null references contacts.contact (id),
  slot text not null,
  name text not null,
  relative_id bigint not null references contacts.contact (id),
  name_type text not null,
  relation text not null,
  address jsonb,
  primary key (contact_id, slot, name_type, name)
);
comment on table contacts.named_relative is
  'Relatives without a number are known by person, place and name (CPR-5); each has a contact of its own. A father by name who also has custody is one contact.';
comment on column contacts.named_relative.relation is 'Words before the person''s number in name2 of the relative: Far til, Mor til, ...';
comment on column contacts.named_relative.address is 'Address of the relative as the register last gave it (a guardian by text).';
`;
