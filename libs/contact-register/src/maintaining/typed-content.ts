import { GROUP_OF_DATE, GROUP_OF_INFO, GROUPS, isPartialDate } from '@contact-sync/contacts-model';
import type { Dated, EditableGroup, GroupContent, InfoValue } from '@contact-sync/contacts-model';
import type { HandFault, HandRule } from './hand';

/** Longest text of a column (REG-2). What is typed is never cut: longer is refused. */
export const MAX_TEXT = 150;

/** Control characters; a NUL could not even be stored. */
const CONTROL = /[\u0000-\u001f\u007f]/;
const MUNICIPALITY = /^\d{4}$/;
/** ISO 3166 letters, or a register's own code where that has no known letters. */
const COUNTRY = /^(?:[A-Z]{2}|\d{4})$/;
const PHONE = /^\+?(?=(?:\D*\d){3})[\d ()./-]{3,40}$/;
const EMAIL = /^[^\s@<>]+@[^\s@<>.]+(?:\.[^\s@<>.]+)+$/;

type Form = readonly [RegExp, HandRule];

const PLAIN = { address1: null, address2: null, address3: null, postcode: null, city: null } as const;
const ADDRESS: Readonly<Record<string, Form | null>> = {
  ...PLAIN,
  municipality: [MUNICIPALITY, 'digits'],
  country_code: [COUNTRY, 'form'],
};
const CONTACT_LINES: Readonly<Record<string, Form | null>> = {
  phoneNo: [PHONE, 'form'],
  fax: [PHONE, 'form'],
  email: [EMAIL, 'form'],
};

/** The content in the one form equal content has, or the first field that is refused. */
export type Typed<T> = { readonly value: T } | { readonly fault: HandFault };

/**
 * Reads what was typed in a group: texts without blanks around them, empty ones left out, members the group does not
 * hold refused. Takes anything and never throws: what is typed comes from outside.
 */
export function readTyped(group: EditableGroup, typed: unknown): Typed<GroupContent> {
  return reading(() => contentOf(group, record(group, typed)));
}

/** Reads the values of a label, the first of which has priority 1. */
export function readValues(label: string, typed: unknown): Typed<readonly InfoValue[]> {
  return reading(() => values(label, typed));
}

/** Reads a typed date: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where no more is known. */
export function readDate(field: string, typed: unknown): Typed<Dated> {
  return reading(() => date(field, typed));
}

function reading<T>(read: () => T): Typed<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof Refused) return { fault: error.fault };
    throw error;
  }
}

/** Carries a fault out of the depth of a value; never leaves this file. */
class Refused extends Error {
  readonly fault: HandFault;
  constructor(field: string, rule: HandRule) {
    super(rule);
    this.fault = { field, rule };
  }
}

/** A member or field we do not know is named by what it stands in: its own name is the caller's, and may hold anything. */
const MEMBERS: readonly string[] = ['fields', 'address', 'contactLines', 'info', 'dates', 'references'];

function contentOf(group: EditableGroup, typed: Readonly<Record<string, unknown>>): GroupContent {
  const shape = GROUPS[group];
  const content: { -readonly [K in keyof GroupContent]: GroupContent[K] } = {};
  for (const [member, value] of Object.entries(typed)) {
    if (value === undefined) continue;
    if (member === 'fields' && shape.fields !== undefined) {
      content.fields = texts(member, record(member, value), asPlain(shape.fields));
    } else if (member === 'address' && group === 'main_address') {
      const { start, ...lines } = record(member, value);
      content.address = {
        ...texts(member, lines, ADDRESS),
        ...(start !== undefined && { start: date('start', start) }),
      };
    } else if (member === 'contactLines' && group === 'contact_lines') {
      content.contactLines = texts(member, record(member, value), CONTACT_LINES);
    } else if (member === 'info' && shape.info !== undefined) {
      content.info = labels(member, record(member, value), shape.info, values);
    } else if (member === 'dates' && shape.dates !== undefined) {
      content.dates = labels(member, record(member, value), shape.dates, date);
    } else throw new Refused(MEMBERS.includes(member) ? member : group, 'unknown');
  }
  // Empty members are not used, so that equal content is equal text.
  return Object.fromEntries(Object.entries(content).filter(([, member]) => Object.keys(member).length > 0));
}

function record(field: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused(field, 'form');
  return value as Readonly<Record<string, unknown>>;
}

function asPlain(names: readonly string[]): Readonly<Record<string, null>> {
  return Object.fromEntries(names.map((name) => [name, null]));
}

function texts(
  member: string,
  typed: Readonly<Record<string, unknown>>,
  forms: Readonly<Record<string, Form | null>>,
): object {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(typed)) {
    if (!Object.hasOwn(forms, name)) throw new Refused(member, 'unknown');
    const line = value === undefined ? '' : text(name, value);
    if (line === '') continue;
    const [form, rule] = forms[name] ?? [];
    if (form?.test(line) === false) throw new Refused(name, rule ?? 'form');
    kept[name] = line;
  }
  return kept;
}

function text(field: string, value: unknown): string {
  if (typeof value !== 'string' || CONTROL.test(value)) throw new Refused(field, 'text');
  const plain = value.trim();
  if (plain.length > MAX_TEXT) throw new Refused(field, 'too-long');
  return plain;
}

/** The valid number follows the contact's code: nobody types it. */
const REGISTER_LABELS: readonly string[] = ['GældendePNR'];

function labels<T>(
  member: string,
  typed: Readonly<Record<string, unknown>>,
  known: readonly string[],
  read: (label: string, value: unknown) => T,
): Record<string, T> {
  const kept: Record<string, T> = {};
  for (const [label, value] of Object.entries(typed)) {
    if (value === undefined) continue;
    if (!known.includes(label)) throw new Refused(isLabel(label) ? label : member, 'unknown');
    if (REGISTER_LABELS.includes(label)) throw new Refused(label, 'of-the-register');
    const said = read(label, value);
    if (!Array.isArray(said) || said.length > 0) kept[label] = said;
  }
  return kept;
}

function isLabel(name: string): boolean {
  return GROUP_OF_INFO.has(name) || GROUP_OF_DATE.has(name);
}

const MAX_VALUES = 100;

function values(label: string, typed: unknown): readonly InfoValue[] {
  if (!Array.isArray(typed)) throw new Refused(label, 'form');
  if (typed.length > MAX_VALUES) throw new Refused(label, 'too-long');
  return typed.map((one: unknown) => {
    const { value, since, ...rest } = record(label, one);
    if (Object.keys(rest).length > 0) throw new Refused(label, 'unknown');
    const plain = text(label, value);
    if (plain === '') throw new Refused(label, 'needed');
    return { value: plain, ...(since !== undefined && { since: date(label, since) }) };
  });
}

function date(field: string, typed: unknown): Dated {
  const { date: day, uncertain, ...rest } = record(field, typed);
  if (Object.keys(rest).length > 0) throw new Refused(field, 'unknown');
  if (typeof day !== 'string' || !isPartialDate(day)) throw new Refused(field, 'date');
  if (uncertain !== undefined && uncertain !== true) throw new Refused(field, 'form');
  return uncertain === true ? { date: day, uncertain: true } : { date: day };
}
