import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases, parties, external ids and refresh wishes, each told by a source and in its order (REG-5, MSG-3). */
export class CreateCasesBySource1795305600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    for (const table of ['case_file', 'party', 'party_by_external_id', 'external_id', 'external_edit']) {
      await grantToRunRole(runner, 'select, insert, update', `contacts.${table}`);
    }
    await grantToRunRole(runner, 'select, insert, update, delete', 'contacts.refresh_wish');
    for (const view of ['party_statement', 'party_on_open_case']) {
      await grantToRunRole(runner, 'select', `contacts.${view}`);
    }
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

// Nothing has written the two tables that go: they knew no source, and case ids of two systems may be equal.
const SQL = `
drop table contacts.party;
drop table contacts.case_file;

create domain contacts.place as text collate "C";
comment on domain contacts.place is
  'Where a statement of another system stands among all of its source: sequence or -, time, id. Sorts as text; the later one wins, whenever it arrives.';

create table contacts.case_file (
  source text not null,
  id text not null,
  state text not null check (state in ('open', 'closed')),
  place contacts.place not null,
  primary key (source, id)
);
comment on table contacts.case_file is
  'Cases that other systems told us of: id, state and parties, nothing more (REG-5). A case only heard of through a party has no row.';
comment on column contacts.case_file.source is 'The system that told us; case ids of two systems never meet.';
comment on column contacts.case_file.place is 'Of the newest statement about the state.';

create table contacts.party (
  source text not null,
  case_id text not null,
  contact_id bigint not null references contacts.contact (id),
  is_party boolean not null,
  place contacts.place not null,
  primary key (source, case_id, contact_id)
);
create index party_contact on contacts.party (contact_id);
comment on table contacts.party is
  'The newest statement on each contact that was ever named as a party. Who is a party now is told by party_on_open_case.';
comment on column contacts.party.contact_id is
  'The contact as it was named. Never moved: a superseded one resolves through superseded_by when read.';
comment on column contacts.party.is_party is 'False: the party was removed. The row stays, or an older statement would bring it back.';

create table contacts.external_id (
  source text not null,
  external_id text not null,
  contact_id bigint references contacts.contact (id),
  made boolean not null default false,
  named_place contacts.place,
  ended_on date,
  life_place contacts.place,
  primary key (source, external_id),
  check (contact_id is not null or (ended_on is null and life_place is null and named_place is null)),
  check (not made or contact_id is not null)
);
create index external_id_contact on contacts.external_id (contact_id) where contact_id is not null;
comment on table contacts.external_id is 'What other systems call our contacts (MSG-3). The row is the lock under which an id is registered.';
comment on column contacts.external_id.contact_id is 'The contact it leads to; null while only a party by that id was heard of.';
comment on column contacts.external_id.made is 'The contact was made for this id: what its source says of the contact are typed values.';
comment on column contacts.external_id.named_place is
  'Of the newest statement that named the contact by our id or by a code; null where none did.';
comment on column contacts.external_id.ended_on is 'The source ended the contact on its side.';
comment on column contacts.external_id.life_place is 'Of the newest statement that created or ended the contact there.';

create table contacts.party_by_external_id (
  source text not null,
  case_id text not null,
  external_id text not null,
  is_party boolean not null,
  place contacts.place not null,
  primary key (source, case_id, external_id),
  foreign key (source, external_id) references contacts.external_id
);
create index party_by_external_id_id on contacts.party_by_external_id (source, external_id);
comment on table contacts.party_by_external_id is
  'As party, for contacts named by an external id. Counts from the moment the id is registered, and follows it.';

create table contacts.external_edit (
  source text not null,
  contact_id bigint not null references contacts.contact (id),
  "group" text not null,
  place contacts.place not null,
  primary key (source, contact_id, "group")
);
comment on table contacts.external_edit is
  'The newest statement of a source on a group of a contact, so that changes that arrive shuffled end the same.';

create table contacts.refresh_wish (
  contact_id bigint primary key references contacts.contact (id),
  wanted_at timestamptz not null,
  wanted_by text not null
);
comment on table contacts.refresh_wish is
  'Contacts of which another system wants fresh data. Goes when the register''s next statement of the contact is applied.';
comment on column contacts.refresh_wish.wanted_by is 'The system that asked last.';

create view contacts.party_statement as
  select p.source, p.case_id, p.contact_id as named_id, coalesce(c.superseded_by, c.id) as contact_id,
         p.is_party, p.place
    from contacts.party p
    join contacts.contact c on c.id = p.contact_id
   union all
  select p.source, p.case_id, c.id, coalesce(c.superseded_by, c.id), p.is_party, p.place
    from contacts.party_by_external_id p
    join contacts.external_id e on (e.source, e.external_id) = (p.source, p.external_id)
    join contacts.contact c on c.id = e.contact_id;
comment on view contacts.party_statement is
  'What was said of parties, with the contact as named and the one that lives on. Of several on one case and contact the highest place counts.';

create view contacts.party_on_open_case as
  select contact_id, source, case_id
    from (select distinct on (s.contact_id, s.source, s.case_id) s.contact_id, s.source, s.case_id, s.is_party
            from contacts.party_statement s
            join contacts.case_file f on (f.source, f.id) = (s.source, s.case_id) and f.state = 'open'
           order by s.contact_id, s.source, s.case_id, s.place desc) newest
   where is_party;
comment on view contacts.party_on_open_case is 'Live contacts that are parties on open cases, with the case (REG-5, CPR-8).';
`;
