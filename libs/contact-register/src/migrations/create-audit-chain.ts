import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The chain over the record of who saw whom, and its daily roots (REG-7, PROOF). */
export class CreateAuditChain1795305600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert', 'contacts.audit_link');
    await grantToRunRole(runner, 'select, insert', 'contacts.audit_root');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table contacts.audit_link (
  position bigint primary key check (position > 0),
  audit_id bigint not null unique,
  hash bytea not null check (octet_length(hash) = 32)
);
comment on table contacts.audit_link is
  'The chain over contacts.audit: one link per committed row, in the order of sealing. Rows are never changed or removed.';
comment on column contacts.audit_link.position is 'Counts from 1 without a gap.';
comment on column contacts.audit_link.audit_id is
  'The row that is sealed. Not a foreign key: a row that was removed in spite of everything must show in the verification.';
comment on column contacts.audit_link.hash is
  'SHA-256 of the hash of the link before and of the row in canonical form (docs/decisions/0007-audit-chain.md).';

create table contacts.audit_root (
  day date primary key,
  position bigint not null check (position > 0),
  hash bytea not null check (octet_length(hash) = 32)
);
comment on table contacts.audit_root is
  'The head of the chain when a day (UTC) was over. Told to others as audit.rooted.v1: who keeps it can prove later that the chain was not written anew. Rows are never changed or removed.';
comment on column contacts.audit_root.position is 'The last link of that day.';
comment on column contacts.audit_root.hash is 'Its hash.';

create index audit_who on contacts.audit (who, id);
`;
