import { readSorImportWish } from './import';
import { connectionText } from './test-connection';

const nothing = { full: false, preview: false, approveClosings: false };

describe('readSorImportWish', () => {
  it('takes the file of the settings, one at an address, or one that is sent', () => {
    expect(readSorImportWish([])).toEqual({ options: nothing, json: false });
    expect(
      readSorImportWish(['--url', 'https://files.example/a.csv', '--full', '--server', 'http://127.0.0.1:1']),
    ).toEqual({
      address: 'https://files.example/a.csv',
      options: { ...nothing, full: true },
      json: false,
      server: 'http://127.0.0.1:1',
    });
    expect(readSorImportWish(['a.csv', '--day', '2026-11-22', '--preview', '--approve-closings', '--json'])).toEqual({
      file: 'a.csv',
      day: '2026-11-22',
      options: { full: false, preview: true, approveClosings: true },
      json: true,
    });
  });

  it.each([
    [['a', 'b'], 'one file at a time'],
    [['a', '--url', 'https://files.example/a.csv'], 'not both'],
    [['--url', 'http://127.0.0.1:8080'], '--server says where contact-sync answers'],
    [['--day', '2026-11-22'], '--day is for a file'],
    [['a', '--day', '22-11-2026'], '--day must be a day'],
  ])('does not take %j', (args, why) => {
    expect(() => readSorImportWish(args)).toThrow(why);
  });
});

describe('connectionText', () => {
  it('tells what stands at an address', () => {
    expect(
      connectionText({
        url: 'https://files.example/a.zip',
        works: true,
        text: 'There is a zip',
        status: 206,
        kind: 'zip',
        size: 1000,
        contentType: 'application/zip',
        lastModified: '2026-11-22T02:30:00.000Z',
        columns: { recognised: ['SorId', 'EntityName'], unknown: [], missing: ['ToDate'] },
        entries: [{ name: 'SOREntity.csv', bytes: 5000 }],
        found: null,
        tookMs: 12,
      }),
    ).toBe(
      [
        'https://files.example/a.zip',
        'There is a zip',
        '  status        206',
        '  type          application/zip',
        '  bytes         1000',
        '  last changed  2026-11-22 02:30:00Z',
        '  in the zip    SOREntity.csv (5000 bytes)',
        '  columns       2 recognised',
        '  missing       ToDate',
        '  milliseconds  12',
        '    SorId, EntityName',
        '',
      ].join('\n'),
    );
  });
});
