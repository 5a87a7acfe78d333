#!/bin/sh
# Makes the two login roles that contact-sync wants, and its database: one role owns the database and migrates, the other
# is what services run as and can alter no table. Run by the PostgreSQL image when the cluster is new; elsewhere run it as
# a superuser with PGHOST and PGUSER set. Passwords come from files, so that they stand in no list of processes.
set -eu
MIGRATE_PASSWORD=$(cat "$MIGRATE_PASSWORD_FILE")
SERVICE_PASSWORD=$(cat "$SERVICE_PASSWORD_FILE")
export MIGRATE_PASSWORD SERVICE_PASSWORD
psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv migrate_password MIGRATE_PASSWORD
\getenv service_password SERVICE_PASSWORD
create role contact_sync_run nologin;
create role contact_sync_migrate login password :'migrate_password';
create role contact_sync_service login password :'service_password' in role contact_sync_run;
create database contact_sync owner contact_sync_migrate;
SQL
