import { rowIdOf } from '../companies/row-id';
import type { Day } from '../population/calendar';
import { Dice, mix } from '../population/dice';
import { DISTRICTS_EACH, districtOf, type Municipality, postcodeId, roadId } from './country';
import { type Directory, type Site, SITE_KINDS, type SiteKind } from './directory';
import { drawOwnerKind, ownershipFields, type OwnerKind } from './owners';
import type { PropertyKind } from './property-state';
import { type Dossier, RowMaker } from './row-maker';
import type { PropertyEntity, Value } from './rows';
import { addressOfSite, addressText, floorAndDoor } from './site-address';

/** What sites are laid out from. */
export interface Layout {
  readonly seed: number;
  /** The day up to which the world was laid out. */
  readonly start: Day;
  readonly directory: Directory;
  readonly companies: readonly number[];
}

export const ENTITY_OF_KIND: Readonly<Record<PropertyKind, PropertyEntity>> = {
  land: 'MAT_SamletFastEjendom',
  flat: 'MAT_Ejerlejlighed',
  'building-area': 'MAT_BygningPaaFremmedGrundFlade',
  'building-point': 'MAT_BygningPaaFremmedGrundPunkt',
};

/** Ids of objects on a site lead back to it; `at` counts the objects of a kind. */
const OBJECTS = {
  location: 1,
  houseNumber: 2,
  address: 3,
  relation: 4,
  ownership: 5,
  administration: 6,
} as const;

export const objectId = (seed: number, site: Site, kind: keyof typeof OBJECTS, at: number) =>
  rowIdOf(seed, site, OBJECTS[kind], at);

const FIRST_PARCEL = 70_000_001;
const PARCELS_EACH = 8;

export const parcelId = (site: Site, at: number) => String(FIRST_PARCEL + site * PARCELS_EACH + at);

export const siteOfParcel = (id: string) => Math.floor((Number(id) - FIRST_PARCEL) / PARCELS_EACH);

const ADDRESSLESS: readonly SiteKind[] = ['without-address', 'without-location'];

/** The rows of a site as they were on the first day. */
export function layOutSite(layout: Layout, site: Site): Dossier {
  return new SiteBuilder(layout, site).build();
}

class SiteBuilder {
  private readonly maker: RowMaker;
  private readonly dice: Dice;
  private readonly kind: SiteKind;
  private readonly sample: boolean;
  private readonly since: Day;
  /** When everything here ceased, if it did. */
  private readonly until: Day | null;
  private readonly municipality: Municipality;
  private addresses = 0;

  constructor(
    private readonly layout: Layout,
    private readonly site: Site,
  ) {
    const { seed, start, directory } = layout;
    this.maker = new RowMaker(seed, site);
    this.dice = new Dice(mix(seed, site, 5));
    this.kind = directory.kindOf(site);
    this.sample = site < SITE_KINDS.length;
    this.since = start - this.dice.between(2000, 8000);
    const ended = start - this.dice.between(30, 1500);
    this.until = this.kind === 'historic' || this.kind === 'historic-without-row' ? ended : null;
    this.municipality = addressOfSite(seed, site).road.municipality;
  }

  build(): Dossier {
    const bfes = this.layout.directory.bfesOf(this.site);
    const [land = 0] = bfes;
    this.parcels(land);
    const door = ADDRESSLESS.includes(this.kind) ? undefined : this.houseNumber(0);
    // A building on foreign land has a number of its own.
    const itsDoor = bfes.some((bfe) => this.whatIs(bfe).startsWith('building')) ? this.houseNumber(1) : door;
    let flats = 0;
    for (const [at, bfe] of bfes.entries()) {
      const what = this.whatIs(bfe);
      this.property(bfe, what, land, bfes);
      const where: Record<string, Value> =
        what === 'flat'
          ? { adresseLokalId: this.address(itsDoor ?? '', flats++) }
          : { husnummerLokalId: (what === 'land' ? door : itsDoor) ?? null };
      this.location(bfe, at, where);
      if (this.kind !== 'without-location') this.relation(bfe, at, what, land);
      this.owners(bfe, at);
    }
    return this.maker.dossier;
  }

  private whatIs(bfe: number): PropertyKind {
    return this.layout.directory.whatIs(bfe);
  }

