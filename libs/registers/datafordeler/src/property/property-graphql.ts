import type {
  AdresseRow,
  BygningPaaFremmedGrundRow,
  EjendomsadministratorRow,
  EjendomsbeliggenhedRow,
  EjendomsrelationRow,
  EjerlavRow,
  EjerlejlighedRow,
  EjerskabRow,
  HusnummerRow,
  JordstykkeRow,
  KommuneinddelingRow,
  NavngivenVejRow,
  PostnummerRow,
  SamletFastEjendomRow,
} from '@contact-sync/contacts-datafordeler';
import { RegisterEvents } from '../events/register-events';
import { GraphqlService, type GraphqlServiceOptions } from '../graphql/graphql-service';
import { dafDateTime, inLists, type ListDocument } from '../graphql/list-document';
import { together } from '../together';
import * as documents from './documents';

/** The services that have rows of real property, by the name they have in the path. */
type RowService = 'MAT' | 'EBR' | 'DAR' | 'DAGI' | 'BBR' | 'flexibleCurrent';

/** The services that tell of real property. EJF itself is asked for its events alone: its rows hold person numbers. */
export type PropertyService = RowService | 'EJF';

export interface PropertyGraphqlOptions extends Omit<GraphqlServiceOptions, 'register' | 'version'> {
  readonly versions: Readonly<Record<PropertyService, string>>;
}

/** What the four roots of MAT hold of some numbers. */
export interface CadastralRows {
  readonly MAT_SamletFastEjendom: readonly SamletFastEjendomRow[];
  readonly MAT_Ejerlejlighed: readonly EjerlejlighedRow[];
  readonly MAT_BygningPaaFremmedGrundFlade: readonly BygningPaaFremmedGrundRow[];
  readonly MAT_BygningPaaFremmedGrundPunkt: readonly BygningPaaFremmedGrundRow[];
}

/** Registers with events on real property; those of EJF need approved access. */
export type PropertyEvents = Readonly<Record<'MAT' | 'EBR' | 'DAR' | 'BBR' | 'EJF', RegisterEvents>>;

/** Lists in lists of a hundred, each value once: rows of every period that the register stands by now, if nothing else is said. */
export class PropertyGraphql {
  readonly events: PropertyEvents;
  private readonly services: Readonly<Record<RowService, GraphqlService>>;

  constructor(private readonly options: PropertyGraphqlOptions) {
    const { versions, ...rest } = options;
    const optionsOf = (register: PropertyService): GraphqlServiceOptions => ({
      ...rest,
      register,
      version: versions[register],
    });
    const serviceOf = (register: RowService): GraphqlService => new GraphqlService(optionsOf(register));
    const eventsOf = (register: keyof PropertyEvents): RegisterEvents => new RegisterEvents(optionsOf(register));
    this.services = {
      MAT: serviceOf('MAT'),
      EBR: serviceOf('EBR'),
      DAR: serviceOf('DAR'),
      DAGI: serviceOf('DAGI'),
      BBR: serviceOf('BBR'),
      flexibleCurrent: serviceOf('flexibleCurrent'),
    };
    this.events = {
      MAT: eventsOf('MAT'),
      EBR: eventsOf('EBR'),
      DAR: eventsOf('DAR'),
      BBR: eventsOf('BBR'),
      EJF: eventsOf('EJF'),
    };
  }

  /** A number does not tell its kind: all four roots are asked, side by side. */
  properties(numbers: readonly string[], signal?: AbortSignal): Promise<CadastralRows> {
    const values = numbers.map(Number);
    return this.atFourRoots((root, until) => this.list('MAT', root.byNumbers, values, until), signal);
  }

  /** Every row that MAT ever had of the numbers, withdrawn ones too. */
  propertiesEver(numbers: readonly string[], signal?: AbortSignal): Promise<CadastralRows> {
    return this.atFourRoots((root, until) => this.listEver('MAT', root.everByIds, numbers, until), signal);
  }

  /** Parcels by the id of the land they belong to. */
  parcelsOfLand(ids: readonly string[], signal?: AbortSignal): Promise<JordstykkeRow[]> {
    return this.list('MAT', documents.parcelsOfLand, ids, signal);
  }

  /** Parcels as they are now. */
  parcelsByIds(ids: readonly string[], signal?: AbortSignal): Promise<JordstykkeRow[]> {
    return this.list('MAT', documents.parcelsByIds, ids, signal);
  }

  districts(ids: readonly string[], signal?: AbortSignal): Promise<EjerlavRow[]> {
    return this.list('MAT', documents.districtsByIds, ids, signal);
  }

  locations(numbers: readonly string[], signal?: AbortSignal): Promise<EjendomsbeliggenhedRow[]> {
    return this.list('EBR', documents.locationsByNumbers, numbers, signal);
  }

  /** Every row that EBR ever had by these ids. */
  locationsByIds(ids: readonly string[], signal?: AbortSignal): Promise<EjendomsbeliggenhedRow[]> {
    return this.listEver('EBR', documents.locationsByIds, ids, signal);
  }

  /** What lies at addresses now. */
  locationsAtAddresses(ids: readonly string[], signal?: AbortSignal): Promise<EjendomsbeliggenhedRow[]> {
    return this.list('EBR', documents.locationsAtAddresses, ids, signal);
  }

  /** What lies at house numbers now. */
  locationsAtHouseNumbers(ids: readonly string[], signal?: AbortSignal): Promise<EjendomsbeliggenhedRow[]> {
    return this.list('EBR', documents.locationsAtHouseNumbers, ids, signal);
  }

