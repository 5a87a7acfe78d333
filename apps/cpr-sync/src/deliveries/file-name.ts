import { maskPersonNumbers } from '@contact-sync/contacts-model';

/** How files are told apart by name: one setting for both stages (CPR-7). */
export interface NamingRules {
  /** Mask of delivery files: `*` any characters, `?` one; letter case does not matter. */
  readonly pattern: string;
  /** Put before the name when a file has been dealt with. */
  readonly prefix: string;
}

export type NameKind =
  /** Matches the pattern and was not dealt with yet. */
  | 'waiting'
  /** Has the prefix: imported. */
  | 'imported'
  /** Problems of an import, `err` and the name of its file. */
  | 'error'
  /** Nothing of ours. */
  | 'other';

const ERROR_PREFIX = 'err';
const LONGEST_NAME = 100;

/** What a file in the interim directory is. A name with the prefix never lists as waiting, whatever the pattern says. */
export function kindOfName(name: string, rules: NamingRules): NameKind {
  if (name.startsWith('.')) return 'other';
  if (hasPrefix(name, rules.prefix))
    return matchesMask(name.slice(rules.prefix.length), rules.pattern) ? 'imported' : 'other';
  if (hasPrefix(name, ERROR_PREFIX) && matchesMask(name.slice(ERROR_PREFIX.length), rules.pattern)) return 'error';
  return matchesMask(name, rules.pattern) ? 'waiting' : 'other';
}

/** True when the whole name fits the mask, without regard to letter case. */
export function matchesMask(name: string, mask: string): boolean {
  const source = [...mask]
    .map((character) =>
      character === '*' ? '.*' : character === '?' ? '.' : character.replace(/[\\^$.|+()[\]{}]/, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`, 'is').test(name);
}

/** Name a file gets when it has been dealt with. */
export const importedName = (name: string, { prefix }: NamingRules): string => prefix + name;

/** Name of the file that holds the problems of an import. */
export const errorFileName = (name: string): string => ERROR_PREFIX + name;

export type NameFault =
  'not a plain file name' | 'holds a person number' | 'does not match the pattern' | 'has the rename prefix';

/** Why a file may not come in under this name; undefined when it may. Names stand in logs and in addresses. */
export function faultOfName(name: string, rules: NamingRules): NameFault | undefined {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._#$@+-]*$/u.test(name) || name.length > LONGEST_NAME) return 'not a plain file name';
  if (maskPersonNumbers(name) !== name) return 'holds a person number';
  switch (kindOfName(name, rules)) {
    case 'waiting':
      return undefined;
    case 'imported':
      return 'has the rename prefix';
    default:
      return 'does not match the pattern';
  }
}

export type NamingFault =
  | 'the pattern must not be empty'
  | 'the prefix must not be empty'
  | 'the prefix must not begin with a dot or with err, and holds letters, digits, dot, hyphen and underscore only'
  | 'the pattern must not begin with the prefix or with err: no file would ever wait'
  | 'pattern and prefix cannot change while fetched files wait for their import';

/**
 * Whether the naming rules may change. With other rules in the middle of the two stages, fetched files would be lost
 * from sight or fetched again.
 */
export function faultOfNaming(before: NamingRules, after: NamingRules, waitingFiles: number): NamingFault | undefined {
  if (after.pattern.trim() === '') return 'the pattern must not be empty';
  if (after.prefix === '') return 'the prefix must not be empty';
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(after.prefix) || hasPrefix(after.prefix, ERROR_PREFIX)) {
    return 'the prefix must not begin with a dot or with err, and holds letters, digits, dot, hyphen and underscore only';
  }
  if ([after.prefix, ERROR_PREFIX].some((taken) => hasPrefix(beginningOf(after.pattern), taken))) {
    return 'the pattern must not begin with the prefix or with err: no file would ever wait';
  }
  if (waitingFiles > 0 && (before.pattern !== after.pattern || before.prefix !== after.prefix)) {
    return 'pattern and prefix cannot change while fetched files wait for their import';
  }
  return undefined;
}

/** What every name that fits the mask begins with. */
const beginningOf = (mask: string): string => mask.replace(/[*?].*$/s, '');

const hasPrefix = (name: string, prefix: string): boolean => name.toLowerCase().startsWith(prefix.toLowerCase());
