import { grantToRunRole } from '@contact-sync/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What CPR Direkte has refused, so that no replica and no restart asks for it again. */
export class CreateDirekteStops1795620001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SQL);
    await grantToRunRole(runner, 'select, insert, update, delete', 'cpr.direkte_stop');
  }

  /** Migrations run forward only. */
  async down(): Promise<void> {
    throw new Error('migrations run forward only');
  }
}

const SQL = `
create table cpr.direkte_stop (
  profile text primary key,
  credential_hash text not null,
  code text not null check (code ~ '^[0-9]{2}$'),
  pending_id text,
  stopped_at timestamptz not null
);
comment on table cpr.direkte_stop is 'Profiles that CPR Direkte does not let in. A wrong password is tried once: more would lock its user out at CPR.';
comment on column cpr.direkte_stop.profile is 'Profile ID.';
comment on column cpr.direkte_stop.credential_hash is 'Keyed hash of what was refused: host, port, customer number, user and password; for other codes than 01 the transaction code too. With another one the profile is tried again.';
comment on column cpr.direkte_stop.code is 'FEJLNR: 01 wrong user or password, 06 unknown customer number, 16 address not allowed, 99 no access to the transaction.';
comment on column cpr.direkte_stop.pending_id is 'The pending password that was tried after the one in force, and refused too.';
comment on column cpr.direkte_stop.stopped_at is 'When it was last refused.';
`;
