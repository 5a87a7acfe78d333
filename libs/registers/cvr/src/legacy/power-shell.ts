import type { Given } from './legacy-report';

/** PowerShell takes curved quotation marks for straight ones; documents put them there. */
const SINGLE = "['\u2018\u2019\u201a\u201b]";
const DOUBLE = '["\u201c\u201d\u201e]';
const NOT_SINGLE = "[^'\u2018\u2019\u201a\u201b]";
const NOT_DOUBLE = '[^"\u201c\u201d\u201e]';

/**
 * A hyphen that begins a word, a name, and a value: between quotes, where a doubled one stands for itself, or up to the next
 * blank. The guide breaks lines between hyphen and name. The hyphen of the command's own name stands within a word.
 */
const PARAMETER = new RegExp(
  `(?:^|\\s)-\\s*([A-Za-z][A-Za-z0-9]*)(?:\\s*:\\s*|\\s+)` +
    `(?:${SINGLE}((?:${NOT_SINGLE}|${SINGLE}{2})*)${SINGLE}|${DOUBLE}((?:${NOT_DOUBLE}|${DOUBLE}{2})*)${DOUBLE}|([^\\s'"-]\\S*))`,
  'g',
);

/** The parameters of a PowerShell command, as `Update-CvrUpdateServiceConfiguration -LogicClientId '…' -LogicClientSecret '…'`. */
export function powerShellParameters(text: string): readonly Given[] {
  return [...text.matchAll(PARAMETER)].map(([, name = '', single, double, bare]) => ({
    name,
    value:
      single?.replace(new RegExp(`(${SINGLE})${SINGLE}`, 'g'), '$1') ??
      double?.replace(new RegExp(`(${DOUBLE})${DOUBLE}`, 'g'), '$1') ??
      bare ??
      '',
  }));
}