  private property(bfe: number, what: PropertyKind, land: number, bfes: readonly number[]): void {
    const onForeignLand = this.kind === 'flats-on-foreign-land';
    const building = onForeignLand && what === 'flat' ? String(bfes[1]) : null;
    const common = {
      BFEnummer: bfe,
      senesteSagLokalId: this.caseId(),
      paataenktHandling: null,
      StedbestemmelsesReference: null,
    };
    const own: Record<PropertyKind, Record<string, Value>> = {
      land: {
        arbejderbolig: this.kind === 'house' && !this.sample && this.dice.chance(0.03) ? true : null,
        erFaelleslod: this.kind === 'without-address' && !this.sample && this.dice.chance(0.3),
        hovedejendomOpdeltIEjerlejligh: this.kind === 'divided',
        landbrugsnotering: this.kind === 'farm' ? this.dice.pick(FARMS) : null,
        udskiltVej: this.kind === 'without-address' && !this.sample && this.dice.chance(0.2),
      },
      flat: {
        ejerlejlighedsnummer: String(bfes.indexOf(bfe) - (onForeignLand ? 1 : 0)),
        samletAreal: this.dice.between(35, 160),
        fordelingstalTaeller: 1,
        fordelingstalNaevner: bfes.length,
        iBygningPaaFremmedGrund: onForeignLand,
        b_BygningPaaFremmedGrundFladeL: building,
        b_BygningPaaFremmedGrundPunktL: null,
        samletFastEjendomLokalId: onForeignLand ? null : String(land),
        ejerlejlighedskort: null,
        StedbestemmelsesGeometri: null,
      },
      'building-area': this.building(land, onForeignLand),
      'building-point': this.building(land, onForeignLand),
    };
    const fields: Record<string, Value> = { ...common, ...own[what] };
    const entity = ENTITY_OF_KIND[what];
    const before = this.dice.chance(0.2) && this.until === null && !this.sample;
    if (this.kind === 'provisional') fields['status'] = 'Foreløbig';
    if (before) this.maker.add(entity, String(bfe), this.since - 300, { ...fields, status: 'Foreløbig' }, this.since);
    this.maker.add(entity, String(bfe), this.since, fields, this.until);
    if (this.kind === 'historic' && this.until !== null) {
      this.maker.add(entity, String(bfe), this.until, { ...fields, status: 'Historisk' });
    }
  }

  private building(land: number, divided: boolean): Record<string, Value> {
    return {
      oprindelse: 'Matriklen - stedfæstet',
      opdeltIEjerlejligheder: divided,
      paaHavet: false,
      rids: null,
      samletFastEjendomLokalId: String(land),
    };
  }

  private parcels(land: number): void {
    const many = this.kind === 'farm' ? (this.sample ? 3 : this.dice.between(2, 5)) : this.dice.chance(0.2) ? 2 : 1;
    const count = this.sample && this.kind !== 'farm' ? 1 : many;
    const first = this.dice.below(DISTRICTS_EACH);
    const provisional = this.kind === 'provisional';
    for (let at = 0; at < count; at++) {
      const district = districtOf(this.municipality, (first + (this.kind === 'farm' ? at : 0)) % DISTRICTS_EACH);
      const fields = {
        matrikelnummer: provisional ? null : `${this.dice.between(1, 90)}${this.dice.pick(LETTERS)}`,
        delnummer: provisional ? '1' : null,
        ejerlavLokalId: String(district.code),
        kommuneLokalId: this.municipality.code,
        regionLokalId: this.municipality.region,
        sognLokalId: String(7000 + (this.site % 2000)),
        samletFastEjendomLokalId: String(land),
        registreretAreal: this.kind === 'farm' ? this.dice.between(4000, 90_000) : this.dice.between(250, 1800),
        vejareal: this.dice.chance(0.2) ? this.dice.between(10, 200) : 0,
        faelleslod: false,
        arealberegningsmetode: 'Areal beregnet efter opmåling - o',
        vandarealinkludering: 'ukendt',
        vejarealberegningsstatus: 'Vejareal beregnet',
        senesteSagLokalId: this.caseId(),
        ...(provisional && { status: 'Foreløbig' }),
      };
      this.maker.add('MAT_Jordstykke', parcelId(this.site, at), this.since, fields, this.until);
    }
  }

  /** The access to a house; its address without floor and door comes with it. */
  private houseNumber(at: number): string {
    const { seed } = this.layout;
    const { road, houseNumber, letter } = addressOfSite(seed, this.site);
    const id = objectId(seed, this.site, 'houseNumber', at);
    const husnummertekst = `${houseNumber + 2 * at}${letter}`;
    this.maker.add('DAR_Husnummer', id, this.since, {
      husnummertekst,
      adgangsadressebetegnelse: addressText({ road: road.name, houseNumber: husnummertekst, ...road.place }),
      navngivenVej: roadId(seed, road.number),
      postnummer: postcodeId(seed, road.place.postcode),
      kommuneinddeling: road.municipality.dagiId,
      jordstykke: parcelId(this.site, 0),
      supplerendeBynavn: null,
      vejmidte: `${road.municipality.code}-${String(1000 + (road.number % 8000))}`,
    });
    this.address(id);
    return id;
  }

