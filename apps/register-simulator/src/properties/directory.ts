import { Dice, mix } from '../population/dice';
import type { PropertyKind } from './property-state';

/** A piece of land with all that stands on it; its number counts from 0. */
export type Site = number;

/** What lies on a site, which says how many properties it has. */
export const SITE_KINDS = [
  'house',
  'farm',
  'divided',
  'building-area',
  'building-point',
  'flats-on-foreign-land',
  'without-address',
  'without-location',
  'historic',
  'historic-without-row',
  'provisional',
  'protected-owner',
] as const;

export type SiteKind = (typeof SITE_KINDS)[number];

const FIRST_BFE = 900_000_001;

/** Of a hundred sites that are no samples. */
const ODDS: readonly (readonly [SiteKind, number])[] = [
  ['house', 54],
  ['farm', 8],
  ['divided', 12],
  ['building-area', 4],
  ['building-point', 3],
  ['flats-on-foreign-land', 2],
  ['without-address', 8],
  ['without-location', 2],
  ['historic', 2],
  ['historic-without-row', 2],
  ['provisional', 1],
  ['protected-owner', 2],
];

/** Which properties there are: a few bytes each, since everything else about them is built from the seed. */
export class Directory {
  /** Number of the first property of each site, and one more behind the last. */
  private readonly firsts: number[] = [];
  private readonly kinds: Uint8Array;
  /** Properties that came later, by their number; all of them flats. */
  private readonly later: Site[] = [];
  /** Of the first day. */
  private readonly count: number;

  /** The first sites are the samples, of each kind one; there are never fewer. */
  constructor(
    private readonly seed: number,
    properties: number,
  ) {
    const kinds: number[] = [];
    let next = 0;
    for (let site = 0; site < SITE_KINDS.length || next < properties; site++) {
      const drawn = SITE_KINDS[site] ?? this.drawn(site);
      // The last ones are houses, so that there are as many as were asked for.
      const kind = site >= SITE_KINDS.length && next + this.propertiesOn(site, drawn) > properties ? 'house' : drawn;
      this.firsts.push(next);
      kinds.push(SITE_KINDS.indexOf(kind));
      next += this.propertiesOn(site, kind);
    }
    this.firsts.push(next);
    this.kinds = Uint8Array.from(kinds);
    this.count = next;
  }

  get sites(): number {
    return this.kinds.length;
  }

  get properties(): number {
    return this.count + this.later.length;
  }

  kindOf(site: Site): SiteKind {
    return SITE_KINDS[this.kinds[site] ?? 0] ?? 'house';
  }

  /** The properties of the first day. */
  bfesOf(site: Site): number[] {
    const [first = 0, next = 0] = [this.firsts[site], this.firsts[site + 1]];
    return Array.from({ length: next - first }, (_, at) => FIRST_BFE + first + at);
  }

  /** Those and the ones that came later. */
  everyBfeOf(site: Site): number[] {
    const later = this.later.flatMap((on, at) => (on === site ? [FIRST_BFE + this.count + at] : []));
    return [...this.bfesOf(site), ...later];
  }

  /** Another flat on the site. */
  addFlat(site: Site): number {
    this.later.push(site);
    return FIRST_BFE + this.properties - 1;
  }

  siteOf(bfe: number): Site | undefined {
    const at = bfe - FIRST_BFE;
    if (!Number.isInteger(at) || at < 0 || at >= this.properties) return undefined;
    if (at >= this.count) return this.later[at - this.count];
    let [low, high] = [0, this.sites - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.firsts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  whatIs(bfe: number): PropertyKind {
    const site = this.siteOf(bfe) ?? 0;
    const at = bfe - FIRST_BFE;
    if (at >= this.count) return 'flat';
    const place = at - (this.firsts[site] ?? 0);
    if (place === 0) return 'land';
    const kind = this.kindOf(site);
    if (kind === 'divided' || place > 1) return 'flat';
    return kind === 'building-point' ? 'building-point' : 'building-area';
  }

  /** In the order of the numbers, from 0. */
  bfeAt(at: number): number {
    return FIRST_BFE + at;
  }

  private drawn(site: Site): SiteKind {
    let left = new Dice(mix(this.seed, site, 1)).below(100);
    for (const [kind, odds] of ODDS) {
      left -= odds;
      if (left < 0) return kind;
    }
    return 'house';
  }

  private propertiesOn(site: Site, kind: SiteKind): number {
    const sample = site < SITE_KINDS.length;
    switch (kind) {
      case 'divided':
        return 1 + (sample ? 3 : new Dice(mix(this.seed, site, 2)).between(2, 10));
      case 'building-area':
      case 'building-point':
        return 2;
      case 'flats-on-foreign-land':
        return 4;
      default:
        return 1;
    }
  }
}
