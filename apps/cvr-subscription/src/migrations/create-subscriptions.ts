import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The three tables of CVR Update, as the guide names them: import, subscription, setting. */
export class CreateSubscriptions1795430000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SUBSCRIPTION);
    await runner.query(IMPORT);
    await runner.query(SETTING);
    await grantToRunRole(runner, 'select, insert, update', 'cvr.cvrupdate_subscription');
    await grantToRunRole(runner, 'select, insert, update', 'cvr.cvrupdate_import');
    await grantToRunRole(runner, 'select, update', 'cvr.cvrupdate_setting');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SUBSCRIPTION = `
create table cvr.cvrupdate_subscription (
  contact_id bigint primary key,
  wanted boolean not null default true,
  state text not null default 'none' check (state in ('none', 'subscribing', 'subscribed', 'unknown')),
  provider text check (provider in ('datafordeler', 'logic')),
  object_id text,
  since timestamptz,
  try_after timestamptz,
  error_code text,
  error_text text,
  exempt boolean not null default false,
  exempted_by text,
  exempted_at timestamptz,
  exempt_reason text,
  created_at timestamptz not null default clock_timestamp(),
  constraint exempt_is_not_wanted check (not (exempt and wanted)),
  constraint exempted_by_and_when check (exempt = (exempted_by is not null and exempted_at is not null)),
  constraint held_somewhere check (state in ('none', 'unknown') or (provider is not null and object_id is not null))
) with (fillfactor = 85);
create index subscription_to_make on cvr.cvrupdate_subscription (contact_id)
  where wanted and state in ('none', 'unknown', 'subscribing');
create index subscription_to_cancel on cvr.cvrupdate_subscription (contact_id)
  where not wanted and state in ('subscribing', 'subscribed');
create index subscription_held on cvr.cvrupdate_subscription (provider, object_id)
  where state in ('subscribing', 'subscribed');
comment on table cvr.cvrupdate_subscription is
  'Companies and production units of the contact register, and what there is of each at CVR''s provider (CVR-4, CVR-5). With Datafordeler the row is the subscription.';
comment on column cvr.cvrupdate_subscription.wanted is
  'Whether it is to be subscribed: CVR update is on and the contact is not exempt. A run makes state follow.';
comment on column cvr.cvrupdate_subscription.state is
  'none: no subscription. subscribing: about to be subscribed, the provider may have it already. subscribed: the provider has it. unknown: the register knows no such unit; asked again after try_after.';
comment on column cvr.cvrupdate_subscription.provider is 'Where it is subscribed.';
comment on column cvr.cvrupdate_subscription.object_id is 'What the provider calls the unit: CVREnhedsId at Datafordeler, object id at KMD Logic.';
comment on column cvr.cvrupdate_subscription.since is 'When it was subscribed, or cancelled.';
comment on column cvr.cvrupdate_subscription.try_after is 'Not tried before; null: at once.';
comment on column cvr.cvrupdate_subscription.error_code is 'Why the last attempt to subscribe or cancel this one failed.';
comment on column cvr.cvrupdate_subscription.exempt is 'A person exempted the contact: not subscribed and not updated, until the exemption is lifted.';

comment on index cvr.subscription_held is 'Which contacts an event is about.';
`;

const IMPORT = `
create table cvr.cvrupdate_import (
  contact_id bigint primary key,
  provider text check (provider in ('datafordeler', 'logic')),
  object_id text,
  updated_at timestamptz,
  failures integer not null default 0,
  failure_code text,
  failure_text text,
  failed_at timestamptz,
  try_after timestamptz,
  constraint failed_as_a_whole check ((failures > 0) = (failure_code is not null) and (failures > 0) = (failed_at is not null))
) with (fillfactor = 85);
create index import_failed on cvr.cvrupdate_import (contact_id) where failures > 0;
comment on table cvr.cvrupdate_import is
  'Contact and object at the provider (NAME_KEY and LOGIC_ID of the original), and the import failures of the contact. Kept when the subscription is cancelled.';
comment on column cvr.cvrupdate_import.updated_at is 'When its last update task ended well.';
comment on column cvr.cvrupdate_import.failures is 'Attempts that failed since an update last ended well; 0 when it did.';
comment on column cvr.cvrupdate_import.failure_text is 'The last failure in words, without person numbers.';
comment on column cvr.cvrupdate_import.try_after is 'When a contact whose update came to rest is tried again without a new event.';
`;

const SETTING = `
create table cvr.cvrupdate_setting (
  only_row boolean primary key default true check (only_row),
  provider text check (provider in ('datafordeler', 'logic')),
  auth_profile text,
  event_mark text,
  last_synchronisation timestamptz,
  active_tasks_token bigint not null default 0,
  gathered_at timestamptz,
  reading_wanted boolean not null default false,
  outcomes_since timestamptz,
  constraint provider_with_profile check ((provider is null) = (auth_profile is null))
);
insert into cvr.cvrupdate_setting default values;
comment on table cvr.cvrupdate_setting is 'One row: how far the events of CVR were read. What an administrator sets stands in cvr_register.setting.';
comment on column cvr.cvrupdate_setting.provider is
  'Where our subscriptions are. Differs from the setting while those at the old provider are being cancelled; null when there are none.';
comment on column cvr.cvrupdate_setting.auth_profile is 'Name of the authentication profile they were made with; used until the last one is cancelled.';
comment on column cvr.cvrupdate_setting.event_mark is 'Events up to here have become tasks. Null: a mark is taken and every contact updated anew.';
comment on column cvr.cvrupdate_setting.last_synchronisation is 'When the events had last been read to their end.';
comment on column cvr.cvrupdate_setting.active_tasks_token is
  'Number of the last reading that made tasks (AGENT_ACTIVE_TASKS_TOKEN of the original): unfinished tasks of earlier ones became obsolete with it.';
comment on column cvr.cvrupdate_setting.gathered_at is 'When every company of the contact register was last seen to have its row; null: to be done.';
comment on column cvr.cvrupdate_setting.reading_wanted is 'The last reading did not come to its end, or was asked for: read when the register answers, without waiting for the hour.';
comment on column cvr.cvrupdate_setting.outcomes_since is 'Ends of update tasks up to here are in cvrupdate_import.';
`;
