import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailure, EXIT, UsageError } from '../failures';
import type { Surroundings } from '../surroundings';

const DEFAULT_URL = 'http://127.0.0.1:8080';
/** In the clone, where the standalone application puts it. */
const DEFAULT_DATA_FOLDER = join(__dirname, '..', '..', '..', '..', '.contact-sync');

/** The address to ask: the option, else the environment, else this machine. */
export function findServerUrl(option: string | undefined, env: Surroundings['env']): URL {
  const text = option ?? (env['CONTACT_SYNC_URL'] || DEFAULT_URL);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    const source = option === undefined ? 'CONTACT_SYNC_URL' : '--url';
    throw new UsageError(`${source} must be an address such as ${DEFAULT_URL}`);
  }
  return url;
}

/** Where the standalone application keeps its data, the token among them, unless told otherwise. */
export function dataFolder(env: Surroundings['env']): string {
  return env['CONTACT_SYNC_DATA'] || DEFAULT_DATA_FOLDER;
}

/** The token that signs us in: from the environment, else from the data folder. */
export function findToken(env: Surroundings['env']): string {
  const given = env['CONTACT_SYNC_TOKEN'];
  if (given) return given;
  const file = join(dataFolder(env), 'token');
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (token !== '') return token;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      throw new CommandFailure(EXIT.notReached, `the token in ${file} cannot be read (${code})`);
    }
  }
  throw new CommandFailure(
    EXIT.notReached,
    `there is no token to sign in with: set CONTACT_SYNC_TOKEN, or CONTACT_SYNC_DATA to the folder that holds the file "token" (looked for ${file})`,
  );
}
