/** Characters of a data set name in all, its prefix and dots counted (cpr-direkte.md 6.2). */
const LONGEST_NAME = 44;
const LONGEST_QUALIFIER = 8;
/** Letters and national characters begin a qualifier; digits and hyphens may follow. */
const QUALIFIER = /^[A-Z#@$][A-Z0-9#@$-]{0,7}$/i;
/** A delivery as it is named by its production date and its task: what a prefix has to fit before. */
const DELIVERY = 'D240130.L110901';

/** Whether z/OS takes a text for the name of a data set. */
export function isDataSetName(name: string): boolean {
  return name.length <= LONGEST_NAME && name.split('.').every((qualifier) => QUALIFIER.test(qualifier));
}

/**
 * Why files of the CPR office cannot be renamed on z/OS by putting a prefix before their names; undefined when they can. A
 * qualifier has 8 characters at most, and those of deliveries have 7.
 */
export function faultOfDataSetPrefix(prefix: string): string | undefined {
  if (isDataSetName(prefix + DELIVERY)) return undefined;
  const why = whyNot(prefix + DELIVERY);
  return `the prefix does not fit a z/OS file server: ${why}; use one letter, as X, or a part of its own, as HENTET.`;
}

/** Another name for a file whose first choice is taken: nothing that is on the server is ever overwritten. */
export function otherName(name: string, copy: number, isDataSet: boolean): string {
  return isDataSet ? `${name}.C${copy}` : `${name}.${copy}`;
}

function whyNot(name: string): string {
  if (name.length > LONGEST_NAME) return `a data set name has at most ${LONGEST_NAME} characters`;
  if (name.split('.').some((qualifier) => qualifier.length > LONGEST_QUALIFIER))
    return 'the parts of a data set name between its dots have at most 8 characters, and those of a delivery have 7';
  return 'the parts of a data set name begin with a letter, and hold letters, digits, #, @, $ and hyphens only';
}
