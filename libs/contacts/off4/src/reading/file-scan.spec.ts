import { describePublished, describePublishedFolder } from '@contact-sync/testing';
import { chunksOf, fileOf, lineFile, rendered, scan, streamFile } from '../../test/delivery';
import type { Body } from '../../test/delivery';
import { render } from '../../test/render';
import { FileScan } from './file-scan';
import type { ScanResult } from './file-scan';
import { latin1Bytes } from './latin1';

const A = '6101801234';
const B = '6202801234';

const BODY: Body = [
  ['001', { PNR: A, STATUS: '01', KOEN: 'K' }],
  ['003', { PNR: A, ADRNVN: 'Ærø,Ådne', STANDARDADR: 'Søgade 1' }],
  ['008', { PNR: A, FORNVN: 'Ådne', EFTERNVN: 'Ærø' }],
  ['001', { PNR: B, STATUS: '01', KOEN: 'M' }],
  ['003', { PNR: B, ADRNVN: 'Øst,Åge' }],
];

const START = new TextDecoder('latin1').decode(lineFile([])).split('\n')[0]!;
const END_OF_NONE = '999999999999900000000';

const refusalOf = (result: ScanResult): string | undefined => result.refusal?.code;
const scanText = (text: string): ScanResult => scan([latin1Bytes(text)]);

describe('a file that can be read', () => {
  it('tells what the file says of itself', () => {
    expect(scan([lineFile(BODY)])).toEqual({
      refusal: null,
      form: 'lines',
      recordLengths: {},
      bytes: lineFile(BODY).length,
      lines: 7,
      taskNumber: '123401',
      productionDate: '2026-11-20',
      previousProductionDate: '2026-11-19',
      records: 5,
      recordTypes: { '001': 2, '003': 2, '008': 1 },
      persons: 2,
      changeExtract: false,
      apart: false,
      nameOrder: 'last-first',
    });
  });

  it('tells the same of the stream form', () => {
    const bytes = streamFile(BODY).length;
    expect(scan([streamFile(BODY)])).toEqual({ ...scan([lineFile(BODY)]), form: 'stream', bytes });
  });

  it('takes LF, CR LF, blank lines, lines filled up with blanks, and a missing last line end', () => {
    const records = rendered(BODY);
    const plain = scan([lineFile(BODY)]);
    for (const file of [
      fileOf(records, '\r\n'),
      fileOf([records[0]!, '', '   ', ...records.slice(1)], '\n', 5),
      fileOf(records).slice(0, -1),
      latin1Bytes(new TextDecoder('latin1').decode(fileOf(records)).replaceAll('\n', '      \n')),
    ]) {
      expect(scan([file])).toMatchObject({ refusal: null, form: 'lines', records: 5, persons: 2 });
    }
    expect(plain.refusal).toBeNull();
  });

  it('says where a person stands apart, and where not', () => {
    const apart: Body = [BODY[0]!, BODY[3]!, BODY[4]!, BODY[1]!];
    expect(scan([lineFile(apart)])).toMatchObject({ refusal: null, apart: true, persons: 2 });
    // A new person that begins with another record than 001 does not make the file one whose records stand apart.
    expect(scan([lineFile([BODY[0]!, BODY[4]!])])).toMatchObject({ refusal: null, apart: false, persons: 2 });
  });

  it('tells a change extract, and the order of names', () => {
    const changed: Body = [
      ['001', { PNR: A }],
      ['003', { PNR: A, ADRNVN: 'Ådne Ærø' }],
      ['099', { PNR: A, HAENDELSE: 'A01' }],
    ];
    expect(scan([lineFile(changed)])).toMatchObject({ changeExtract: true, nameOrder: 'first-last' });
  });

  it('takes a day without changes, and unknown record types', () => {
    expect(scan([lineFile([])])).toMatchObject({ refusal: null, records: 0, persons: 0 });
    expect(scan([fileOf([...rendered(BODY), `053${B}new`])])).toMatchObject({
      refusal: null,
      records: 6,
      recordTypes: { '001': 2, '003': 2, '008': 1, '053': 1 },
    });
  });

  it('leaves out a previous date that is none', () => {
    const file = new TextDecoder('latin1').decode(lineFile(BODY)).replace('20261119', '00000000');
    expect(scanText(file)).not.toHaveProperty('previousProductionDate');
    expect(scanText(file).refusal).toBeNull();
  });

  it('counts receipts and rejected lines as records of nobody', () => {
    const frames: Body = [
      ['910', { 'SORTFELT-10': A, INDDATA: 'x' }],
      ['997', { PNR: B }],
    ];
    expect(scan([lineFile(frames)])).toMatchObject({ refusal: null, records: 2, persons: 0 });
  });
});

describe('record lengths of the stream form', () => {
  const long = BODY.map(([type, values]) => render(type, values) + (type === '001' ? 'KEYCONSTANT0001' : ''));
  const short = [render('001', { PNR: A }), render('052', { PNR: A, UMYN_RELTYP: '0000' }).slice(0, 272)];

  it('finds out that 001 carries the key constant, or that 052 is as long as 017', () => {
    expect(scan([fileOf(long, '')])).toMatchObject({ refusal: null, records: 5, recordLengths: { '001': 121 } });
    expect(scan([fileOf(short, '')])).toMatchObject({ refusal: null, records: 2, recordLengths: { '052': 272 } });
  });

  it('tries nothing where the lengths are set', () => {
    const set = new FileScan({ recordLengths: { '052': 272 } });
    set.push(fileOf(long, ''));
    expect(refusalOf(set.end())).toBe('unknown-record-type');
  });
});

