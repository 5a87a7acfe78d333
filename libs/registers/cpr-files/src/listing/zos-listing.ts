import { isDataSetName } from '../names/data-set-names';
import { MOST_ROWS, type ListingProblem, type RemoteFile, type RemoteListing } from '../remote-files';

/**
 * Reads the listing of a z/OS server (cpr-direkte.md 6.2). Columns run into each other and differ between releases, so a
 * row's name is its last word and its class follows from the first words. Never throws: a row that fits nothing is a problem.
 */
export function readZosListing(text: string): RemoteListing {
  const files: RemoteFile[] = [];
  const problems: ListingProblem[] = [];
  let rows = 0;
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const words = line.trim().split(/\s+/);
    if (words[0] === '' || isHeader(words)) continue;
    rows += 1;
    const row = readRow(words);
    if (row === 'unreadable') problems.push({ row: at + 1, text: 'a row of the listing could not be read' });
    else if (row !== 'no-file') files.push(row);
  }
  return { files, problems, rows, isCut: rows >= MOST_ROWS };
}

const isHeader = (words: readonly string[]): boolean => words[0] === 'Volume' && words.at(-1) === 'Dsname';

function readRow(words: readonly string[]): RemoteFile | 'no-file' | 'unreadable' {
  const [first = '', second = ''] = words;
  const name = (words.at(-1) ?? '').replace(/^'(.*)'$/, '$1');
  if (words.length < 2 || !isDataSetName(name)) return 'unreadable';
  if (first === 'Migrated') return { name, kept: 'away' };
  if (first === 'Pseudo' && second === 'Directory') return 'no-file';
  // Archived, or on tape: nobody mounts it while we wait.
  if (first === 'ARCIVE' || second === 'Tape') return { name, kept: 'away' };
  const organisation = words.at(-2) ?? '';
  if (/^(?:PO|VS|DA|IS|HFS|PATH)/.test(organisation)) return 'no-file';
  if (!/^PS/.test(organisation) || words.length < 5) return 'unreadable';
  const day = dayOf(words[2] ?? '');
  return { name, kept: 'here', ...(day !== undefined && { day }) };
}

/** The day of the last reference; the extents may be written right behind it. `**NONE**` and `mm/dd/yy` tell no day we use. */
function dayOf(word: string): string | undefined {
  return /^\d{4}\/\d\d\/\d\d/.exec(word)?.[0].replaceAll('/', '-');
}
