import type { Contact, GroupContent, InfoValue, ManualEdit } from './contact';
import { sameContent, sameValue } from './content';
import { GROUP_NAMES } from './groups';
import type { GroupName } from './groups';
import type { Dated } from './partial-date';

/**
 * Groups that nobody types over: numbers and protection are the register's alone (CPR-4, REG-8), a state of life shows
 * in the end date a person may set, whether advertisements are refused is for the company to say, and parents, children,
 * main units and owners are references.
 */
const REGISTER_GROUPS = [
  'numbers',
  'protection',
  'status',
  'children',
  'parents',
  'lifetime',
  'advertisement',
  'main_unit',
  'owner',
] as const;

/** A group that a person may type over (REG-4). */
export type EditableGroup = Exclude<GroupName, (typeof REGISTER_GROUPS)[number]>;

/** True for the groups a person may type over. */
export function isEditable(group: GroupName): group is EditableGroup {
  return !(REGISTER_GROUPS as readonly GroupName[]).includes(group);
}

export const EDITABLE_GROUPS: readonly EditableGroup[] = GROUP_NAMES.filter(isEditable);

/** The valid number follows the contact's code, also where its group was typed over. */
const REGISTER_LABEL = 'GældendePNR';

/**
 * A group's content with what a person types in it: references and the valid number stay as `told`, all else is the
 * typed one. A member that was not typed is empty.
 */
export function typedOver(told: GroupContent | undefined, typed: GroupContent): GroupContent {
  const { references: _references, info, ...rest } = typed;
  const number = told?.info?.[REGISTER_LABEL];
  const { [REGISTER_LABEL]: _number, ...labels } = info ?? {};
  const all = number === undefined ? labels : { ...labels, [REGISTER_LABEL]: number };
  return {
    ...rest,
    ...(Object.keys(all).length > 0 && { info: all }),
    ...(told?.references !== undefined && { references: told.references }),
  };
}

/** What is kept of a register's word beside a typed value. */
export function registerContentOf(told: GroupContent): GroupContent {
  const { references: _references, ...content } = told;
  return content;
}

/** What typing does to a group; `edit` absent: the group shows the register's value and nothing is kept beside it. */
export interface GroupEdit {
  readonly content: GroupContent;
  readonly edit?: ManualEdit;
}

type Known = Pick<Contact, 'content' | 'clocks' | 'manual' | 'placeholder'>;

/**
 * Types a group's value over what is shown (REG-4). Undefined: nothing changes. Typing what the register says is no
 * edit, and takes an earlier one back.
 */
export function editGroup(known: Known, group: EditableGroup, typed: GroupContent): GroupEdit | undefined {
  const shown = known.content[group];
  const content = typedOver(shown, typed);
  const earlier = known.manual[group];
  const edit = earlier ?? toldBefore(known, group);
  const isTold = edit.registerContent !== undefined && sameContent(registerContentOf(content), edit.registerContent);
  if (isTold) return earlier === undefined ? undefined : { content };
  return sameContent(shown, content) ? undefined : { content, edit };
}

/** Gives a typed group back to what the register says; `unsaid` is shown where it never said anything. */
export function undoEdit(known: Known, group: EditableGroup, unsaid: GroupContent = {}): GroupEdit | undefined {
  const edit = known.manual[group];
  if (edit === undefined) return undefined;
  return { content: typedOver(known.content[group], edit.registerContent ?? unsaid) };
}

/** What stands in a group that nobody typed in came from a register, also where that spoke of another (CPR-5). */
function toldBefore({ content, clocks, placeholder }: Known, group: EditableGroup): ManualEdit {
  const shown = content[group];
  const isTold = clocks[group] !== undefined || (shown !== undefined && !placeholder);
  return isTold ? { registerContent: registerContentOf(shown ?? {}) } : {};
}

/** One field in which a typed value and the register's differ; a side without a value is absent. */
export interface Difference {
  /** Column (`name1`, `phoneNo`) or custom label. */
  readonly field: string;
  readonly typed?: string;
  readonly register?: string;
}

/** Where a typed group and the register's word differ, field by field: columns in their order, then labels. */
export function differencesOf(typed: GroupContent, register: GroupContent): Difference[] {
  const left = fieldsOf(typed);
  const right = fieldsOf(register);
  // Stored content has lost the order of its members.
  const labels = [...left.keys(), ...right.keys()].filter((field) => !COLUMNS.includes(field)).sort();
  return [...new Set([...COLUMNS, ...labels])].flatMap((field) => {
    const ours = left.get(field);
    const theirs = right.get(field);
    if (sameValue(ours, theirs)) return [];
    return [{ field, ...(ours !== undefined && { typed: ours }), ...(theirs !== undefined && { register: theirs }) }];
  });
}

const COLUMNS: readonly string[] = [
  ...['name1', 'name2', 'text', 'position'],
  ...['address1', 'address2', 'address3', 'postcode', 'city', 'municipality', 'country_code', 'start'],
  ...['phoneNo', 'fax', 'email'],
];

function fieldsOf({ fields, address, contactLines, info, dates }: GroupContent): Map<string, string> {
  const all = new Map<string, string>();
  const { start, ...lines } = address ?? {};
  const columns: Readonly<Record<string, string | undefined>> = { ...fields, ...lines, ...contactLines };
  for (const [name, value] of Object.entries(columns)) if (value !== undefined) all.set(name, value);
  if (start !== undefined) all.set('start', dateText(start));
  for (const [label, values] of Object.entries(info ?? {})) all.set(label, values.map(valueText).join(', '));
  for (const [label, date] of Object.entries(dates ?? {})) all.set(label, dateText(date));
  return all;
}

function valueText({ value, since }: InfoValue): string {
  return since === undefined ? value : `${value} (${dateText(since)})`;
}

/** An asterisk is the register's own mark of a doubtful date. */
function dateText({ date, uncertain }: Dated): string {
  return uncertain === true ? `${date}*` : date;
}
