import { fitsMask, prefixFrom, wholeName } from './data-set-name';
import type { Face, ListingWish, Shown } from './face';
import { FOLDERS } from './file-shelf';
import { belowPrefix, MOST_ROWS, zosListing } from './zos-listing';

/**
 * z/OS: no folders but prefixes of names. The files from CPR stand below `CPR0132.UD.`, those to it below `CPR0132.IND.`,
 * where `CPR0132` is the caller's own first qualifier. Names are in capital letters.
 */
export function zosFace(shown: Shown, first: string): Face {
  const dataSets = () =>
    FOLDERS.flatMap((folder) =>
      shown
        .list(folder)
        .map((file) => ({ ...file, name: `${first}.${folder.toUpperCase()}.${file.name.toUpperCase()}` })),
    );
  const found = (prefix: string, asked: string, { byQualifier }: ListingWish) => {
    const absolute = /^'(.*)'$/.exec(asked)?.[1];
    if (absolute !== undefined) {
      return dataSets()
        .filter(({ name }) => fitsMask(absolute, name))
        .map((one) => ({ shown: `'${one.name}'`, one }));
    }
    const below = belowPrefix(prefix, dataSets(), byQualifier);
    return asked === '' ? below : below.filter((each) => fitsMask(asked, each.shown));
  };
  return {
    home: `${first}.`,
    system: '215 MVS is the operating system of this server. FTP Server is running on z/OS.',
    features: ['AUTH TLS', 'PBSZ', 'PROT', 'REST STREAM'],
    loggedOn: (user) => `230 ${user} is logged on.  Working directory is "${first}.".`,
    texts: {
      list: '125 List started OK.',
      listed: '250 List completed successfully.',
      sending: '125 Sending data set',
      storing: '125 Storing data set',
    },
    tellsSize: false,
    where: (prefix) => `257 "'${prefix}'" is working directory name prefix.`,
    change: (prefix, asked) => {
      const place = prefixFrom(prefix, asked);
      if (place === undefined || place === '') return undefined;
      return { place, said: `250 "'${place}'" is the working directory name prefix.` };
    },
    locate: (prefix, asked) => {
      const called = wholeName(prefix, asked);
      const folder = FOLDERS.find((each) => called?.startsWith(`${first}.${each.toUpperCase()}.`));
      if (called === undefined || folder === undefined) return undefined;
      return { folder, name: called.slice(first.length + folder.length + 2), called };
    },
    list: (prefix, asked, wish) => {
      // An option of `ls` is no name here.
      if (asked.startsWith('-'))
        return { refusal: `501 Invalid data set name "${asked}".  Use MVS Dsname conventions.` };
      const rows = found(prefix, asked, wish).slice(0, MOST_ROWS);
      if (rows.length === 0) return { refusal: '550 No data sets found.' };
      return {
        lines: zosListing(
          rows.map(({ shown: name, one }) =>
            one === undefined
              ? { shown: name, kind: 'pseudo-directory', bytes: NOTHING }
              : { shown: name, kind: one.kind, bytes: one.bytes, ...(one.referred && { referred: one.referred }) },
          ),
        ),
        names: rows.map((row) => row.shown),
      };
    },
  };
}

const NOTHING = new Uint8Array();
