import type { Field, Moment } from '../src/layout/field';
import { LAYOUTS } from '../src/records/record-types';
import type { RecordType } from '../src/records/record-types';

type Values = Readonly<Record<string, unknown>>;

/** A record as CPR writes it: padded to its full length. Written from the tables, for tests only. */
export function render(type: RecordType, values: Values): string {
  const { length, fields } = LAYOUTS[type];
  const characters = Array.from({ length }, () => ' ');
  for (const [name, field] of Object.entries<Field>(fields)) {
    const written = name === 'RECORDTYPE' ? type : renderField(field, values[name]);
    if (written.length > field.length) throw new RangeError(`${name} is longer than its field`);
    [...written.padEnd(field.length)].forEach((character, at) => (characters[field.start - 1 + at] = character));
  }
  return characters.join('');
}

function renderField({ kind, length }: Field, value: unknown): string {
  if (value === undefined) return '';
  switch (kind) {
    case 'umrk':
      return '*';
    case 'date8':
      return (value as string).replaceAll('-', '').padEnd(length, '0');
    case 'date10':
      return `${value as string}-00-00`.slice(0, length);
    case 'timestamp12': {
      const { date, time } = value as Moment;
      return `${date.replaceAll('-', '').padEnd(8, '0')}${time ?? '0099'}`;
    }
    default:
      return value as string;
  }
}
