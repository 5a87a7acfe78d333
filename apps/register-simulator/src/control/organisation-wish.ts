import { parseSorLayout, SOR_LAYOUT_KINDS, type SorLayout } from '../organisations/layouts';
import {
  ORGANISATION_EVENT_KINDS,
  type OrganisationEvent,
  type OrganisationEventKind,
} from '../organisations/organisation-event';
import type { SpoiledFile } from '../sor-files/file-shelf';

/** So many by lot, or this one. */
export type OrganisationWish =
  { count: number; seed?: string; kinds?: OrganisationEventKind[] } | { event: OrganisationEvent };

const MOST = 100_000;

/** Reads a wish from outside: `{count, seed?, kinds?}` or `{kind, sorId, …}`; says what is wrong with it. */
export function readOrganisationWish(value: unknown): OrganisationWish | string {
  if (!isRecord(value)) return 'a wish is an object';
  if (value.count !== undefined) return readCount(value);
  const kind = ORGANISATION_EVENT_KINDS.find((each) => each === value.kind);
  if (kind === undefined) return `kind is one of ${ORGANISATION_EVENT_KINDS.join(', ')}`;
  return eventFault(kind, value) ?? { event: { ...value, kind } as OrganisationEvent };
}

/** Reads `{file?, day?, layouts: ['half', 'renamed-column:EntityName', …]}`; says what is wrong with it. */
export function readSpoiledFile(value: unknown): SpoiledFile | string {
  if (!isRecord(value)) return 'a wish is an object: layouts, file, day';
  const { file = 'daily', day, layouts } = value;
  if (file !== 'daily' && file !== 'history') return 'file is daily or history';
  if (day !== undefined && !isDay(day)) return 'day is a day: YYYY-MM-DD';
  if (!Array.isArray(layouts)) return `layouts are some of ${SOR_LAYOUT_KINDS.join(', ')}`;
  const read: SorLayout[] = [];
  for (const text of layouts) {
    const layout = typeof text === 'string' ? parseSorLayout(text) : undefined;
    if (!layout) return `layouts are some of ${SOR_LAYOUT_KINDS.join(', ')}`;
    read.push(layout);
  }
  return { file, layouts: read, ...(day !== undefined && { day }) };
}

function readCount({ count, seed, kinds }: Record<string, unknown>): OrganisationWish | string {
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MOST) {
    return `count is a whole number from 1 to ${MOST}`;
  }
  if (seed !== undefined && typeof seed !== 'string') return 'seed is a text';
  const known = (each: unknown): each is OrganisationEventKind =>
    ORGANISATION_EVENT_KINDS.some((kind) => kind === each);
  if (kinds !== undefined && !(Array.isArray(kinds) && kinds.every(known))) {
    return `kinds are some of ${ORGANISATION_EVENT_KINDS.join(', ')}`;
  }
  return { count, ...(seed !== undefined && { seed }), ...(kinds !== undefined && { kinds }) };
}

function eventFault(kind: OrganisationEventKind, wish: Record<string, unknown>): string | undefined {
  const { sorId, parent, into, on, name, value } = wish;
  const isId = (each: unknown) => typeof each === 'string' && /^\d{11,18}$/.test(each);
  if (kind !== 'opened' && !isId(sorId)) return 'sorId is a SOR id';
  if (parent !== undefined && !isId(parent)) return 'parent is a SOR id';
  if (into !== undefined && !isId(into)) return 'into is a SOR id';
  if (on !== undefined && !isDay(on)) return 'on is a day: YYYY-MM-DD';
  if (name !== undefined && !(typeof name === 'string' && name.length <= 500)) return 'name is a text';
  if (value !== undefined && value !== null && !(typeof value === 'string' && value.length <= 500)) {
    return 'value is a text or null';
  }
  return undefined;
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
