/**
 * What the register shows of one person, in a form that is easy to compare: dates as text with ` *` where the register
 * marks them doubtful, relatives by number, or by name where they have none. Absent members are not shown.
 */
export interface ShownPerson {
  readonly number: string;
  readonly earlierNumbers: readonly string[];
  readonly name1?: string;
  readonly name2?: string;
  readonly text?: string;
  readonly position?: string;
  readonly end?: string;
  readonly protection?: string;
  readonly address?: ShownAddress;
  /** `label: value`, with the date of its own where it has one. */
  readonly info: readonly string[];
  /** `label: date`. */
  readonly dates: readonly string[];
  /** `label: relative`, with the start where there is one. */
  readonly references: readonly string[];
}

export interface ShownAddress {
  readonly address1?: string;
  readonly address2?: string;
  readonly address3?: string;
  readonly municipality?: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly country?: string;
  readonly start?: string;
}

/** A former address, with its end. */
export type FormerAddress = ShownAddress & { readonly end?: string };

/** The members that say something. */
export function filled<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined | '' }): T {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== ''),
  ) as unknown as T;
}

export const dateText = (date: string, uncertain: boolean): string => (uncertain ? `${date} *` : date);

export const labelled = (label: string, value: string, date?: string): string =>
  date === undefined || date === '' ? `${label}: ${value}` : `${label}: ${value}, ${date}`;
