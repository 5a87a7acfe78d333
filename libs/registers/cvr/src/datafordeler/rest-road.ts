import { companyRowsOf, productionUnitRowsOf } from '@contact-sync/contacts-datafordeler';
import { CallFailed } from '@contact-sync/outbound';
import { danishDay } from '@contact-sync/contacts-model';
import type { CvrRest } from '@contact-sync/registers-datafordeler';
import type { CvrUnit, EventMark, EventPage, FoundUnit, ReadContext, UnitReading } from '../cvr-register';
import type { Road } from './road';
import { companyReading, productionUnitReading, type ReadingMeans, unaskable } from './reading';

const SOURCE = 'CVR HentCVRData';

/** CVR by REST: one unit a call, no search by name and no events. It serves look-ups and imports until it closes. */
export class RestRoad implements Road {
  constructor(
    private readonly cvr: CvrRest,
    private readonly now: () => Date,
  ) {}

  async read(units: readonly CvrUnit[], context: ReadContext): Promise<UnitReading[]> {
    const means = { context, day: danishDay(this.now()), source: SOURCE };
    const readings: UnitReading[] = [];
    for (const unit of units) readings.push(unaskable(unit) ?? (await this.readOne(unit, means)));
    return readings;
  }

  async findByName(): Promise<FoundUnit[]> {
    throw new CallFailed('wrong', 'no-name-search', { said: 'REST of Datafordeler cannot search by name' });
  }

  async resolve(units: readonly CvrUnit[], signal?: AbortSignal): Promise<(string | undefined)[]> {
    const context = { calledAt: '', companyType: 'J', unitType: 'V', lifetime: false, ...(signal && { signal }) };
    const readings = await this.read(units, context);
    return readings.map((reading) => (reading.outcome === 'found' ? reading.objectId : undefined));
  }

  async currentMark(): Promise<EventMark> {
    throw noEvents();
  }

  async *eventsSince(): AsyncGenerator<EventPage> {
    throw noEvents();
  }

  testConnection(signal?: AbortSignal): Promise<void> {
    return this.cvr.testConnection(signal);
  }

  private async readOne(unit: CvrUnit, means: ReadingMeans): Promise<UnitReading> {
    const { signal } = means.context;
    switch (unit.kind) {
      case 'company':
        return companyReading(companyRowsOf(await this.cvr.company(unit.number, signal)), means);
      case 'production-unit':
        return productionUnitReading(productionUnitRowsOf(await this.cvr.productionUnit(unit.number, signal)), means);
    }
  }
}

const noEvents = (): CallFailed =>
  new CallFailed('wrong', 'no-events', {
    said: 'REST of Datafordeler tells of no changes; CVR update needs a profile for GraphQL',
  });
