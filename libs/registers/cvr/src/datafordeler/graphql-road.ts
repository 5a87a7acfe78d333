import type { CvrGraphql, ImportStatus } from '@contact-sync/registers-datafordeler';
import { observeCompany, observeProductionUnit, type ObservedUnit } from '@contact-sync/contacts-datafordeler';
import type { Address } from '@contact-sync/contacts-model';
import { danishDay } from '@contact-sync/contacts-model';
import type { CvrUnit, EventMark, EventPage, FoundUnit, ReadContext, UnitReading } from '../cvr-register';
import type { Road } from './road';
import { eventsSince } from './event-stream';
import { idsByNumber, readUnitRows, RowsWithFacts } from './graphql-reading';
import { companyReading, optionsOf, productionUnitReading, type ReadingMeans, unaskable } from './reading';

/** How long an import status serves as "as of import": it may be older than the reading, never younger. */
const STATUS_MS = 60_000;

/** CVR by GraphQL, a hundred units at a time: one call for the units and one for each kind of fact (0015). */
export class GraphqlRoad implements Road {
  private status: { readonly at: number; readonly said: ImportStatus } | undefined;

  constructor(
    private readonly cvr: CvrGraphql,
    private readonly now: () => Date,
  ) {}

  async read(units: readonly CvrUnit[], context: ReadContext): Promise<UnitReading[]> {
    const { signal } = context;
    const asked = units.filter((unit) => unaskable(unit) === undefined);
    // What is read after the status was given is at least as new as the status says.
    const { lastSequenceNumber } = await this.knownStatus(signal);
    const rows = await RowsWithFacts.read(this.cvr, await readUnitRows(this.cvr, asked, signal), undefined, signal);
    const means = { context, day: danishDay(this.now()), source: `CVR import ${lastSequenceNumber}` };
    return units.map((unit) => unaskable(unit) ?? readingOf(unit, rows, means));
  }

  async findByName(name: string, limit: number, signal?: AbortSignal): Promise<FoundUnit[]> {
    const ids = [...new Set((await this.cvr.namesEqual(name, signal)).map((row) => row.CVREnhedsId))].slice(0, limit);
    if (ids.length === 0) return [];
    const [companies, productionUnits, facts] = await Promise.all([
      this.cvr.companiesByIds(ids, signal),
      this.cvr.unitsByIds(ids, signal),
      this.cvr.facts(ids, ['CVR_Navn', 'CVR_Adressering'], signal),
    ]);
    const options = optionsOf({ context: TO_CHOOSE_FROM, day: danishDay(this.now()), source: 'look-up' });
    return ids.flatMap((id): FoundUnit[] => {
      const own = facts.get(id);
      const ofUnit = (row: { readonly id: string }): boolean => row.id === id;
      if (own === undefined) return [];
      const company = observeCompany({ ...own, CVR_Virksomhed: companies.filter(ofUnit) }, options);
      if (company !== undefined) return [foundUnit('company', company)];
      const unit = observeProductionUnit({ ...own, CVR_Produktionsenhed: productionUnits.filter(ofUnit) }, options);
      return unit === undefined ? [] : [foundUnit('production-unit', unit)];
    });
  }

  async resolve(units: readonly CvrUnit[], signal?: AbortSignal): Promise<(string | undefined)[]> {
    const asked = units.filter((unit) => unaskable(unit) === undefined);
    const ids = idsByNumber(await readUnitRows(this.cvr, asked, signal));
    return units.map(({ kind, number }) => ids[kind].get(number));
  }

  async currentMark(signal?: AbortSignal): Promise<EventMark> {
    return String((await this.cvr.events.importStatus(signal)).lastEventId);
  }

  eventsSince(mark: EventMark, signal?: AbortSignal): AsyncIterable<EventPage> {
    return eventsSince(this.cvr, mark, this.now, signal);
  }

  async testConnection(signal?: AbortSignal): Promise<void> {
    await this.cvr.events.importStatus(signal);
  }

  private async knownStatus(signal?: AbortSignal): Promise<ImportStatus> {
    const at = this.now().getTime();
    if (this.status !== undefined && Math.abs(at - this.status.at) < STATUS_MS) return this.status.said;
    const said = await this.cvr.events.importStatus(signal);
    this.status = { at, said };
    return said;
  }
}

function readingOf(unit: CvrUnit, rows: RowsWithFacts, means: ReadingMeans): UnitReading {
  switch (unit.kind) {
    case 'company':
      return companyReading(rows.company(unit.number), means);
    case 'production-unit':
      return productionUnitReading(rows.productionUnit(unit.number), means);
  }
}

/** Of a unit that is only shown to choose from nothing is kept. */
const TO_CHOOSE_FROM: ReadContext = { calledAt: '', companyType: 'J', unitType: 'V', lifetime: false };

function foundUnit(kind: CvrUnit['kind'], { observation, objectId, status }: ObservedUnit): FoundUnit {
  const { name, main_address } = observation.groups;
  const number = observation.subject.nameCode;
  const address = main_address?.address && oneLine(main_address.address);
  return {
    unit: { kind, number, objectId },
    name: name?.fields?.name1 ?? '',
    ...(address !== undefined && address !== '' && { address }),
    ...(status !== undefined && { status }),
  };
}

/** `Åstvej 1, 2. tv, 7190 Billund`. */
function oneLine({ address1, address2, address3, postcode, city }: Address): string {
  const town = [postcode, city].filter((part) => part !== undefined).join(' ');
  return [address1, address2, address3, town].filter((part) => part !== undefined && part !== '').join(', ');
}
