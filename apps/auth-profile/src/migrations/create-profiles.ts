import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Authentication profiles: what they say, what they keep secret, what of them ends, who uses them, who changed them. */
export class CreateProfiles1795420000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update, delete', 'auth.profile');
    await grantToRunRole(runner, 'select, insert, update, delete', 'auth.data_key');
    await grantToRunRole(runner, 'select, insert, update, delete', 'auth.secret');
    await grantToRunRole(runner, 'select, insert, update, delete', 'auth.ending');
    await grantToRunRole(runner, 'select, insert, update, delete', 'auth.profile_use');
    await grantToRunRole(runner, 'select, insert', 'auth.profile_change');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table auth.profile (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  kind text not null check (kind in ('graphql-client-secret', 'graphql-certificate', 'rest-certificate', 'api-key',
    'kmd-logic', 'cpr-direkte', 'cpr-file-server', 'odata')),
  configuration_types text[] not null,
  facts jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null
);
create unique index profile_name_once on auth.profile (lower(name));
comment on table auth.profile is 'Authentication profiles (AUTH-1): how a register lets us in. No secret stands here.';
comment on column auth.profile.name is 'Profile ID, as the page calls it. Unique whatever the case of its letters.';
comment on column auth.profile.kind is 'API type; decides which fields the profile has.';
comment on column auth.profile.configuration_types is 'The registers it is for: CPR, CVR, BFE.';
comment on column auth.profile.facts is 'Fields that are no secret, by name: hosts, ids, scope.';
comment on column auth.profile.version is 'Rises by one with each change; a change names the version it was made from.';
comment on column auth.profile.created_by is 'Subject of the caller, as the issuer of sign-ins names it.';

create table auth.data_key (
  profile_id uuid primary key references auth.profile on delete cascade,
  profile_version integer not null,
  key_id text not null,
  wrapped bytea not null
);
create index data_key_by_key on auth.data_key (key_id);
comment on table auth.data_key is 'One key for the secrets of one version of a profile, wrapped by a key that the service holds outside the database (AUTH-2).';
comment on column auth.data_key.profile_version is 'Version of the profile in which its secrets were last sealed; bound into what is sealed.';
comment on column auth.data_key.key_id is 'Which key wrapped it. The key may be dropped when no row names it.';
comment on column auth.data_key.wrapped is 'AES-256-GCM: format (1 byte), nonce (12), tag (16), ciphertext.';

create table auth.secret (
  profile_id uuid not null references auth.data_key on delete cascade,
  field text not null,
  sealed bytea not null,
  set_at timestamptz not null,
  primary key (profile_id, field)
);
comment on table auth.secret is 'Secret fields of a profile, each sealed with the data key and bound to profile, kind, field and version.';
comment on column auth.secret.sealed is 'AES-256-GCM: format (1 byte), nonce (12), tag (16), ciphertext.';
comment on column auth.secret.set_at is 'When it was last given.';

create table auth.ending (
  profile_id uuid not null references auth.profile on delete cascade,
  credential text not null check (credential in ('certificate', 'client-secret')),
  ends_at timestamptz not null,
  certificate jsonb,
  warned integer,
  primary key (profile_id, credential)
);
comment on table auth.ending is 'What of a profile ends one day (AUTH-3).';
comment on column auth.ending.certificate is 'What may be shown of a certificate: issuer, serial, organisation, validity, thumbprint.';
comment on column auth.ending.warned is 'The nearest threshold that was warned of: 60, 30, 14, 7, 1 days, -1 when it had ended. Null: none yet.';

create table auth.profile_use (
  consumer text primary key,
  profile_id uuid not null references auth.profile,
  since timestamptz not null
);
create index profile_use_by_profile on auth.profile_use (profile_id);
comment on table auth.profile_use is 'Which part of the product has chosen which profile; such a profile is not deleted and keeps its name.';

create table auth.profile_change (
  id bigint generated always as identity primary key,
  profile_id uuid not null,
  profile_name text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  action text not null check (action in ('created', 'edited', 'certificate-replaced', 'deleted')),
  fields text[] not null
);
create index profile_change_newest on auth.profile_change (profile_id, id desc);
comment on table auth.profile_change is 'Every change of a profile: who, when, which fields. Never what was in them. Kept also when the profile is deleted.';
`;
