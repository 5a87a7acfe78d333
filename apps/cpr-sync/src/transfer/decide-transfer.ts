import { otherName, type RemoteListing } from '@contact-sync/registers-cpr-files';
import { faultOfName, importedName, kindOfName, type NamingRules } from '../deliveries/file-name';
import type { KnownRemoteFile, TransferProblem } from './remote-file';

export interface TransferRules extends NamingRules {
  /** The server lists as z/OS does. */
  readonly mvs: boolean;
}

/** A file that is to be fetched, or was already and is only to be renamed on the server. */
export interface FileToMove {
  readonly name: string;
  readonly size?: number;
  /** Its name on the server afterwards; one that nothing there has. */
  readonly to: string;
  /** Whole in the interim directory already: a crash, or a refusal, came before the renaming. */
  readonly here: boolean;
}

export interface TransferDecision {
  readonly files: readonly FileToMove[];
  /** Rows that say `fetched` while the server shows the file under its new name: a crash came after the renaming. */
  readonly renamedAlready: readonly { readonly name: string; readonly to: string }[];
  readonly problems: readonly TransferProblem[];
}

/**
 * What a transfer does with the files that the server shows. `isHere`: whether the interim directory has a file that came
 * under this name with so many bytes. `only`: the names that somebody asked for; absent: all.
 */
export function decideTransfer(
  listing: RemoteListing,
  known: ReadonlyMap<string, KnownRemoteFile>,
  rules: TransferRules,
  { isHere, only }: { readonly isHere: (name: string, bytes: number) => boolean; readonly only?: readonly string[] },
): TransferDecision {
  const taken = new Set(listing.files.map(({ name }) => name.toUpperCase()));
  const problems: TransferProblem[] = [...problemsOfListing(listing), ...problemsOfWish(listing, rules, only)];
  const files: FileToMove[] = [];
  for (const { name, size, kept } of listing.files) {
    if (kindOfName(name, rules) !== 'waiting' || only?.includes(name) === false) continue;
    if (faultOfName(name, rules) !== undefined) {
      // A name that is refused is not repeated: it may be anything.
      problems.push({ code: 'file-name', text: 'a file on the server has a name that is refused' });
    } else if (kept === 'away') {
      problems.push({ code: 'migrated', subject: name, text: 'it is on mass storage at CPR and is not fetched' });
    } else {
      files.push({
        name,
        ...(size !== undefined && { size }),
        to: freeName(importedName(name, rules), taken, rules),
        here: isFetched(known.get(name), size, isHere),
      });
    }
  }
  return { files, renamedAlready: renamedAlready(known, taken, rules), problems };
}

/** Fetched whole, and still the same file as far as the server tells. */
function isFetched(
  known: KnownRemoteFile | undefined,
  size: number | undefined,
  isHere: (name: string, bytes: number) => boolean,
): boolean {
  if (known?.state !== 'fetched' || known.bytes === undefined) return false;
  return (size === undefined || size === known.bytes) && isHere(known.name, known.bytes);
}

function renamedAlready(
  known: ReadonlyMap<string, KnownRemoteFile>,
  taken: ReadonlySet<string>,
  rules: TransferRules,
): TransferDecision['renamedAlready'] {
  return [...known.values()]
    .filter(({ name, state }) => state === 'fetched' && !taken.has(name.toUpperCase()))
    .map(({ name }) => ({ name, to: importedName(name, rules) }))
    .filter(({ to }) => taken.has(to.toUpperCase()));
}

/** Nothing on the server is ever overwritten: a name that is taken gets a number. */
function freeName(wanted: string, taken: Set<string>, { mvs }: TransferRules): string {
  let name = wanted;
  for (let copy = 2; taken.has(name.toUpperCase()); copy += 1) name = otherName(wanted, copy, mvs);
  taken.add(name.toUpperCase());
  return name;
}

function problemsOfListing({ isCut, rows, problems }: RemoteListing): TransferProblem[] {
  const cut: TransferProblem[] = isCut
    ? [
        {
          code: 'listing-cut',
          text: `the server lists ${rows} rows and no more: there may be files that it does not show`,
        },
      ]
    : [];
  return [...cut, ...problems.map(({ row, text }) => ({ code: 'listing-row', text: `${text} (row ${row})` }))];
}

/** A name that somebody typed is not repeated. */
function problemsOfWish(
  { files }: RemoteListing,
  rules: TransferRules,
  only: readonly string[] = [],
): readonly TransferProblem[] {
  const waiting = new Set(files.map(({ name }) => name).filter((name) => kindOfName(name, rules) === 'waiting'));
  const missing = new Set(only.filter((name) => !waiting.has(name))).size;
  if (missing === 0) return [];
  return [{ code: 'not-listed', text: `${missing} of the files that were asked for do not wait on the server` }];
}
