import { type Field, type FieldsOf, type Layout, LAYOUTS, type RecordType } from './layouts';

interface CompiledField {
  name: string;
  length: number;
  empty: string;
}

const COMPILED = new Map<string, readonly CompiledField[]>(
  Object.entries<Layout>(LAYOUTS).map(([type, { length, fields }]) => [type, compile(type, length, fields)]),
);

/** One record of full length, every field in its place. Throws RangeError on a value too long for its field. */
export function record<T extends RecordType>(type: T, values: FieldsOf<T>): string {
  let text: string = type;
  for (const { name, length, empty } of COMPILED.get(type) ?? []) {
    const value = (values as Readonly<Record<string, string | undefined>>)[name];
    if (value === undefined || value === '') text += empty;
    else if (value.length === length) text += value;
    else if (value.length < length) text += value.padEnd(length);
    else throw new RangeError(`record ${type}: ${name} holds ${length} characters, not ${value.length}`);
  }
  return text;
}

/** Checks that the fields follow each other without gap or overlap and fill the record. */
function compile(type: string, length: number, fields: Readonly<Record<string, Field>>): readonly CompiledField[] {
  let next = 4;
  const compiled = Object.entries(fields).map(([name, [start, width, empty]]) => {
    if (start !== next) throw new Error(`record ${type}: ${name} does not begin at ${next}`);
    next += width;
    return { name, length: width, empty: (empty === 0 ? '0' : ' ').repeat(width) };
  });
  if (next !== length + 1) throw new Error(`record ${type} is not ${length} long`);
  return compiled;
}
