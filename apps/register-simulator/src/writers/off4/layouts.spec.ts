import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Layout, LAYOUTS } from './layouts';
import { record } from './record';

const SPECIFICATION = join(__dirname, '../../../../../../shared/specs/cpr/off4-records.json');
const whereSpecified = existsSync(SPECIFICATION) ? describe : describe.skip;

interface Specified {
  records: { recordType: string; length: number; fields: { name_da: string; start: number; length: number }[] }[];
}

whereSpecified('the layouts and the published specification (skipped where it is absent)', () => {
  it('agree on every field of every record type that is written', () => {
    const { records } = JSON.parse(readFileSync(SPECIFICATION, 'utf8')) as Specified;
    for (const [type, { length, fields }] of Object.entries<Layout>(LAYOUTS)) {
      const specified = records.find(({ recordType }) => recordType === type);
      expect([type, length]).toEqual([specified?.recordType, specified?.length]);
      expect(Object.entries(fields).map(([name, [start, width]]) => [name, start, width])).toEqual(
        specified?.fields.slice(1).map((field) => [field.name_da, field.start, field.length]),
      );
    }
  });
});

describe('a record', () => {
  it('has each value where its field begins, blanks and zeros where nothing is', () => {
    expect(
      record('016', { PNR: '6101051234', 'RELTYP-FORÆLDREMYN': '0003', 'START_DT-FORÆLDREMYN': '2005-01-01' }),
    ).toBe('016' + '6101051234' + '0003' + '2005-01-01' + ' ' + ' '.repeat(10) + ' '.repeat(10) + ' '.repeat(10));
    expect(record('007', { PNR: '6101051234' })).toBe('007' + '6101051234' + '000000000000' + ' ');
  });

  it('refuses a value that its field cannot hold', () => {
    expect(() => record('014', { PNR: '6101051234', 'PNR-BARN': '61010512345' })).toThrow('PNR-BARN holds 10');
  });
});
