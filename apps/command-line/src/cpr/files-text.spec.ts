import type { LocalFiles, RemoteFiles } from './files';
import { filesText, orderedText, transferText } from './files-text';

const REMOTE: RemoteFiles = {
  files: [
    { name: 'D261120.L110901', shown: 'D261120.L110901', size: 4200, day: '2026-11-20', state: 'new' },
    { name: 'D261119.L110901', shown: '(D261119.L110901)', size: null, day: null, state: 'new' },
    { name: 'X\u001b[2J', shown: 'X\u001b[2J', size: 1, day: null, state: 'fetched', problem: 'rename-refused' },
  ],
  dealtWith: { files: 2, bytes: null, oldest: '2026-10-01' },
  problems: [{ code: 'migrated', subject: 'D261119.L110901', text: 'the file is on mass storage' }],
};

const LOCAL: LocalFiles = {
  waiting: [{ name: 'd261118.l110901', bytes: 900, modified: '2026-11-19T04:30:00.000Z' }],
  piledUp: { files: 1, bytes: 900, oldest: '2026-11-19T04:30:00.000Z' },
  missing: [{ taskNumber: '110901', productionDate: '2026-11-17' }],
};

describe('filesText', () => {
  it('tells what is on both sides, what has not come, and what piles up', () => {
    expect(filesText(REMOTE, LOCAL)).toBe(`On CPR's server
  file               bytes  day         state
  D261120.L110901    4200   2026-11-20  to be fetched
  (D261119.L110901)                     to be fetched
  X\\x1b[2J           1                  here, not renamed there (rename-refused)
  2 files dealt with, the oldest of 2026-10-01
  D261119.L110901: the file is on mass storage
Here, to be imported
  file             bytes  since
  d261118.l110901    900  2026-11-19 04:30:00Z
  the file of task 110901 produced on 2026-11-17 has not come
  1 file in all, the oldest of 2026-11-19
`);
  });

  it('says nothing of a server that was not asked', () => {
    expect(filesText(undefined, { waiting: [], missing: [], piledUp: { files: 0, bytes: 0 } })).toBe(
      'Here, to be imported\n  none\n',
    );
  });
});

it('tells how a transfer ended', () => {
  const progress = { done: 0, total: null };
  expect(transferText({ state: 'finished', counts: {}, problems: [], progress })).toBe('finished: nothing to fetch\n');
  const problems = [{ code: 'away', text: 'the server went away' }];
  expect(transferText({ state: 'failed', counts: { fetched: 2, renamed: 1 }, problems, progress })).toBe(
    'failed: fetched 2, renamed 1\n  the server went away\n',
  );
});

it('tells what became of an input file, and who is not in it', () => {
  expect(
    orderedText({
      file: { name: 'd261120.i110901', runDay: '2026-11-20', lines: 1, state: 'building', problem: 'timeout' },
      refused: [{ contactId: '4712', code: 'blocked' }],
    }),
  ).toBe(
    "d261120.i110901, 1 line, for CPR's run of 2026-11-20, goes to CPR's server with the next transfer (timeout)\n" +
      '  contact 4712 is not in it: blocked\n',
  );
});
