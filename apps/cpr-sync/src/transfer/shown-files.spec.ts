import type { RemoteFile } from '@contact-sync/registers-cpr-files';
import { shownFiles } from './shown-files';

const RULES = { pattern: 'd*.l*', prefix: 'X', mvs: true };
const shown = (...files: readonly RemoteFile[]) =>
  shownFiles({ files, problems: [], rows: files.length, isCut: false }, new Map(), RULES);

it('a migrated file is shown in brackets', () => {
  const { files, problems } = shown({ name: 'D260302.L110901', kept: 'away' });
  expect(files).toMatchObject([{ name: 'D260302.L110901', shown: '(D260302.L110901)', migrated: true, size: null }]);
  expect(problems).toMatchObject([{ code: 'migrated' }]);
});

it('what has the prefix never lists, and is told as a pile', () => {
  expect(
    shown(
      { name: 'XD260227.L110901', kept: 'here', size: 10, day: '2026-02-27' },
      { name: 'XD260226.L110901', kept: 'away', size: 5, day: '2026-02-26' },
      { name: 'D260302.L110901', kept: 'here', size: 7, day: '2026-03-02' },
      { name: 'D260302.I110901', kept: 'here', size: 7 },
    ),
  ).toMatchObject({
    files: [{ name: 'D260302.L110901', state: 'new' }],
    dealtWith: { files: 2, bytes: 15, oldest: '2026-02-26' },
    rows: 4,
  });
});

it('where the server tells no sizes, the pile has none', () => {
  expect(shown({ name: 'XD260227.L110901', kept: 'here' }).dealtWith).toEqual({ files: 1, bytes: null });
  expect(shown().dealtWith).toEqual({ files: 0, bytes: 0 });
});
