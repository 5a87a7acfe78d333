import { lineFile, personsOf, rendered } from '../../test/delivery';
import type { Body } from '../../test/delivery';
import { fromBucket, toBucket } from './bucket';
import { latin1 } from './latin1';
import { parsePerson } from './person-records';
import { eventTimeOn, joinSlices, latestEvent, normalForm, NormalForms, numbersNamed } from './person-slice';
import type { PersonSlice } from './person-slice';

const A = '6101801234';
const B = '6202801234';
const OLD = '6404801234';
const OLDER = '6505801234';

const one = (body: Body): PersonSlice => [...personsOf(lineFile(body)).values()][0]!;
const event = (stamp: string | undefined): Body[number] => [
  '099',
  { PNR: A, TIMESTAMPU: stamp === undefined ? undefined : { date: stamp.slice(0, 10), time: stamp.slice(11) } },
];

describe('the bytes to hash', () => {
  const plain: Body = [
    ['001', { PNR: A, STATUS: '01' }],
    ['004', { PNR: A, BESKYTTYPE: '0001' }],
    ['008', { PNR: A, FORNVN: 'Åge' }],
  ];

  it('are the records in order, without events and trailing blanks', () => {
    const slice = one([plain[2]!, event('2026-11-20 1401'), plain[0]!, plain[1]!]);
    expect(latin1(normalForm(slice))).toBe(`001${A}          01\n004${A}0001\n008${A}Åge\n`);
  });

  it('differ when one character differs', () => {
    expect(normalForm(one([...plain.slice(0, 2), ['008', { PNR: A, FORNVN: 'Aage' }]]))).not.toEqual(
      normalForm(one(plain)),
    );
  });

  it('are the same in a room that is used again, and grows', () => {
    const forms = new NormalForms();
    const short = one(plain);
    const long = one([
      ...plain,
      ...Array.from({ length: 400 }, (): Body[number] => ['008', { PNR: A, FORNVN: 'Åse' }]),
    ]);
    for (const slice of [short, long, short]) expect(new Uint8Array(forms.of(slice))).toEqual(normalForm(slice));
    expect(forms.of(long).length).toBeGreaterThan(4096);
  });

  it('do not depend on what stands behind a record, such as the key constant', () => {
    const records = rendered(plain);
    const plainBytes = normalForm(one(plain));
    const file = latin1(lineFile(plain)).replace(records[0]!.trimEnd(), `${records[0]}KEYCONSTANT0001`);
    const [slice] = personsOf(Uint8Array.from(file, (letter) => letter.charCodeAt(0))).values();
    expect(normalForm(slice!)).toEqual(plainBytes);
  });
});

describe('events', () => {
  it('the latest one counts, blank ones do not', () => {
    const slice = one([event('2026-11-19 2359'), event('2026-11-20 0912'), event(undefined), event('2026-11-20 0911')]);
    expect(latestEvent(slice)).toBe('202611200912');
    expect(latestEvent(one([event(undefined)]))).toBeUndefined();
  });

  it.each([
    ['202611200912', '0912'],
    ['202611192359', '0000'],
    ['202611210001', '0000'],
    ['202611202400', '0000'],
    ['202611201299', '0000'],
    [undefined, '0000'],
  ])('%s gives %s to the clock of a file of 20 November 2026', (latest, time) => {
    expect(eventTimeOn('2026-11-20', latest)).toBe(time);
  });
});

describe('numbers a set names', () => {
  it('are its own, the valid one and the earlier ones', () => {
    const slice = one([
      ['001', { PNR: A, PNRGAELD: B }],
      ['012', { PNR: A, AEGTEPNR: '6808801234' }],
      ['022', { PNRGAELD: A, PNR: OLDER }],
      ['022', { PNRGAELD: A, PNR: OLD }],
    ]);
    expect(numbersNamed(slice)).toEqual([A, B, OLD, OLDER]);
  });

  it('are only its own where nothing else is said', () => {
    expect(numbersNamed(one([['001', { PNR: A }]]))).toEqual([A]);
  });
});

describe('putting a file in order', () => {
  const file = lineFile([
    ['001', { PNR: A, STATUS: '01' }],
    ['001', { PNR: B, STATUS: '03' }],
    ['003', { PNR: B, ADRNVN: 'Åge' }],
    ['003', { PNR: A, ADRNVN: 'Ærø' }],
  ]);
  const joined = personsOf(file);

  it('joins what stands apart', () => {
    expect(joined.get(A)).toMatchObject({ pnr: A, lines: [2, 5] });
    expect(parsePerson(joined.get(A)!).one('003')?.ADRNVN).toBe('Ærø');
    expect(joinSlices([joined.get(B)!])).toBe(joined.get(B));
  });

  it('comes back from a bucket as it went in', () => {
    const parts = [...joined.values()].map(toBucket);
    const bucket = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bucket.set(part, at);
      at += part.length;
    }
    const back = fromBucket(bucket);
    expect(back.map(({ pnr, lines }) => [pnr, lines])).toEqual([
      [A, [2, 5]],
      [B, [3, 4]],
    ]);
    expect(back.map((slice) => parsePerson(slice))).toEqual([...joined.values()].map((slice) => parsePerson(slice)));
    expect(back.map(normalForm)).toEqual([...joined.values()].map(normalForm));
    expect(fromBucket(new Uint8Array(0))).toEqual([]);
  });

  it('keeps a record whose number is damaged with its person', () => {
    const slice = one([
      ['001', { PNR: A, STATUS: '01' }],
      ['012', { PNR: B, CIVST: 'U' }],
    ]);
    expect(fromBucket(toBucket({ ...slice, pnr: A }))).toEqual([{ ...slice, pnr: A }]);
  });
});
