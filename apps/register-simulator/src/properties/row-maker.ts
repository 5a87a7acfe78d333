import { isoDay, officeStamp } from '../companies/moments';
import { rowIdOf } from '../companies/row-id';
import type { Day } from '../population/calendar';
import { mix } from '../population/dice';
import {
  PROPERTY_ENTITIES,
  type PropertyEntity,
  type PropertyRegister,
  type PropertyRow,
  registerOf,
  type Value,
} from './rows';

/** Rows of a site or of the country, by entity. */
export type Dossier = Map<PropertyEntity, PropertyRow[]>;

interface Habits {
  readonly namespace: string;
  readonly actor: string;
  readonly status: string;
  /** `forretningshaendelse`, `-omraade` and `-proces`. */
  readonly business: readonly [string, string, string];
}

/** How each register fills what says nothing of the property. */
const HABITS: Readonly<Record<PropertyRegister, Habits>> = {
  MAT: {
    namespace: 'http://data.gov.dk/matriklen',
    actor: 'Geodatastyrelsen',
    status: 'Gældende',
    business: ['Anden ændring', '52.20.05', 'Matrikulær sag'],
  },
  EBR: {
    namespace: 'http://data.gov.dk/ejendomsbeliggenhed',
    actor: 'GST',
    status: 'gældende',
    business: ['adresseændring', '52.20.05', 'automatiskBeregnet'],
  },
  DAR: {
    namespace: 'http://data.gov.dk/dar',
    actor: 'DAR',
    status: '3',
    business: ['0', '54.15.05', '0'],
  },
  DAGI: {
    namespace: 'http://data.gov.dk/dagi',
    actor: 'SDFI',
    status: '',
    business: ['Konvertering', '', 'Konvertering'],
  },
  BBR: {
    namespace: 'http://data.gov.dk/bbr/ejendomsrelation',
    actor: 'BBR',
    status: '7',
    business: ['Konverteret', '54.15.05', '0'],
  },
  EJF: {
    namespace: 'http://data.gov.dk/ejerfortegnelsen',
    actor: 'Geodatastyrelsen',
    status: 'gældende',
    business: ['Anmeldelse', '52.20.10', 'Tinglysning'],
  },
};

const SEQUENCE_BEFORE = 300_000;

/** Makes the rows of one holder: a site, or the country where the number is above all sites. */
export class RowMaker {
  readonly dossier: Dossier = new Map();

  constructor(
    private readonly seed: number,
    private readonly holder: number,
  ) {}

  /** A row that holds from a day on, and until another where one is given. */
  add(
    entity: PropertyEntity,
    id: string,
    since: Day,
    own: Readonly<Record<string, Value>>,
    until: Day | null = null,
  ): PropertyRow {
    const rows = this.dossier.get(entity) ?? [];
    this.dossier.set(entity, rows);
    const salt = mix(this.seed, this.holder, rows.length * 32 + PROPERTY_ENTITIES.indexOf(entity));
    const at = officeStamp(since, salt);
    // Filled field by field: an object spread together of parts takes many times longer to be made.
    const row = { ...own } as PropertyRow;
    for (const [name, value] of Object.entries(ownedBy(entity, id))) row[name] ??= value;
    row.datafordelerRowId = rowIdOf(this.seed, this.holder, 100 + PROPERTY_ENTITIES.indexOf(entity), rows.length);
    row.datafordelerRowVersion = 1;
    row.datafordelerRegisterImportSequenceNumber = SEQUENCE_BEFORE + (salt % 9000);
    row.datafordelerOpdateringstid = at;
    row.feltliste = null;
    row.registreringFra = at;
    row.registreringTil = null;
    row.virkningFra = beginningOf(since);
    row.virkningTil = until === null ? null : beginningOf(until);
    row['objectid'] = entity === 'EBR_Ejendomsbeliggenhed' ? String(salt % 9_000_000) : salt % 9_000_000;
    rows.push(row);
    return row;
  }
}

/** What every row of an object has. */
export function ownedBy(entity: PropertyEntity, id: string) {
  const { namespace, actor, status, business } = HABITS[registerOf(entity)];
  const [forretningshaendelse, forretningsomraade, forretningsproces] = business;
  return {
    id_lokalId: id,
    id_namespace: namespace,
    status,
    registreringsaktoer: actor,
    virkningsaktoer: actor,
    forretningshaendelse,
    forretningsomraade,
    forretningsproces,
  };
}

/** Days begin at midnight UTC here. */
export const beginningOf = (day: Day) => `${isoDay(day)}T00:00:00.000000Z`;
