import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which contacts CPR has subscribed and which it is to have, the proof of why, and who must not be subscribed (CPR-8). */
export class CreateSubscriptions1795620007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update', 'cpr.source_record');
    // No update: a proof stays as it was written until it is purged.
    await grantToRunRole(runner, 'select, insert, delete', 'cpr.subscription_proof');
    await grantToRunRole(runner, 'select, insert, update', 'cpr.blocked_person');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table cpr.source_record (
  contact_id bigint primary key,
  src_subscribed text not null default 'N' check (src_subscribed in ('Y', 'N')),
  subscribed text check (subscribed in ('Y', 'N')),
  number_hash text,
  other_hashes text[] not null default '{}',
  subscribed_at timestamptz,
  road text check (road in ('online', 'file', 'take-over')),
  reason jsonb,
  wish_reason jsonb,
  wished_at timestamptz,
  sent_at timestamptz,
  sent_file text,
  sent_hash text,
  problem_code text,
  problem_text text,
  problem_at timestamptz,
  problem_hash text,
  seed uuid,
  check (src_subscribed = 'N' or (number_hash is not null and subscribed_at is not null and road is not null)),
  check ((subscribed is null) = (wished_at is null)),
  check ((sent_at is null) = (sent_hash is null) and (sent_at is null) = (sent_file is null)),
  check ((problem_code is null) = (problem_at is null) and (problem_code is null) = (problem_text is null))
);
create index source_record_number on cpr.source_record (number_hash) where number_hash is not null;
create index source_record_sent on cpr.source_record (sent_hash) where sent_hash is not null;
create index source_record_others on cpr.source_record (contact_id) where other_hashes <> '{}';
create index source_record_wished on cpr.source_record (contact_id) where subscribed is not null;
create index source_record_problem on cpr.source_record (contact_id) where problem_code is not null;
comment on table cpr.source_record is
  'One row per contact that was ever to be subscribed at CPR (CPR-8). Holds no person numbers; hashes are keyed with CPR_HASH_KEY.';
comment on column cpr.source_record.src_subscribed is
  'SRC_SUBSCRIBED: Y only after CPR confirmed, N after a deletion or a receipt (997).';
comment on column cpr.source_record.subscribed is
  'SUBSCRIBED: what is wanted of CPR and not confirmed yet; null when nothing is.';
comment on column cpr.source_record.number_hash is
  'Keyed hash of the number that CPR has subscribed; after the end the last one it had.';
comment on column cpr.source_record.other_hashes is
  'Keyed hashes of numbers of the contact that CPR has subscribed beside it, since the number changed; each is deleted.';
comment on column cpr.source_record.subscribed_at is 'When CPR confirmed the subscription in force, or the last one.';
comment on column cpr.source_record.road is 'How it was confirmed: online, by a file, or taken over from before this product.';
comment on column cpr.source_record.reason is 'Why it is subscribed: kind, and where (case, purpose, who).';
comment on column cpr.source_record.wish_reason is 'Why that is wanted.';
comment on column cpr.source_record.sent_at is 'When the wish was sent by input file; null while it was not.';
comment on column cpr.source_record.sent_file is 'The input file it was sent in.';
comment on column cpr.source_record.sent_hash is 'Keyed hash of the number it was sent for.';
comment on column cpr.source_record.problem_code is
  'What CPR or a rule of ours said against it: not-in-register, rejected-NNNN (910), substitute-number, number-unknown.';
comment on column cpr.source_record.problem_hash is 'Keyed hash of the number that it was said of.';
comment on column cpr.source_record.seed is 'The last list of all numbers CPR has that named the contact.';

create table cpr.subscription_proof (
  id bigint primary key generated always as identity,
  contact_id bigint not null,
  at timestamptz not null,
  what text not null check (what in ('subscribed', 'unsubscribed', 'wanted', 'not-wanted', 'withdrawn', 'refused')),
  reason text not null,
  who text,
  purpose text,
  case_source text,
  case_id text,
  road text,
  result text
);
create index subscription_proof_contact on cpr.subscription_proof (contact_id, id);
create index subscription_proof_month on cpr.subscription_proof (at) where what in ('subscribed', 'unsubscribed');
comment on table cpr.subscription_proof is
  'Why a person was subscribed and no longer (CPR-8, reliability 7). Never changed; purged when the subscription ended longer than proofYears ago.';
comment on column cpr.subscription_proof.what is
  'wanted, not-wanted, withdrawn: SUBSCRIBED became Y, N, null. subscribed, unsubscribed: SRC_SUBSCRIBED became Y, N. refused: CPR or a rule said no.';
comment on column cpr.subscription_proof.reason is
  'import, open-case, wish, take-over, number-changed, no-open-case, blocked, receipt.';
comment on column cpr.subscription_proof.who is 'Who asked for it; null for the nightly job and for CPR.';
comment on column cpr.subscription_proof.purpose is 'In the words of who asked; person numbers are masked.';
comment on column cpr.subscription_proof.result is 'What CPR answered: deleted, not-found, or the code of a refusal.';

create table cpr.blocked_person (
  id bigint primary key generated always as identity,
  number_hash text not null,
  contact_id bigint,
  blocked_at timestamptz not null,
  blocked_by text not null,
  why text not null check (why <> ''),
  ended_at timestamptz,
  ended_by text,
  check ((ended_at is null) = (ended_by is null))
);
create unique index blocked_person_number on cpr.blocked_person (number_hash) where ended_at is null;
comment on table cpr.blocked_person is
  'Persons who must not be subscribed, whoever asks (CPR-8): an erased one does not come back. By keyed hash of the number.';
comment on column cpr.blocked_person.contact_id is 'The contact at that time, where there was one.';
`;