describe('a file that is refused', () => {
  const records = rendered(BODY).map((record) => record.trimEnd());
  const body = records.join('\n');
  const utf8 = (text: string): ScanResult => scan([new TextEncoder().encode(text)]);
  const whole = new TextDecoder('latin1').decode(lineFile(BODY));

  it.each<[string, () => ScanResult, string]>([
    ['nothing', () => scan([]), 'empty-file'],
    ['no start record', () => scanText(whole.slice(36)), 'no-start-record'],
    ['another text', () => scanText('Dear reader,\nthis is no delivery\n'), 'no-start-record'],
    ['a start record alone', () => scanText(`${START}\n`), 'no-end-record'],
    ['no end record', () => scanText(`${START}\n${body}\n`), 'no-end-record'],
    ['a count that is too high', () => scan([fileOf(records, '\n', 6)]), 'wrong-count'],
    ['a count that is too low', () => scan([fileOf(records, '\n', 4)]), 'wrong-count'],
    ['a count that is cut off', () => scanText(whole.trimEnd().slice(0, -3)), 'wrong-count'],
    ['no count', () => scanText(`${START}\n9999999999999\n`), 'wrong-count'],
    ['a record after the end', () => scanText(`${whole}001${A}\n`), 'records-after-end'],
    ['a second end record', () => scanText(`${whole}${END_OF_NONE}\n`), 'records-after-end'],
    ['a second start record', () => scan([fileOf([START, ...records])]), 'second-start-record'],
    ['an impossible date', () => scanText(whole.replace('20261120', '20261340')), 'unreadable-start-record'],
    ['no date', () => scanText(whole.replace('20261120', '00000000')), 'unreadable-start-record'],
    ['a date without a day', () => scanText(whole.replace('20261120', '20261100')), 'unreadable-start-record'],
    ['an impossible previous date', () => scanText(whole.replace('20261119', '20260231')), 'unreadable-start-record'],
    ['no task number', () => scanText(whole.replace('123401', '      ')), 'unreadable-start-record'],
    ['UTF-8', () => utf8(whole), 'wrong-encoding'],
    ['a UTF-8 mark', () => utf8(`\ufeff${whole}`), 'wrong-encoding'],
    [
      'UTF-16',
      () => scan([new Uint8Array(Uint16Array.from(whole, (letter) => letter.charCodeAt(0)).buffer)]),
      'wrong-encoding',
    ],
    ['EBCDIC', () => scan([new Uint8Array(200).fill(0xf0)]), 'wrong-encoding'],
    ['an endless line', () => scanText(START + ' '.repeat(70_000)), 'record-too-long'],
    [
      'an endless person',
      () => scan([fileOf(Array.from({ length: 20_000 }, () => `019${A}`.padEnd(75, 'x')))]),
      'record-too-long',
    ],
  ])('%s', (_, result, code) => {
    expect(refusalOf(result())).toBe(code);
  });

  it.each<[string, (stream: string) => string, string]>([
    ['a cut record', (stream) => stream.slice(0, -40), 'cut-record'],
    ['a cut after a whole record', (stream) => stream.slice(0, -21), 'no-end-record'],
    ['something after the end', (stream) => `${stream}x`, 'records-after-end'],
    ['an unknown type', (stream) => stream.replace(`003${B}`, `053${B}`), 'unknown-record-type'],
    ['a wrong count', (stream) => stream.replace(/5$/, '4'), 'wrong-count'],
  ])('stream form: %s', (_, change, code) => {
    const stream = new TextDecoder('latin1').decode(streamFile(BODY));
    expect(refusalOf(scanText(change(stream)))).toBe(code);
  });

  it('names the line and never a person', () => {
    const lines = scan([fileOf([...records.slice(0, 2), START, ...records.slice(2)])]);
    expect(lines.refusal).toMatchObject({ code: 'second-start-record', line: 4 });
    const stream = new TextDecoder('latin1').decode(streamFile(BODY)).replace(`003${B}`, `053${B}`);
    expect(scanText(stream).refusal).toMatchObject({ line: 6 });
    expect(JSON.stringify(scanText(stream).refusal)).not.toContain('2801234');
  });

  it('does not take one odd letter of ISO-8859-1 for UTF-8', () => {
    expect(scan([lineFile([...BODY, ['008', { PNR: B, FORNVN: 'Ã¦' }]])]).refusal).toBeNull();
  });
});

it('chunks of any size give the same answer', () => {
  for (const file of [
    lineFile(BODY),
    streamFile(BODY),
    lineFile([]),
    latin1Bytes('000'),
    lineFile(BODY).slice(0, 500),
  ]) {
    const whole = scan([file]);
    for (const size of [1, 2, 3, 7, 35, 36, 37, 64, 1000]) expect(scan(chunksOf(file, size))).toEqual(whole);
  }
});

describePublished('the published change extract', 'testdata/cpr/extracts/d011119.l110901', (file) => {
  it('is read with 40 persons and 570 records, 003 apart', () => {
    expect(scan([file])).toMatchObject({
      refusal: null,
      form: 'lines',
      taskNumber: '110901',
      productionDate: '2001-11-19',
      previousProductionDate: '2001-11-16',
      records: 570,
      persons: 40,
      changeExtract: true,
      apart: true,
      nameOrder: 'first-last',
    });
  });
});

describePublished('the published status extract', 'testdata/cpr/extracts/d011116.l110902', (file) => {
  it('is read with 50 persons and 567 records, names last first', () => {
    expect(scan([file])).toMatchObject({ records: 567, persons: 50, changeExtract: false, nameOrder: 'last-first' });
  });
});

describePublishedFolder('published files of one person', 'testdata/cpr/persons', (files) => {
  it('are refused: their end record counts the whole extract', () => {
    expect(new Set(files.map((file) => refusalOf(scan([file]))))).toEqual(new Set(['wrong-count']));
  });
});
