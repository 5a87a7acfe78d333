import { grantToRunRole, identifier, type MigrationClass } from '@contact-sync/database';
import type { QueryRunner } from 'typeorm';

/** The migration that makes a service's tables of settings in its own schema. `timestamp`: 13 digits, its place in the order. */
export function settingsMigration(schema: string, timestamp: number): MigrationClass {
  const owner = identifier(schema);
  const migration = class {
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        create table ${owner}.setting (
          name text primary key,
          value jsonb not null,
          changed_at timestamptz not null,
          changed_by text not null
        );
        create table ${owner}.setting_change (
          id bigint generated always as identity primary key,
          name text not null,
          old_value jsonb not null,
          new_value jsonb not null,
          changed_at timestamptz not null,
          changed_by text not null
        );
        create index setting_change_newest on ${owner}.setting_change (id desc);
        comment on table ${owner}.setting is 'Settings that differ from their defaults, or once did. The defaults stand in the code. No secrets.';
        comment on table ${owner}.setting_change is 'Who changed which setting, when, from what to what. Never changed or deleted.';
        comment on column ${owner}.setting_change.old_value is 'The default where none was stored';
      `);
      await grantToRunRole(runner, 'select, insert, update', `${owner}.setting`);
      await grantToRunRole(runner, 'select, insert', `${owner}.setting_change`);
    }

    /** Migrations only go forward. */
    down(): Promise<void> {
      return Promise.reject(new Error('migrations only go forward'));
    }
  };
  Object.defineProperty(migration, 'name', { value: `CreateSettings${timestamp}` });
  return migration;
}
