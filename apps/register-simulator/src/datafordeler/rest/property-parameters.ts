import { stamp } from '../../companies/moments';
import { heldAt, type Moments, type Row, type Value } from '../queries/conditions';

/** What a method of the property registers may be asked with, read from its query. */
export interface PropertyParameters {
  /** Values of a list, or undefined where the parameter is absent. */
  readonly list: (name: string) => readonly string[] | undefined;
  readonly status: string | undefined;
  /** Whether a row holds at the moments, or in the periods, that are asked for; now where none are. */
  readonly held: (row: Row) => boolean;
  /** The same moments, for what the rows lead to. */
  readonly moments: Moments;
  readonly page: <T>(rows: readonly T[]) => T[];
}

/** How many rows a page holds where the query does not say. */
const PAGE_SIZE = 20;
const MOST_VALUES = 200;
const LONGEST_PAGE = 1000;

/**
 * Reads the parameters, by their names in any case; says what is wrong with them. Values of a list stand apart by `|`,
 * commas are taken too.
 */
export function readPropertyParameters(
  query: Readonly<Record<string, unknown>>,
  now: Date,
): PropertyParameters | string {
  const given = new Map(Object.entries(query).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const moment = (name: string) => {
    const text = given.get(name);
    const at = text === undefined ? now.getTime() : Date.parse(text);
    return Number.isNaN(at) ? undefined : stamp(at, 999);
  };
  const number = (name: string, absent: number) => Number(given.get(name) ?? absent);
  const [known, at] = [moment('registreringstid'), moment('virkningstid')];
  const [page, size] = [number('page', 1), number('pagesize', PAGE_SIZE)];
  if (known === undefined || at === undefined) return 'a moment cannot be read';
  if (!(page >= 1) || !(size >= 1 && size <= LONGEST_PAGE)) return 'page and pagesize are out of bounds';
  for (const value of given.values()) {
    if (value.split(/[|,]/).length > MOST_VALUES) return `a list holds at most ${MOST_VALUES} values`;
  }
  const moments = { known, moment: at };
  const within = periods(given, now);
  return {
    list: (name) => given.get(name.toLowerCase())?.split(/[|,]/),
    status: given.get('status'),
    held: within ?? heldAt(moments),
    moments,
    page: (rows) => rows.slice((page - 1) * size, page * size),
  };
}

/** Rows that hold at some time of the periods, where one is given by its ends. */
function periods(given: ReadonlyMap<string, string>, now: Date): ((row: Row) => boolean) | undefined {
  const bound = (name: string) => {
    const text = given.get(name);
    return text === undefined ? undefined : stamp(Date.parse(text) || now.getTime(), 999);
  };
  const [from, to] = [bound('virkningstidfra'), bound('virkningstidtil')];
  const [knownFrom, knownTo] = [bound('registreringstidfra'), bound('registreringstidtil')];
  if ([from, to, knownFrom, knownTo].every((each) => each === undefined)) return undefined;
  const touches = (start: Value, end: Value, first: string | undefined, last: string | undefined) =>
    (last === undefined || String(start) <= last) && (first === undefined || !end || String(end) > first);
  const known = knownFrom ?? knownTo;
  return (row) =>
    touches(row['virkningFra'], row['virkningTil'], from, to) &&
    (known === undefined
      ? !row['registreringTil']
      : touches(row['registreringFra'], row['registreringTil'], knownFrom, knownTo));
}
