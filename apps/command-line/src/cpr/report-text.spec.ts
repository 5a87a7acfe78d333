import type { DeliveryReport } from './delivery-report';
import { progressText } from './follow';
import { reportText } from './report-text';

const report: DeliveryReport = {
  id: '7',
  file: 'd261120.l110901',
  taskNumber: '110901',
  productionDate: '2026-11-20',
  state: 'imported',
  records: 2140,
  persons: 310,
  notOurs: 12,
  created: 3,
  changed: 40,
  unchanged: 250,
  stale: 4,
  held: 1,
  problems: [
    { line: 17, recordType: '003', field: 'KOMKOD', level: 'warning', message: 'is not a number' },
    { line: 21, recordType: '001', message: 'the number 6101801234 is doubtful\u001b[2J' },
  ],
  events: 51,
};

describe('reportText', () => {
  it('tells everything of a file, in a fixed order', () => {
    expect(reportText(report)).toBe(
      [
        'd261120.l110901: imported',
        '  task number      110901',
        '  production date  2026-11-20',
        '  records          2140',
        '  persons          310',
        '  not ours         12',
        '  created          3',
        '  changed          40',
        '  unchanged        250',
        '  stale            4',
        '  held             1',
        '  problems         2',
        '  events           51',
        '    line 17, record 003, field KOMKOD: is not a number (warning)',
        '    line 21, record 001: the number ******-**** is doubtful\\x1b[2J',
        '',
      ].join('\n'),
    );
  });

  it('tells why a file was refused, and leaves out what is not known of it', () => {
    expect(reportText({ id: '8', file: 'half', state: 'refused', refusal: 'the end record is missing' })).toBe(
      'half: refused, nothing of it was stored\n  the end record is missing\n  problems  0\n',
    );
  });

  it('shows the first hundred problems and counts the rest', () => {
    const problems = Array.from({ length: 103 }, (_, at) => ({ line: at + 1, message: 'bad' }));
    const text = reportText({ ...report, problems, problemsBeyond: 7 });
    expect(text).toContain('    line 100: bad\n    and 10 more, in the error file beside the delivery\n');
    expect(text).not.toContain('line 101');
  });
});

describe('progressText', () => {
  it('tells how far an import is', () => {
    const underWay: DeliveryReport = { id: '7', file: 'f', state: 'importing', progress: { done: 30, total: 120 } };
    expect(progressText(underWay)).toBe('f: 30 of 120 (25 %)');
    expect(progressText({ ...underWay, progress: null })).toBe('f: importing');
    expect(progressText({ ...underWay, state: 'waiting' })).toBe('f: waits for its turn');
  });
});
