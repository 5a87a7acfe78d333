import { GROUP_NAMES, GROUPS, type GroupName } from '@contact-sync/contacts-model';
import { UsageError } from '../failures';
import type { Surroundings } from '../surroundings';

const MOST = 100_000;
const ADDRESS = ['address1', 'address2', 'address3', 'municipality', 'postcode', 'city', 'country_code'];
const CONTACT_LINES = ['phoneNo', 'fax', 'email'];

/** What was typed: a code, and content by group in the form of the API. */
export interface TypedFields {
  readonly nameCode?: string;
  readonly content: Readonly<Partial<Record<GroupName, object>>>;
}

/**
 * Reads `FIELD=VALUE` lines from standard input, where names and numbers are seen by nobody else. Throws `UsageError`,
 * which tells the line and never what stands in it.
 */
export async function readFields({ input, errors }: Pick<Surroundings, 'input' | 'errors'>): Promise<TypedFields> {
  if (input.isTTY === true) errors.write('FIELD=VALUE, one a line; Ctrl-D ends:\n');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST) throw new UsageError('standard input holds more than a contact');
    chunks.push(bytes);
  }
  return parseFields(Buffer.concat(chunks).toString('utf8'));
}

/** The fields by group; a label that stands several times has several values, the first of which is the main one. */
export function parseFields(text: string): TypedFields {
  let nameCode: string | undefined;
  const content: Partial<Record<GroupName, Record<string, Record<string, unknown>>>> = {};
  const put = (group: GroupName, member: string, field: string, value: unknown): void => {
    const members = ((content[group] ??= {})[member] ??= {});
    const known = members[field];
    if (known === undefined) members[field] = value;
    else if (Array.isArray(known) && Array.isArray(value))
      members[field] = [...(known as unknown[]), ...(value as unknown[])];
    else throw new UsageError(`the field ${field} stands twice`);
  };
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const equals = line.indexOf('=');
    const field = line.slice(0, Math.max(0, equals)).trim();
    const value = line.slice(equals + 1).trim();
    const place = field === 'nameCode' ? undefined : placeOf(field);
    if (equals < 1 || (field !== 'nameCode' && place === undefined)) {
      throw new UsageError(`line ${at + 1} of standard input is not FIELD=VALUE with a field that can be typed`);
    }
    if (place === undefined) nameCode = value.replace(/[\s-]/g, '');
    else if (place.member === 'dates') put(place.group, 'dates', field, { date: value });
    else if (place.member === 'info') put(place.group, 'info', field, [{ value }]);
    else put(place.group, place.member, field, field === 'start' ? { date: value } : value);
  }
  return { content, ...(nameCode !== undefined && { nameCode }) };
}

function placeOf(field: string): { group: GroupName; member: string } | undefined {
  if (ADDRESS.includes(field) || field === 'start') return { group: 'main_address', member: 'address' };
  if (CONTACT_LINES.includes(field)) return { group: 'contact_lines', member: 'contactLines' };
  for (const group of GROUP_NAMES) {
    const { fields, info, dates } = GROUPS[group];
    if (fields?.some((name) => name === field) === true) return { group, member: 'fields' };
    if (info?.includes(field) === true) return { group, member: 'info' };
    if (dates?.includes(field) === true) return { group, member: 'dates' };
  }
  return undefined;
}