  private address(door: string, flat?: number): string {
    const { seed } = this.layout;
    const { road, houseNumber, letter } = addressOfSite(seed, this.site);
    const id = objectId(seed, this.site, 'address', this.addresses++);
    const unit = flat === undefined ? undefined : floorAndDoor(flat);
    const at = door === objectId(seed, this.site, 'houseNumber', 1) ? 1 : 0;
    this.maker.add('DAR_Adresse', id, this.since, {
      adressebetegnelse: addressText(
        { road: road.name, houseNumber: `${houseNumber + 2 * at}${letter}`, ...road.place },
        unit,
      ),
      etagebetegnelse: unit?.floor ?? null,
      doerbetegnelse: unit?.door ?? null,
      husnummer: door,
      bygning: null,
      doerpunkt: null,
    });
    return id;
  }

  private location(bfe: number, at: number, where: Record<string, Value>): void {
    if (this.kind === 'without-location') return;
    const id = objectId(this.layout.seed, this.site, 'location', at);
    const manual = this.dice.chance(0.1);
    this.maker.add(
      'EBR_Ejendomsbeliggenhed',
      id,
      this.since,
      {
        bestemtFastEjendomBFENr: String(bfe),
        adresseLokalId: null,
        husnummerLokalId: null,
        betegnelse:
          this.kind === 'without-address' ? `${this.dice.pick(DESIGNATIONS)}, ${this.municipality.name}` : null,
        kommuneinddelingKommunekode: this.municipality.code,
        adresseManueltAngivet: manual,
        kommuneManueltAngivet: false,
        ESDHReferenceAdresse: manual ? `01.05-${bfe % 1000}` : null,
        ESDHReferenceKommune: null,
        ...where,
      },
      this.until,
    );
  }

  private relation(bfe: number, at: number, what: PropertyKind, land: number): void {
    if (!this.sample && this.dice.chance(0.1)) return;
    this.maker.add(
      'BBR_Ejendomsrelation',
      objectId(this.layout.seed, this.site, 'relation', at),
      this.since,
      {
        bfeNummer: bfe,
        ejendomsnummer: 1000 + (bfe % 900_000),
        vurderingsejendomsnummer: this.dice.chance(0.8) ? 2000 + (bfe % 900_000) : null,
        ejendomstype: what === 'land' ? '1' : what === 'flat' ? '2' : '3',
        ejendommensEjerforholdskode: '10',
        ejerlejlighedsnummer: what === 'flat' ? at : null,
        tinglystAreal: null,
        kommunekode: this.municipality.code,
        samletFastEjendom: what === 'land' ? String(land) : null,
        ejerlejlighed: what === 'flat' ? String(bfe) : null,
        bygningPaaFremmedGrund: what.startsWith('building') ? String(bfe) : null,
      },
      this.until,
    );
  }

  private owners(bfe: number, at: number): void {
    const { seed, companies } = this.layout;
    const count = this.sample || this.dice.chance(0.75) ? 1 : 2;
    for (let owner = 0; owner < count; owner++) {
      const kind = this.sample ? SAMPLE_OWNERS[this.kind] : drawOwnerKind(this.dice);
      this.maker.add(
        'EJF_Ejerskab',
        objectId(seed, this.site, 'ownership', at * 10 + owner),
        this.since,
        ownershipFields(bfe, kind ?? 'person', mix(seed, bfe, owner), companies, owner === 0, count),
        this.until,
      );
    }
    if (this.kind !== 'divided' || at !== 0) return;
    this.maker.add('EJF_Ejendomsadministrator', objectId(seed, this.site, 'administration', 0), this.since, {
      bestemtFastEjendomBFENr: bfe,
      virksomhedCVRNr: companies[mix(seed, bfe, 9) % companies.length] ?? null,
      personEllerVirksomhedLokalId: null,
      produktionsenhedPNr: null,
      behandlingsID: this.caseId(),
      StedbestemmelsesReference: null,
    });
  }

  private caseId(): string {
    return String(100_000_000 + this.dice.below(99_999));
  }
}

const FARMS = ['Landbrug', 'FamilieBrug', 'LandbrugUdenBygning'] as const;
const LETTERS = ['', 'a', 'b', 'c', 'hh', 'fk'] as const;
const DESIGNATIONS = ['Engareal', 'Skovparcel', 'Vejareal', 'Ubebygget grund'] as const;

const SAMPLE_OWNERS: Readonly<Partial<Record<SiteKind, OwnerKind>>> = {
  house: 'company',
  farm: 'person',
  'building-point': 'without-number',
  'protected-owner': 'protected',
};
