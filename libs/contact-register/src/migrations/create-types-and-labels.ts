import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contact types and custom labels (REG-1, REG-2), with those that the registers write. */
export class CreateTypesAndLabels1763760000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update, delete', 'contacts.contact_type');
    await grantToRunRole(runner, 'select, insert, update, delete', 'contacts.custom_label');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table contacts.contact_type (
  name_type text primary key check (length(name_type) = 1),
  text_da text not null,
  text_en text not null,
  code_length smallint check (code_length > 0),
  code_min_length smallint check (code_min_length > 0),
  auto_id boolean not null default false,
  code_validation text check (code_validation in ('cpr', 'cvr', 'production_unit', 'sor')),
  register text check (register in ('cpr', 'cvr', 'sor', 'bfe')),
  check (not auto_id or (code_length is null and code_min_length is null and code_validation is null))
);
comment on table contacts.contact_type is 'Contact types (REG-1). The types a register needs must exist before it imports.';
comment on column contacts.contact_type.code_length is 'Exact number of digits of the code; null where it varies.';
comment on column contacts.contact_type.auto_id is 'The code is given by us.';
comment on column contacts.contact_type.code_validation is
  'Check of typed codes: cpr ten digits (never modulus 11), cvr modulus 11, production_unit ten digits, sor Verhoeff.';
comment on column contacts.contact_type.register is 'The register that maintains contacts of this type.';
insert into contacts.contact_type values
  ('C', 'Person med CPR-nummer', 'Person with CPR number', 10, null, false, 'cpr', 'cpr'),
  ('P', 'Person uden CPR-nummer', 'Person without CPR number', null, null, true, null, 'cpr'),
  ('J', 'Virksomheder (med CVR)', 'Companies (with CVR)', 8, null, false, 'cvr', 'cvr'),
  ('V', 'Produktionsenheder', 'Production units', 10, null, false, 'production_unit', 'cvr'),
  ('H', 'SOR-enheder', 'SOR units', null, 11, false, 'sor', 'sor'),
  ('1', 'Fast ejendom', 'Real property', null, null, false, null, 'bfe');

create table contacts.custom_label (
  kind text not null check (kind in ('info', 'date', 'reference')),
  label text not null,
  text_da text not null,
  text_en text not null,
  multiple boolean not null default false,
  register text check (register in ('cpr', 'cvr', 'sor', 'bfe')),
  primary key (kind, label)
);
comment on table contacts.custom_label is 'Custom labels of values, dates and references (REG-2).';
comment on column contacts.custom_label.multiple is 'A contact may have several values at a time.';
comment on column contacts.custom_label.register is 'The register that writes the label; null for labels that only people write.';
insert into contacts.custom_label values
  ('info', 'Beskyttelsestype', 'Beskyttelsestype', 'Kind of protection', true, 'cpr'),
  ('info', 'GældendePNR', 'Gældende personnummer', 'Valid person number', false, 'cpr'),
  ('info', 'Køn', 'Køn', 'Gender', false, 'cpr'),
  ('info', 'Status', 'Status', 'Status', false, 'cpr'),
  ('info', 'Bynavn', 'Bynavn', 'Town', false, 'cpr'),
  ('info', 'Postdist', 'Postdistrikt', 'Post district', false, 'cpr'),
  ('info', 'Fødregkode', 'Fødselsregistreringskode', 'Birth registration code', false, 'cpr'),
  ('info', 'Fødreg.myn.', 'Fødselsregistrerende myndighed', 'Birth registration authority', false, 'cpr'),
  ('info', 'Civilstand', 'Civilstand', 'Civil status', false, 'cpr'),
  ('info', 'Forældremyndighedstype', 'Type af forældremyndighed', 'Kind of custody', true, 'cpr'),
  ('info', 'Værgemålstype', 'Type af værgemål', 'Kind of guardianship', false, 'cpr'),
  ('date', 'Fødselsdag', 'Fødselsdag', 'Date of birth', false, 'cpr'),
  ('date', 'Statusfra', 'Status fra', 'Status since', false, 'cpr'),
  ('date', 'Civst.fra', 'Civilstand fra', 'Civil status since', false, 'cpr'),
  ('date', 'Separeret', 'Separeret', 'Separated', false, 'cpr'),
  ('date', 'Udrejst', 'Udrejst', 'Emigrated', false, 'cpr'),
  ('date', 'Forsvundet', 'Forsvundet', 'Disappeared', false, 'cpr'),
  ('date', 'Umyndig', 'Umyndig', 'Under guardianship since', false, 'cpr'),
  ('reference', 'Ægtefælle', 'Ægtefælle', 'Spouse', false, 'cpr'),
  ('reference', 'Barn', 'Barn', 'Child', true, 'cpr'),
  ('reference', 'Forældre', 'Forældre', 'Parents', true, 'cpr'),
  ('reference', 'Forældremyndighed', 'Forældremyndighed', 'Custody', true, 'cpr'),
  ('reference', 'Værge', 'Værge', 'Guardian', false, 'cpr');
`;
