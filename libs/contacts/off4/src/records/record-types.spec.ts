import { describePublished } from '@contact-sync/testing';
import type { Field } from '../layout/field';
import { latin1 } from '../reading/latin1';
import { LAYOUTS, SINGLE_TYPES } from './record-types';

interface DescribedField {
  readonly name_da: string;
  readonly start: number;
  readonly length: number;
  readonly type: string;
}

interface DescribedRecord {
  readonly recordType: string;
  readonly name_da: string;
  readonly length: number;
  readonly maxOccursPerPerson: number | null;
  readonly fields: readonly DescribedField[];
}

describePublished('tables and the description of the registers', 'specs/cpr/off4-records.json', (content) => {
  const text = new TextDecoder().decode(content);
  const { records } = JSON.parse(text) as { readonly records: readonly DescribedRecord[] };

  it('know the same record types', () => {
    expect(Object.keys(LAYOUTS).sort()).toEqual(records.map(({ recordType }) => recordType).sort());
    expect(records).toHaveLength(37);
  });

  it.each(records)('$recordType $name_da: name, start, length and kind of every field', (described) => {
    const layout = LAYOUTS[described.recordType as keyof typeof LAYOUTS];
    const fields = Object.entries<Field>(layout.fields).map(([name, field]) => ({
      name_da: name,
      start: field.start,
      length: field.length,
      type: field.kind,
    }));
    const wanted = described.fields.map(({ name_da, start, length, type }) => ({ name_da, start, length, type }));
    expect(fields).toEqual(wanted);
    expect([layout.name, layout.length]).toEqual([described.name_da, described.length]);
  });

  it('agree on what a person has once', () => {
    const once = records.filter(
      ({ recordType, maxOccursPerPerson }) => maxOccursPerPerson === 1 && recordType !== '000',
    );
    const types = once.map(({ recordType }) => recordType).filter((type) => type !== '999');
    expect([...SINGLE_TYPES].sort()).toEqual(types.sort());
  });
});

describe('every table', () => {
  it.each(Object.entries(LAYOUTS))('%s has fields in order that do not overlap and stay inside', (_, layout) => {
    let end = 0;
    for (const { start, length } of Object.values<Field>(layout.fields)) {
      expect(start).toBeGreaterThan(end);
      end = start + length - 1;
    }
    expect(end).toBeLessThanOrEqual(layout.length);
  });

  it('holds no text that a contact would have to cut: names and addresses have 150 characters (REG-2)', () => {
    const widthOf = (fields: object, names: RegExp): number =>
      Object.entries(fields as Record<string, Field>)
        .filter(([name]) => names.test(name))
        .reduce((width, [, field]) => width + field.length + 2, 0);
    expect(widthOf(LAYOUTS['008'].fields, /^(FORNVN|MELNVN)$/)).toBeLessThanOrEqual(150);
    expect(widthOf(LAYOUTS['005'].fields, /^UDLANDADR[345]$/)).toBeLessThanOrEqual(150);
    expect(widthOf(LAYOUTS['006'].fields, /^ADR[345]-/)).toBeLessThanOrEqual(150);
    expect(widthOf(LAYOUTS['052'].fields, /^RELTXT[345]$/)).toBeLessThanOrEqual(150);
    const longest = Object.values(LAYOUTS).flatMap(({ fields }) => Object.values<Field>(fields).map((f) => f.length));
    expect(Math.max(...longest)).toBeLessThanOrEqual(150);
  });
});

it('Danish letters of field names are whole letters', () => {
  const names = Object.values(LAYOUTS).flatMap(({ fields }) => Object.keys(fields));
  expect(names.every((name) => name === name.normalize('NFC'))).toBe(true);
  expect(latin1(new Uint8Array([0xc6]))).toBe('Æ');
});
