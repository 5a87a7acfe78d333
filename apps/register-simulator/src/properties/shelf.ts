import { unitOfRowId } from '../companies/row-id';
import { current, holdsOn } from '../companies/turning';
import { roadId, ROAD_COUNT } from './country';
import { Directory, type Site } from './directory';
import { COUNTRY_HOLDER, layOutCountry } from './lay-out-country';
import { type Layout, layOutSite, siteOfParcel } from './lay-out-site';
import type { PropertyIdentity } from './property-state';
import type { Dossier } from './row-maker';
import { COMMON_ENTITIES, KINDS_OF_PROPERTY, type PropertyEntity, type PropertyRow, type Value } from './rows';
import { addressOfSite } from './site-address';

const KEPT = 1024;

/** A site, or the country. */
export type Holder = number;

/** Where the rows are: those of sites that changed are kept, the others built from the seed when asked for. */
export class Shelf implements Layout {
  readonly directory: Directory;
  private readonly country: Dossier;
  private readonly countryById = new Map<PropertyEntity, Map<string, PropertyRow[]>>();
  private readonly changed = new Map<Site, Dossier>();
  private readonly recent = new Map<Site, Dossier>();
  /** Sites some of whose rows point to another site. */
  private readonly visitors = new Map<Site, Set<Site>>();

  constructor(
    readonly seed: number,
    readonly start: number,
    properties: number,
    readonly companies: readonly number[],
  ) {
    this.directory = new Directory(seed, properties);
    this.country = layOutCountry(seed, start);
  }

  /** Only to be read. */
  dossier(holder: Holder): Dossier {
    if (holder === COUNTRY_HOLDER) return this.country;
    const known = this.changed.get(holder) ?? this.recent.get(holder);
    if (known) return known;
    const dossier = layOutSite(this, holder);
    if (this.recent.size >= KEPT) {
      for (const oldest of this.recent.keys()) {
        this.recent.delete(oldest);
        break;
      }
    }
    this.recent.set(holder, dossier);
    return dossier;
  }

  put(holder: Holder, entity: PropertyEntity, rows: PropertyRow[]): void {
    if (holder === COUNTRY_HOLDER) {
      this.country.set(entity, rows);
      this.countryById.delete(entity);
      return;
    }
    const dossier = new Map(this.dossier(holder)).set(entity, rows);
    this.recent.delete(holder);
    this.changed.set(holder, dossier);
  }

  /** Rows of one site point to the other from now on. */
  visit(from: Site, to: Site): void {
    if (from !== to) this.visitors.set(to, (this.visitors.get(to) ?? new Set()).add(from));
  }

  identity(bfe: number): PropertyIdentity | undefined {
    return this.directory.siteOf(bfe) === undefined ? undefined : { bfe, kind: this.directory.whatIs(bfe) };
  }

  rowsBy(entity: PropertyEntity, field: string, values: readonly Value[]): PropertyRow[] | undefined {
    if (COMMON_ENTITIES.includes(entity)) {
      return field === 'id_lokalId' ? values.flatMap((id) => this.byId(entity).get(String(id)) ?? []) : undefined;
    }
    const leads =
      LEADS[field === 'id_lokalId' ? `${entity}.${field}` : field] ?? (field === 'id_lokalId' ? byUuid : undefined);
    if (leads === undefined) return undefined;
    const sites = new Set<Site>();
    for (const value of values) {
      const site = leads(this.directory, value);
      if (site === undefined || !(site >= 0 && site < this.directory.sites)) continue;
      sites.add(site);
      for (const visitor of this.visitors.get(site) ?? []) sites.add(visitor);
    }
    return [...sites].flatMap((site) => this.dossier(site).get(entity) ?? []);
  }

  *allRows(entity: PropertyEntity): Iterable<PropertyRow> {
    if (COMMON_ENTITIES.includes(entity)) return yield* this.country.get(entity) ?? [];
    for (let site = 0; site < this.directory.sites; site++) yield* this.dossier(site).get(entity) ?? [];
  }

  *rowsBeginning(entity: PropertyEntity, text: string): Iterable<PropertyRow> {
    for (let site = 0; site < this.directory.sites; site++) {
      if (this.changed.has(site) || this.mayBegin(site, text)) yield* this.dossier(site).get(entity) ?? [];
    }
  }

  /** Sites that lie on a road. */
  *sitesOn(road: number): Iterable<Site> {
    for (let site = 0; site < this.directory.sites; site++) {
      if (addressOfSite(this.seed, site).road.number === road) yield site;
    }
  }

  roadNumber(id: string): number {
    for (let number = 0; number < ROAD_COUNT; number++) if (roadId(this.seed, number) === id) return number;
    throw new RangeError('no such road');
  }

  /** The row of an object that holds at the moment, as it is known now. */
  rowAt(entity: PropertyEntity, id: string, moment: string): PropertyRow | undefined {
    return current(this.rowsBy(entity, 'id_lokalId', [id]) ?? []).find(
      (row) => row.id_lokalId === id && holdsOn(row, moment),
    );
  }

  /** The rows that point somewhere and hold at the moment. */
  rowsAt(entity: PropertyEntity, field: string, value: Value, moment: string): PropertyRow[] {
    return current(this.rowsBy(entity, field, [value]) ?? []).filter(
      (row) => row[field] === value && holdsOn(row, moment),
    );
  }

  private mayBegin(site: Site, text: string): boolean {
    const { road, houseNumber, letter } = addressOfSite(this.seed, site);
    // A second building has the next number but one.
    return [0, 2].some((more) => {
      const stem = `${road.name} ${houseNumber + more}${letter},`;
      return stem.startsWith(text) || text.startsWith(stem);
    });
  }

  private byId(entity: PropertyEntity): Map<string, PropertyRow[]> {
    const known = this.countryById.get(entity);
    if (known) return known;
    const index = new Map<string, PropertyRow[]>();
    for (const row of this.country.get(entity) ?? []) {
      const rows = index.get(row.id_lokalId);
      if (rows) rows.push(row);
      else index.set(row.id_lokalId, [row]);
    }
    this.countryById.set(entity, index);
    return index;
  }
}

type Leads = (directory: Directory, value: Value) => Site | undefined;

const byNumber: Leads = (directory, value) => directory.siteOf(Number(value));
const byUuid: Leads = (_directory, value) => unitOfRowId(String(value));
const byParcel: Leads = (_directory, value) => siteOfParcel(String(value));

/** How a field's value leads to a site. */
const LEADS: Readonly<Record<string, Leads>> = {
  BFEnummer: byNumber,
  bfeNummer: byNumber,
  bestemtFastEjendomBFENr: byNumber,
  samletFastEjendomLokalId: byNumber,
  samletFastEjendom: byNumber,
  b_BygningPaaFremmedGrundFladeL: byNumber,
  b_BygningPaaFremmedGrundPunktL: byNumber,
  adresseLokalId: byUuid,
  husnummerLokalId: byUuid,
  husnummer: byUuid,
  datafordelerRowId: byUuid,
  jordstykke: byParcel,
  'MAT_Jordstykke.id_lokalId': byParcel,
  ...Object.fromEntries(KINDS_OF_PROPERTY.map((entity) => [`${entity}.id_lokalId`, byNumber])),
};
