const LONGEST = 44;
const QUALIFIER = /^[A-Z#@$][A-Z0-9#@$-]{0,7}$/;

/** Whether z/OS takes this as a name: qualifiers of up to 8 characters that begin with a letter, 44 characters in all. */
export const isDataSetName = (name: string): boolean =>
  name.length <= LONGEST && name.split('.').every((qualifier) => QUALIFIER.test(qualifier));

/**
 * The whole name of a data set. Quoted it stands for itself, else it is below the prefix, which ends in a point. The case of
 * letters does not matter. Undefined where z/OS has no such names.
 */
export function wholeName(prefix: string, asked: string): string | undefined {
  const name = /^'(.*)'$/.exec(asked)?.[1] ?? `${prefix}${asked}`;
  const upper = name.toUpperCase();
  return isDataSetName(upper) ? upper : undefined;
}

/** Another prefix: quoted, a level up, or one below. Undefined where it would be no name. */
export function prefixFrom(prefix: string, asked: string): string | undefined {
  if (asked === '..') return `${prefix.split('.').slice(0, -2).join('.')}.`.replace(/^\.$/, '');
  const name = wholeName(prefix, asked.replace(/\.?('?)$/, '$1'));
  return name === undefined ? undefined : `${name}.`;
}

/** Whether a name fits a mask: `*` stands for any characters, `%` and `?` for one; the case of letters does not matter. */
export function fitsMask(mask: string, name: string): boolean {
  const pattern = mask.replace(/[.*+?^${}()|[\]\\%]/g, (char) =>
    char === '*' ? '.*' : char === '%' || char === '?' ? '.' : `\\${char}`,
  );
  return new RegExp(`^${pattern}$`, 'i').test(name);
}
