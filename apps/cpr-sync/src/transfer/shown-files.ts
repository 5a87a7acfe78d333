import type { RemoteListing } from '@contact-sync/registers-cpr-files';
import { faultOfName, kindOfName } from '../deliveries/file-name';
import { decideTransfer, type TransferRules } from './decide-transfer';
import type { KnownRemoteFile } from './remote-file';
import type { RemoteFileAnswer, RemoteFilesPage, RemotePile } from './transfer-api';

/** *Remote files* as they are shown: what matches the pattern by name, what has the prefix as a pile (CPR-7). */
export function shownFiles(
  listing: RemoteListing,
  known: ReadonlyMap<string, KnownRemoteFile>,
  rules: TransferRules,
): Omit<RemoteFilesPage, 'here'> {
  const files = listing.files
    .filter(({ name }) => kindOfName(name, rules) === 'waiting' && faultOfName(name, rules) === undefined)
    .map(({ name, size, kept, day }): RemoteFileAnswer => {
      const migrated = kept === 'away';
      const row = known.get(name);
      return {
        name,
        shown: migrated ? `(${name})` : name,
        size: size ?? null,
        migrated,
        day: day ?? null,
        // A file that comes under the name of one that was renamed is another.
        state: row === undefined || row.state === 'renamed' ? 'new' : row.state,
        ...(row?.problem !== undefined && { problem: row.problem }),
      };
    });
  const { problems } = decideTransfer(listing, known, rules, { isHere: () => true });
  return { files, dealtWith: pileOf(listing, rules), rows: listing.rows, problems };
}

function pileOf({ files }: RemoteListing, rules: TransferRules): RemotePile {
  const pile = files.filter(({ name }) => kindOfName(name, rules) === 'imported');
  const sizes = pile.flatMap(({ size }) => size ?? []);
  const [oldest] = pile.flatMap(({ day }) => day ?? []).sort();
  return {
    files: pile.length,
    bytes: sizes.length === pile.length ? sizes.reduce((sum, size) => sum + size, 0) : null,
    ...(oldest !== undefined && { oldest }),
  };
}
