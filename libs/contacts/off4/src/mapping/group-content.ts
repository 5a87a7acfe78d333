import type {
  Address,
  ContactFields,
  Dated,
  InfoValue,
  ObservedGroup,
  PartialDate,
  Reference,
} from '@contact-sync/contacts-model';

type OrAbsent<T> = { readonly [K in keyof T]: T[K] | undefined };
type ByLabel<T> = Readonly<Record<string, T | undefined>>;

/** What a mapping function found; empty members are left out by `groupContent`. */
export interface Found {
  readonly fields?: OrAbsent<ContactFields>;
  readonly info?: ByLabel<string | readonly InfoValue[]>;
  readonly dates?: ByLabel<Dated>;
  readonly references?: ByLabel<readonly Reference[]>;
  readonly address?: Address | undefined;
  readonly ended?: Dated | undefined;
  readonly protection?: Dated | undefined;
  readonly earlierNumbers?: readonly string[];
  readonly referencesEnd?: Dated | undefined;
  readonly addressEnd?: Dated | undefined;
}

/** The group's content in the one form equal content has: no empty text, list or member. */
export function groupContent({ fields, info, dates, references, ...rest }: Found): ObservedGroup {
  return present<ObservedGroup>({
    ...rest,
    fields: presentOrNone(fields),
    info: presentOrNone(mapValues(info, infoValues)),
    dates: presentOrNone(dates),
    references: presentOrNone(mapValues(references, orNone)),
    earlierNumbers: orNone(rest.earlierNumbers),
  });
}

/** The members that have a value. */
export function present<T extends object>(members: OrAbsent<T>): T {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as T;
}

/** A date with the register's mark; nothing where there is no date. */
export function dated(date: PartialDate | undefined, isUncertain?: true): Dated | undefined {
  if (date === undefined) return undefined;
  return isUncertain === undefined ? { date } : { date, uncertain: true };
}

function presentOrNone<T extends object>(members: OrAbsent<T> | undefined): T | undefined {
  if (members === undefined) return undefined;
  const kept = present<T>(members);
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function mapValues<A, B>(record: ByLabel<A> | undefined, change: (value: A | undefined) => B | undefined): ByLabel<B> {
  return Object.fromEntries(Object.entries(record ?? {}).map(([label, value]) => [label, change(value)]));
}

function infoValues(value: string | readonly InfoValue[] | undefined): readonly InfoValue[] | undefined {
  return typeof value === 'string' ? [{ value }] : orNone(value);
}

function orNone<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}