  addresses(ids: readonly string[], signal?: AbortSignal): Promise<AdresseRow[]> {
    return this.list('DAR', documents.addressesByIds, ids, signal);
  }

  houseNumbers(ids: readonly string[], signal?: AbortSignal): Promise<HusnummerRow[]> {
    return this.list('DAR', documents.houseNumbersByIds, ids, signal);
  }

  postcodes(ids: readonly string[], signal?: AbortSignal): Promise<PostnummerRow[]> {
    return this.list('DAR', documents.postcodesByIds, ids, signal);
  }

  roads(ids: readonly string[], signal?: AbortSignal): Promise<NavngivenVejRow[]> {
    return this.list('DAR', documents.roadsByIds, ids, signal);
  }

  /** Addresses of now whose text begins so, letter by letter; at most so many. */
  addressesBeginning(text: string, most: number, signal?: AbortSignal): Promise<readonly AdresseRow[]> {
    return this.firstPage('DAR', documents.addressesBeginning, { text, most, at: this.at() }, signal);
  }

  houseNumbersBeginning(text: string, most: number, signal?: AbortSignal): Promise<readonly HusnummerRow[]> {
    return this.firstPage('DAR', documents.houseNumbersBeginning, { text, most, at: this.at() }, signal);
  }

  municipalities(codes: readonly string[], signal?: AbortSignal): Promise<KommuneinddelingRow[]> {
    return this.list('DAGI', documents.municipalitiesByCodes, codes, signal);
  }

  relations(numbers: readonly string[], signal?: AbortSignal): Promise<EjendomsrelationRow[]> {
    return this.list('BBR', documents.relationsByNumbers, numbers.map(Number), signal);
  }

  /** Every row that BBR ever had by these ids. */
  relationsByIds(ids: readonly string[], signal?: AbortSignal): Promise<EjendomsrelationRow[]> {
    return this.listEver('BBR', documents.relationsByIds, ids, signal);
  }

  /** Owners of now; needs approved access. */
  owners(numbers: readonly string[], signal?: AbortSignal): Promise<EjerskabRow[]> {
    return this.list('flexibleCurrent', documents.ownersByNumbers, numbers.map(Number), signal);
  }

  /** Ownerships of now by their own ids; needs approved access. */
  ownershipsByIds(ids: readonly string[], signal?: AbortSignal): Promise<documents.OwnershipRow[]> {
    return this.list('flexibleCurrent', documents.ownershipsByIds, ids, signal);
  }

  administrators(numbers: readonly string[], signal?: AbortSignal): Promise<EjendomsadministratorRow[]> {
    return this.list('flexibleCurrent', documents.administratorsByNumbers, numbers.map(Number), signal);
  }

  /** The import status of each register that is read for every property. */
  async prove(signal?: AbortSignal): Promise<void> {
    const { EJF: _approved, ...open } = this.events;
    const all = Object.values(open);
    await together(signal, ...all.map((one) => (until: AbortSignal) => one.importStatus(until)));
  }

  private async atFourRoots(
    rowsOf: <R>(root: Root<R>, until: AbortSignal) => Promise<R[]>,
    signal: AbortSignal | undefined,
  ): Promise<CadastralRows> {
    const roots = documents.PROPERTIES;
    const [land, flats, areas, points] = await together<
      [SamletFastEjendomRow[], EjerlejlighedRow[], BygningPaaFremmedGrundRow[], BygningPaaFremmedGrundRow[]]
    >(
      signal,
      (until) => rowsOf(roots.MAT_SamletFastEjendom, until),
      (until) => rowsOf(roots.MAT_Ejerlejlighed, until),
      (until) => rowsOf(roots.MAT_BygningPaaFremmedGrundFlade, until),
      (until) => rowsOf(roots.MAT_BygningPaaFremmedGrundPunkt, until),
    );
    return {
      MAT_SamletFastEjendom: land,
      MAT_Ejerlejlighed: flats,
      MAT_BygningPaaFremmedGrundFlade: areas,
      MAT_BygningPaaFremmedGrundPunkt: points,
    };
  }

  private list<R, V extends string | number>(
    service: RowService,
    document: documents.ListOf<R, V>,
    values: readonly V[],
    signal?: AbortSignal,
  ): Promise<R[]> {
    return this.lists(service, document, values, { at: this.at() }, signal);
  }

  /** Of queries that take no time. */
  private listEver<R>(
    service: RowService,
    document: documents.ListOf<R, string>,
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<R[]> {
    return this.lists(service, document, ids, {}, signal);
  }

  private async lists<R, V extends string | number>(
    service: RowService,
    document: documents.ListOf<R, V>,
    values: readonly V[],
    time: { readonly at?: string },
    signal?: AbortSignal,
  ): Promise<R[]> {
    const all = inLists([...new Set(values)]);
    const rows = await Promise.all(
      all.map((list) => this.services[service].rows(document, { values: list, ...time }, signal)),
    );
    return rows.flat();
  }

  private async firstPage<R, V extends object>(
    service: RowService,
    document: ListDocument<R, V>,
    variables: V,
    signal?: AbortSignal,
  ): Promise<readonly R[]> {
    for await (const { rows } of this.services[service].pages(document, variables, signal)) return rows;
    return [];
  }

  private at(): string {
    return dafDateTime(this.options.now());
  }
}

interface Root<R> {
  readonly byNumbers: documents.ListOf<R, number>;
  readonly everByIds: documents.ListOf<R, string>;
}
