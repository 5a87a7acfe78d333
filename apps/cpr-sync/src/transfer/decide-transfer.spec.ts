import type { RemoteFile, RemoteListing } from '@contact-sync/registers-cpr-files';
import { decideTransfer, type TransferRules } from './decide-transfer';
import type { KnownRemoteFile } from './remote-file';

const NAME = 'd260302.l110901';
const UNIX: TransferRules = { pattern: 'd*.l*', prefix: 'imported-', mvs: false };
const ZOS: TransferRules = { pattern: 'd*.l*', prefix: 'X', mvs: true };

const listing = (files: readonly (Partial<RemoteFile> & { name: string })[], more: Partial<RemoteListing> = {}) => ({
  files: files.map((file) => ({ kept: 'here' as const, ...file })),
  problems: [],
  rows: files.length,
  isCut: false,
  ...more,
});
const fetched = (more: Partial<KnownRemoteFile> = {}): KnownRemoteFile => ({
  name: NAME,
  size: 10,
  bytes: 10,
  state: 'fetched',
  ...more,
});
const decide = (
  files: Parameters<typeof listing>[0],
  {
    known = [],
    rules = UNIX,
    here = true,
    only,
  }: {
    known?: readonly KnownRemoteFile[];
    rules?: TransferRules;
    here?: boolean;
    only?: readonly string[];
  } = {},
) =>
  decideTransfer(listing(files), new Map(known.map((one) => [one.name, one])), rules, {
    isHere: () => here,
    ...(only && { only }),
  });

it('fetches what matches the pattern, and renames it with the prefix', () => {
  expect(decide([{ name: NAME, size: 10 }, { name: 'readme.txt' }, { name: `imported-${NAME}x` }])).toEqual({
    files: [{ name: NAME, size: 10, to: `imported-${NAME}`, here: false }],
    renamedAlready: [],
    problems: [],
  });
});

it('fetches only what is asked for', () => {
  expect(decide([{ name: NAME }, { name: 'd260303.l110901' }], { only: [NAME] }).files).toMatchObject([{ name: NAME }]);
});

it('says that what is asked for is not there', () => {
  expect(decide([{ name: NAME }], { only: ['6101801234', 'd1.l1'] })).toEqual({
    files: [],
    renamedAlready: [],
    problems: [{ code: 'not-listed', text: expect.stringMatching(/^2 of/) }],
  });
});

it('does not fetch what is migrated, and says so', () => {
  expect(decide([{ name: NAME, kept: 'away' }])).toMatchObject({
    files: [],
    problems: [{ code: 'migrated', subject: NAME }],
  });
});

it('renames only, where a crash or a refusal came between fetching and renaming', () => {
  const known = [fetched()];
  expect(decide([{ name: NAME, size: 10 }], { known }).files).toMatchObject([{ here: true }]);
  // z/OS tells no size.
  expect(decide([{ name: NAME }], { known, rules: ZOS }).files).toMatchObject([{ here: true, to: `X${NAME}` }]);
});

it.each([
  ['it has another size by now', [fetched()], 11, true],
  ['it never got into the interim directory', [fetched()], 10, false],
  ['it was only begun', [fetched({ state: 'fetching' })], 10, true],
  ['the one before was renamed: this is another', [fetched({ state: 'renamed' })], 10, true],
  ['nothing is known of it', [], 10, true],
] as const)('fetches it where %s', (_, known, size, here) => {
  expect(decide([{ name: NAME, size }], { known, here }).files).toMatchObject([{ here: false }]);
});

it('knows a file that was renamed before a crash', () => {
  expect(decide([{ name: `imported-${NAME}` }], { known: [fetched()] }).renamedAlready).toEqual([
    { name: NAME, to: `imported-${NAME}` },
  ]);
  expect(decide([], { known: [fetched()] }).renamedAlready).toEqual([]);
});

it('never takes a name that is taken, whatever the case of its letters', () => {
  const upper = NAME.toUpperCase();
  expect(decide([{ name: NAME }, { name: `IMPORTED-${upper}` }]).files).toMatchObject([{ to: `imported-${NAME}.2` }]);
  expect(
    decide([{ name: upper }, { name: `X${upper}` }, { name: `X${upper}.C2` }], { rules: ZOS }).files,
  ).toMatchObject([{ to: `X${upper}.C3` }]);
});

it.each([['d26 ../x.l1'], ['d6101801234.l1']])('refuses the name %s without repeating it', (name) => {
  const { files, problems } = decide([{ name }]);
  expect(files).toEqual([]);
  expect(problems).toMatchObject([{ code: 'file-name' }]);
  expect(JSON.stringify(problems)).not.toContain(name);
});

it('says that a listing of the most rows may not be all, and which rows were not understood', () => {
  const cut = listing([], { rows: 5000, isCut: true, problems: [{ row: 7, text: 'a row could not be read' }] });
  expect(decideTransfer(cut, new Map(), ZOS, { isHere: () => false }).problems).toMatchObject([
    { code: 'listing-cut', text: expect.stringContaining('5000') },
    { code: 'listing-row', text: expect.stringContaining('row 7') },
  ]);
});
