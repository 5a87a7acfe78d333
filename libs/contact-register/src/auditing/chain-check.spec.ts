import { GENESIS, linkHash } from './audit-hash';
import type { AuditRoot } from './audit-root';
import type { AuditRow } from './audit-row';
import { ChainCheck, type AuditFault, type AuditLink } from './chain-check';

const DAY_1 = Date.parse('2026-03-20T08:00:00Z') * 1000;
const DAY_2 = Date.parse('2026-03-21T08:00:00Z') * 1000;

const rowAt = (id: number, at: number): AuditRow => ({
  id: String(id),
  at: String(at),
  who: 'kim',
  purpose: 'sag 12',
  action: 'read',
  register: 'contacts',
  contactId: '4711',
  fields: ['name'],
  resultCount: null,
});

/** Rows 11 to 16, three a day, sealed in that order. */
const ROWS = [11, 12, 13, 14, 15, 16].map((id) => rowAt(id, (id < 14 ? DAY_1 : DAY_2) + id));

function sealed(rows: readonly AuditRow[]): AuditLink[] {
  let before = GENESIS;
  return rows.map((row, at) => {
    before = linkHash(before, row);
    return { position: at + 1, auditId: row.id, hash: before };
  });
}

const LINKS = sealed(ROWS);
const rootAt = (day: string, position: number, links = LINKS): AuditRoot => ({
  day,
  position,
  hash: links[position - 1]?.hash ?? '',
});
const ROOTS = [rootAt('2026-03-20', 3), rootAt('2026-03-21', 6)];

function check(
  links: readonly AuditLink[] = LINKS,
  rows: readonly AuditRow[] = ROWS,
  roots: readonly AuditRoot[] = ROOTS,
): AuditFault[] {
  const faults: AuditFault[] = [];
  const chain = new ChainCheck(roots, (fault) => faults.push(fault));
  for (const link of links)
    chain.take(
      link,
      rows.find(({ id }) => id === link.auditId),
    );
  chain.end();
  return faults;
}

const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, n) => n !== at);
const changed = <T extends object>(list: readonly T[], at: number, change: Partial<T>): T[] =>
  list.map((one, n) => (n === at ? { ...one, ...change } : one));

describe('checking the chain', () => {
  it('finds nothing where nothing was done, with or without roots, empty or not', () => {
    expect(check()).toEqual([]);
    expect(check(LINKS, ROWS, [])).toEqual([]);
    expect(check([], [], [])).toEqual([]);
  });

  it.each<[string, Partial<AuditRow>]>([
    ['who', { who: 'bo' }],
    ['the purpose', { purpose: 'sag 13' }],
    ['the time', { at: String(DAY_1 + 1) }],
    ['whom', { contactId: '4712' }],
    ['whom, to nobody', { contactId: null }],
    ['what was shown', { fields: [] }],
    ['what was shown, to unknown', { fields: null }],
    ['how many', { resultCount: '0' }],
    ['the action', { action: 'find' }],
    ['the register', { register: 'cpr' }],
  ])('finds a row in which %s was changed, once', (_, change) => {
    expect(check(LINKS, changed(ROWS, 1, change))).toEqual([{ kind: 'row-changed', position: 2, auditId: '12' }]);
  });

  it('finds a row that is gone', () => {
    expect(check(LINKS, without(ROWS, 4))).toEqual([{ kind: 'row-missing', position: 5, auditId: '15' }]);
  });

  it('finds links that are gone, and how many', () => {
    expect(check(without(LINKS, 1))).toEqual([{ kind: 'link-missing', position: 2 }]);
    expect(check(without(without(LINKS, 0), 0))).toEqual([{ kind: 'link-missing', position: 1, count: 2 }]);
  });

  it('finds a chain that was cut at its end, by the root', () => {
    expect(check(LINKS.slice(0, 4), ROWS.slice(0, 4))).toEqual([
      { kind: 'root-differs', day: '2026-03-21', position: 6 },
    ]);
  });

  it('finds a link whose hash was changed: itself and its successor do not fit', () => {
    const faults = check(changed(LINKS, 3, { hash: 'ab'.repeat(32) }));
    expect(faults).toEqual([
      { kind: 'row-changed', position: 4, auditId: '14' },
      { kind: 'row-changed', position: 5, auditId: '15' },
    ]);
  });

  it('finds two rows that changed places', () => {
    const links = changed(changed(LINKS, 3, { auditId: '15' }), 4, { auditId: '14' });
    expect(check(links).map(({ position }) => position)).toEqual([4, 5]);
  });

  it('finds a chain that was written anew from some place on, by its roots', () => {
    const rows = changed(ROWS, 1, { who: 'bo' });
    expect(check(sealed(rows), rows)).toEqual([
      { kind: 'root-differs', day: '2026-03-20', position: 3 },
      { kind: 'root-differs', day: '2026-03-21', position: 6 },
    ]);
  });

  it('finds a row of a day whose root was taken before', () => {
    const rows = changed(ROWS, 4, { at: String(DAY_1) });
    const links = sealed(rows);
    const roots = [rootAt('2026-03-20', 3, links), rootAt('2026-03-21', 6, links)];
    expect(check(links, rows, roots)).toEqual([{ kind: 'row-after-root', position: 5, auditId: '15' }]);
  });

  it('finds roots that do not fit: changed, missing between others, before their predecessor', () => {
    expect(check(LINKS, ROWS, changed(ROOTS, 0, { position: 2 }))).toEqual([
      { kind: 'root-differs', day: '2026-03-20', position: 2 },
    ]);
    const three = [...ROOTS, rootAt('2026-03-22', 6)];
    expect(check(LINKS, ROWS, three)).toEqual([]);
    expect(check(LINKS, ROWS, without(three, 1))).toEqual([{ kind: 'root-missing', day: '2026-03-21' }]);
    expect(check(LINKS, ROWS, [rootAt('2026-03-20', 6), rootAt('2026-03-21', 5)])).toContainEqual({
      kind: 'root-disordered',
      day: '2026-03-21',
      position: 5,
    });
  });
});
