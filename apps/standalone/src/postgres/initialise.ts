import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../program';
import type { Place } from './place';

/** The server's login roles: the one that may do everything, the one that migrates, and the one that services run as. */
export interface Passwords {
  readonly postgres: string;
  readonly contact_sync_migrate: string;
  readonly contact_sync_service: string;
}

export interface Cluster {
  readonly folder: string;
  readonly passwords: Passwords;
  /** Made just now. */
  readonly isNew: boolean;
}

/** Makes the cluster unless it is there. Killed halfway, it leaves nothing that the next start would take for a cluster. */
export async function clusterIn(place: Place): Promise<Cluster> {
  const folder = join(place.folder, 'cluster');
  const passwordFile = join(place.folder, 'passwords.json');
  if (existsSync(folder)) return { folder, passwords: readPasswords(passwordFile), isNew: false };

  const passwords: Passwords = {
    postgres: password(),
    contact_sync_migrate: password(),
    contact_sync_service: password(),
  };
  writeFileSync(passwordFile, JSON.stringify(passwords), { mode: 0o600 });
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await initdb(place, unfinished, passwords.postgres);
  renameSync(unfinished, folder);
  return { folder, passwords, isNew: true };
}

async function initdb({ binaries, account, folder }: Place, cluster: string, superuser: string): Promise<void> {
  const file = join(folder, 'initial-password');
  writeFileSync(file, `${superuser}\n`, { mode: 0o600 });
  if (account.uid !== undefined) chownSync(file, account.uid, account.gid);
  try {
    await runProgram(
      binaries.initdb,
      [
        `--pgdata=${cluster}`,
        '--username=postgres',
        `--pwfile=${file}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order and letter case on every machine, whatever locales it has.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...account, cwd: folder, env: { LC_ALL: 'C' } },
    );
  } finally {
    rmSync(file, { force: true });
  }
}

function readPasswords(file: string): Passwords {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  } catch (cause) {
    throw new Error(`the database is there, but its passwords in ${file} cannot be read`, { cause });
  }
}

const password = (): string => randomBytes(24).toString('base64url');
