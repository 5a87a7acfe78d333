import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which objects of the registers each property stands on, and how far the events of each register were read. */
export class CreateProperties1795520000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROPERTY);
    await runner.query(OBJECT);
    await runner.query(MARK);
    await grantToRunRole(runner, 'select, insert, update, delete', 'bfe.property');
    await grantToRunRole(runner, 'select, insert, update, delete', 'bfe.property_object');
    await grantToRunRole(runner, 'select, insert, update, delete', 'bfe.event_mark');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const PROPERTY = `
create table bfe.property (
  contact_id bigint primary key,
  bfe_number text not null,
  kind text,
  read_at timestamptz not null
) with (fillfactor = 85);
create index property_of_number on bfe.property (bfe_number);
comment on table bfe.property is
  'Properties of the contact register that the registers have told of (BFE-2). One that was typed gets its row when it is first read.';
comment on column bfe.property.contact_id is 'The contact that it is in the contact register.';
comment on column bfe.property.bfe_number is 'BFE number without leading zeros; it names the property in MAT and its events.';
comment on column bfe.property.kind is 'land, flat or building-on-foreign-land, by the root of MAT that has it.';
comment on column bfe.property.read_at is 'When the reading began that its objects are of.';
`;

const OBJECT = `
create table bfe.property_object (
  register text not null,
  object_id text not null,
  contact_id bigint not null references bfe.property on delete cascade,
  primary key (register, object_id, contact_id)
);
create index object_of_property on bfe.property_object (contact_id);
comment on table bfe.property_object is
  'What events of the registers may name of a property: its rows in MAT and EBR, its address, house number, road and postcode in DAR, its parcels, its ownerships in EJF where owners are read.';
comment on column bfe.property_object.register is 'Whose object it is: MAT, EBR, DAR, BBR, EJF.';
comment on column bfe.property_object.object_id is 'id_lokalId at that register; many properties may share a road.';
`;

const MARK = `
create table bfe.event_mark (
  register text primary key,
  mark text not null,
  moved_at timestamptz not null
);
comment on table bfe.event_mark is
  'How far the events of each register were read. Without a row a mark is taken and every property is read anew.';
comment on column bfe.event_mark.mark is 'Number of the last event that has become tasks.';
`;
