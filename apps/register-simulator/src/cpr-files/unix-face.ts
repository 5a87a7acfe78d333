import { fitsMask } from './data-set-name';
import type { Face, Shown } from './face';
import { type Folder, FOLDERS } from './file-shelf';
import type { StoredFile } from './stored-file';
import { type UnixEntry, unixRow } from './unix-listing';

/** A UNIX machine with two folders, `ind` and `ud`. */
export function unixFace(shown: Shown): Face {
  const entries = (place: string): UnixEntry[] | undefined => {
    const folder = folderAt(place);
    if (folder) {
      const files = shown.list(folder).filter(({ kind }) => kind === 'file' || kind === 'migrated');
      return files.map((file) => ({ name: file.name, size: file.bytes.length, written: writtenAt(file) }));
    }
    if (place !== '/') return undefined;
    return FOLDERS.map((name) => ({ name, size: 4096, written: new Date(0), folder: true }));
  };
  return {
    home: '/',
    system: '215 UNIX Type: L8',
    features: ['AUTH TLS', 'PBSZ', 'PROT', 'EPSV', 'SIZE', 'MDTM', 'REST STREAM', 'UTF8'],
    loggedOn: (user) => `230 User ${user} logged in.`,
    texts: {
      list: '150 Here comes the directory listing.',
      listed: '226 Directory send OK.',
      sending: '150 Opening data connection for',
      storing: '150 Ok to send data for',
    },
    tellsSize: true,
    where: (place) => `257 "${place}" is the current directory`,
    change: (place, asked) => {
      const path = pathFrom(place, asked);
      return entries(path) && { place: path, said: '250 Directory successfully changed.' };
    },
    locate: (place, asked) => {
      const path = pathFrom(place, asked);
      const [folder, name] = [folderAt(path.replace(/\/[^/]*$/, '') || '/'), path.split('/').at(-1)];
      return folder && name ? { folder, name, called: path } : undefined;
    },
    list: (place, asked, _wish, now) => {
      const wanted = asked
        .split(' ')
        .filter((word) => !word.startsWith('-'))
        .join(' ');
      const whole = entries(pathFrom(place, wanted));
      const mask = /([^/]*)$/.exec(wanted)?.[1] ?? '';
      const found =
        whole ?? entries(pathFrom(place, wanted.slice(0, -mask.length)))?.filter(({ name }) => fitsMask(mask, name));
      if (found === undefined) return { refusal: '550 Failed to open directory.' };
      return { lines: found.map((entry) => unixRow(entry, now)), names: found.map(({ name }) => name) };
    },
  };
}

/** When a file was written, as far as its day says it: the office's run is at 20:00 in Denmark. */
export const writtenAt = ({ day }: StoredFile): Date => new Date(`${day}T19:00:00Z`);

const folderAt = (path: string): Folder | undefined => FOLDERS.find((each) => path === `/${each}`);

/** A path without points and doubled slashes. */
function pathFrom(place: string, asked: string): string {
  const parts: string[] = [];
  for (const part of `${asked.startsWith('/') ? '' : place}/${asked}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
