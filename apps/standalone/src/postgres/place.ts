import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Account, isRoot, postgresAccount } from './account';
import { type Binaries, binariesFromNpm, binariesIn } from './binaries';

/** Where the server's files stand, which programs serve them, and who runs these. */
export interface Place {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly account: Account;
}

/** Root was given a data folder whose database belongs to somebody else. */
export class DataFolderOfAnother extends Error {}

export const SYSTEM_FOLDER = '/var/lib/contact-sync';

/**
 * For an ordinary user everything stands in the data folder. For root it stands in a folder of the system's, which the
 * postgres account can reach whatever lies above the data folder, and `postgres` in the data folder points there.
 */
export function choosePlace(
  dataFolder: string,
  { say, systemFolder = SYSTEM_FOLDER }: { readonly say: (line: string) => void; readonly systemFolder?: string },
): Place {
  const inData = join(dataFolder, 'postgres');
  if (!isRoot()) {
    mkdirSync(inData, { recursive: true, mode: 0o700 });
    return { folder: inData, binaries: binariesFromNpm(), account: {} };
  }
  const account = postgresAccount();
  mkdirSync(systemFolder, { recursive: true });
  chmodSync(systemFolder, 0o755); // whatever the umask says: the account must pass through
  const known = pointedAt(inData, systemFolder);
  const folder = known ?? newFolder(dataFolder, systemFolder, say);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, account.uid, account.gid);
  if (known === undefined) symlinkSync(folder, inData);
  say(`Started as root: PostgreSQL runs as account postgres, with its files in ${folder}.`);
  return { folder, binaries: binariesIn(systemFolder), account };
}

/** Where the link leads. Root changes the owner of that folder, so nobody else's link is followed. */
function pointedAt(link: string, systemFolder: string): string | undefined {
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  const target = found.isSymbolicLink() ? readlinkSync(link) : link;
  if (dirname(target) === systemFolder) return target;
  throw new DataFolderOfAnother(
    `${link} was made by an ordinary user; start as that user, or give another data folder with CONTACT_SYNC_DATA`,
  );
}

/** One folder for each data folder. A database whose data folder was removed is set aside, never deleted or taken over. */
function newFolder(dataFolder: string, systemFolder: string, say: (line: string) => void): string {
  const id = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 12);
  const folder = join(systemFolder, id);
  if (!existsSync(folder)) return folder;
  let count = 1;
  while (existsSync(`${folder}-earlier-${count}`)) count += 1;
  renameSync(folder, `${folder}-earlier-${count}`);
  say(`An earlier database of this data folder was set aside in ${folder}-earlier-${count}; remove it when you like.`);
  return folder;
}
