import type { OfficeFault, OfficeOptions } from '../cpr-office/cpr-office';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const FAULT_KINDS: readonly OfficeFault['kind'][] = ['late', 'missing', 'twice', 'cut', 'wrong-count'];

/** What kind of value each option takes; what stands in it is the office's own affair. */
const OPTIONS: Readonly<Record<keyof OfficeOptions, (value: unknown) => boolean>> = {
  customer: isText,
  changeTask: isText,
  statusTask: isText,
  area: isTexts,
  recordTypes: isTexts,
  addressingName: (value) => value === 'first-last' || value === 'last-first',
  layout: (value) => value === 'lines' || value === 'lines-crlf' || value === 'stream',
  emptyFiles: isFlag,
  receipts: isFlag,
  followNumbers: isFlag,
  deleteCode: isText,
  inputDeadline: isText,
  migratedAfterDays: (value) => typeof value === 'number',
};

/** Reads a fault from outside: `{kind, day?, at?}`; says what is wrong with it. */
export function readOfficeFault(value: unknown): OfficeFault | string {
  const { kind, day, at } = isRecord(value) ? value : {};
  const known = FAULT_KINDS.find((each) => each === kind);
  if (known === undefined) return `kind is one of ${FAULT_KINDS.join(', ')}`;
  if (day !== undefined && !(typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day))) return 'day is YYYY-MM-DD';
  if (at !== undefined && !(typeof at === 'number' && Number.isInteger(at) && at >= 0))
    return 'at is a number of bytes';
  return { kind: known, ...(day !== undefined && { day }), ...(at !== undefined && { at }) };
}

/** Reads options from outside; says what is wrong with them. */
export function readOfficeOptions(value: unknown): Partial<OfficeOptions> | string {
  if (!isRecord(value)) return 'options are an object';
  for (const [name, given] of Object.entries(value)) {
    const fits = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof OfficeOptions] : undefined;
    if (!fits) return `options are ${Object.keys(OPTIONS).join(', ')}`;
    if (!fits(given)) return `${name} cannot be that`;
  }
  return value;
}
