import { execFileSync } from 'node:child_process';

/** The account a program is run as; empty means the one that runs us. */
export type Account = { readonly uid: number; readonly gid: number } | Record<string, never>;

const NAME = 'postgres';

export const isRoot = (): boolean => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root. The account is the one that every distribution's own package uses; made if absent. */
export function postgresAccount(): { readonly uid: number; readonly gid: number } {
  return findAccount() ?? makeAccount();
}

function findAccount(): { uid: number; gid: number } | undefined {
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return undefined; // `id` ends with 1 for an account that is not there
  }
}

function makeAccount(): { uid: number; gid: number } {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', NAME], { stdio: 'pipe' });
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch (cause) {
    throw new Error(
      'PostgreSQL does not run as root, and an account "postgres" could not be made; make one, or start as an ordinary user',
      { cause },
    );
  }
}

const idOf = (flag: '-u' | '-g'): number =>
  Number(execFileSync('id', [flag, NAME], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
