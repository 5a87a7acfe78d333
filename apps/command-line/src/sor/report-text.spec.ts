import { progressText } from './follow';
import type { ImportReport } from './import-report';
import { importsText, reportText } from './report-text';

const report: ImportReport = {
  id: '01a20040-1c2d-7a3b-8e4f-5a6b7c8d9e0f',
  state: 'imported',
  source: { kind: 'address', name: 'https://sor-filer.example/SorEntity_daily.csv' },
  day: '2026-11-22',
  bytes: 3898,
  rows: 62,
  encoding: 'utf-8',
  counts: {
    units: 60,
    created: 3,
    changed: 4,
    unchanged: 52,
    stale: 0,
    closed: 2,
    kept: 1,
    held: 1,
    rejected: 1,
    events: 9,
  },
  columns: { recognised: ['SorId', 'EntityName'], unknown: ['Smiley', 'Bell\u0007'], missing: ['ToDate'] },
  closings: { kind: 'done', missing: 3, closed: 2, kept: 1 },
  problems: [
    { line: 17, sorId: '698131000016001', field: 'ToDate', level: 'warning', code: 'not-a-date', text: 'is no date' },
    { line: 18, level: 'error', code: 'not-a-sor-id', text: 'the row of 6101801234 names no unit' },
  ],
  requestedAt: '2026-11-22T04:00:00.123Z',
};

describe('reportText', () => {
  it('tells everything of a file, in a fixed order, and no number that may be a person', () => {
    expect(reportText(report)).toBe(
      [
        'https://sor-filer.example/SorEntity_daily.csv: imported',
        '  day              2026-11-22',
        '  bytes            3898',
        '  encoding         utf-8',
        '  rows             62',
        '  units            60',
        '  created          3',
        '  changed          4',
        '  unchanged        52',
        '  stale            0',
        '  held             1',
        '  rejected         1',
        '  closings         2 closed, 1 left open, of 3 gone from the file',
        '  columns          2 recognised',
        '  columns unknown  Smiley, Bell\\x07',
        '  columns missing  ToDate',
        '  events           9',
        '  problems         2',
        '    line 17, unit 698131000016001, field ToDate: is no date (warning)',
        '    line 18: the row of ******-**** names no unit (error)',
        '',
      ].join('\n'),
    );
  });

  it('tells why nothing was closed, and what would be', () => {
    const withheld = {
      kind: 'withheld',
      missing: 1,
      closed: 0,
      kept: 0,
      code: 'too-many',
      reason: 'half is gone',
    } as const;
    expect(reportText({ ...report, closings: withheld })).toContain(
      'closings         withheld, 1 unit gone from the file: half is gone (too-many)\n',
    );
    expect(reportText({ ...report, preview: true })).toContain('2 would be closed, 1 left open, of 3 gone');
    const none = { kind: 'none', missing: 0, closed: 0, kept: 0 } as const;
    expect(reportText({ ...report, closings: none })).toContain('none, every open unit is in the file');
  });

  it('tells why a file was refused, and leaves out what is not known of it', () => {
    expect(
      reportText({
        id: '8',
        source: { kind: 'file', name: 'half.csv' },
        state: 'refused',
        refusal: { code: 'empty', text: 'the file is empty' },
        counts: null,
        problems: [],
      }),
    ).toBe('half.csv: refused, nothing was changed\n  the file is empty (empty)\n  problems  0\n');
  });

  it('shows the first hundred problems and counts the rest', () => {
    const problems = Array.from({ length: 103 }, (_, at) => ({ line: at + 1, code: 'bad', text: 'bad' }));
    const text = reportText({ ...report, problems, problemsBeyond: 7 });
    expect(text).toContain('    line 100: bad\n    and 10 more\n');
    expect(text).not.toContain('line 101');
  });
});

describe('importsText', () => {
  it('tells one import a line, with its reason', () => {
    const refused = { ...report, state: 'refused', day: null, counts: null, closings: null } as const;
    expect(importsText([report, { ...refused, refusal: { code: 'empty', text: 'the file is empty' } }])).toMatch(
      /^asked for +file +state +day +created +changed +closed +held +reason\n2026-11-22 04:00:00Z +https:\S+ +imported +2026-11-22 +3 +4 +2 +1\n.*refused +0 +0 +0 +0 +the file is empty\n$/,
    );
    expect(importsText([])).toBe('no imports yet\n');
  });
});

describe('progressText', () => {
  it('tells how far an import is', () => {
    const running: ImportReport = { id: '1', source: { kind: 'file', name: 'f' }, state: 'running' };
    expect(progressText({ ...running, progress: { done: 30, total: 120 } })).toBe('f: 30 of 120 (25 %)');
    expect(progressText({ ...running, progress: { done: 30, total: null } })).toBe('f: 30');
    expect(progressText({ ...running, progress: null })).toBe('f: under way');
    expect(progressText({ ...running, state: 'waiting' })).toBe('f: waits for its turn');
  });
});
