import {
  ContactRegister,
  DEFAULT_SETTINGS,
  type Applied,
  type Lease,
  type SubjectLeases,
} from '@contact-sync/contact-register';
import { callClock, type ContactKey } from '@contact-sync/contacts-model';
import { inTransaction, type Tx } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { limited } from '@contact-sync/outbound';
import type { PropertyReading } from '@contact-sync/registers-bfe';
import { rereadTime } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { BfeDoor } from '../register/bfe-door';
import type { BfeSettings } from '../settings/bfe-settings';
import { UPDATE } from '../tasks/update-tasks';
import { storeProperties, type ReadProperty } from './property-objects';
import type { PropertyResult, WantedProperty } from './property-result';

export interface PropertyUpdatesOptions {
  readonly pool: Pool;
  readonly door: BfeDoor;
  readonly leases: SubjectLeases;
  readonly now: () => Date;
  /** Told of results once they are stored. */
  readonly onResult?: (result: PropertyResult) => void;
}

export interface UpdateOptions {
  readonly settings: BfeSettings;
  readonly signal?: AbortSignal;
  /** Done in the transaction that stores these results; a part of the properties each time. Busy ones are in none. */
  readonly also?: (tx: Tx, results: readonly PropertyResult[]) => Promise<void>;
}

interface FoundProperty extends WantedProperty {
  readonly reading: Extract<PropertyReading, { outcome: 'found' }>;
}

/** The registers do not know it, or say something of it that cannot be used. */
interface UnfoundProperty extends WantedProperty {
  readonly reading: Exclude<PropertyReading, { outcome: 'found' }>;
}

/** What one reading of several properties knows. */
interface Work extends UpdateOptions {
  readonly lease: Lease;
  readonly calledAt: string;
}

/** As many as one reading takes, so that leases are short. */
const PORTION = 100;
/** While some are read, others are applied. */
const PORTIONS_AT_ONCE = 3;
const ROAD = 'datafordeler';

/**
 * The one way from the registers to contacts, for tasks, imports and refreshes: take the lease, note the time, read outside
 * any transaction, apply in one, let go. A property that cannot be used holds itself; the others of its portion are stored.
 */
export class PropertyUpdates {
  private readonly portions = limited(PORTIONS_AT_ONCE);

  constructor(private readonly options: PropertyUpdatesOptions) {}

  /**
   * A result for each property, in no order. Throws what a register or database that is away throws; what was stored
   * before that stays stored.
   */
  async update(properties: readonly WantedProperty[], how: UpdateOptions): Promise<PropertyResult[]> {
    const portions = Array.from({ length: Math.ceil(properties.length / PORTION) }, (_, at) =>
      properties.slice(at * PORTION, (at + 1) * PORTION),
    );
    const ends = await Promise.allSettled(
      portions.map((portion) => this.portions(() => this.updatePortion(portion, how))),
    );
    return ends.flatMap((end) => {
      if (end.status === 'rejected') throw end.reason;
      return end.value;
    });
  }

  private async updatePortion(properties: readonly WantedProperty[], how: UpdateOptions): Promise<PropertyResult[]> {
    how.signal?.throwIfAborted();
    const lease = await this.options.leases.take(properties.map(({ key }) => key));
    try {
      const ours = properties.filter(({ key }) => lease.has(key));
      const results = new Map((await this.readAndApply(ours, { ...how, lease })).map((one) => [textOf(one.key), one]));
      return properties.map(({ key }) => results.get(textOf(key)) ?? { key, kind: 'busy' });
    } finally {
      await lease.release();
    }
  }

  private async readAndApply(
    properties: readonly WantedProperty[],
    how: UpdateOptions & { readonly lease: Lease },
  ): Promise<PropertyResult[]> {
    if (properties.length === 0) return [];
    const { settings, signal, lease } = how;
    const calledAt = await lease.now();
    const readings = await this.options.door.read(
      settings,
      properties.map(({ key }) => key.nameCode),
      {
        calledAt,
        contactType: settings.contactType,
        companyType: settings.companyType,
        owners: settings.readOwners,
        ...(signal && { signal }),
      },
    );
    const found: FoundProperty[] = [];
    const unfound: UnfoundProperty[] = [];
    properties.forEach((one, at) => {
      const reading = readings[at];
      if (reading?.outcome === 'found') found.push({ ...one, reading });
      else if (reading !== undefined) unfound.push({ ...one, reading });
    });
    const work = { ...how, calledAt };
    const results = [...(await this.apply(found, work)), ...(await this.setAside(unfound, work))];
    for (const result of results) this.options.onResult?.(result);
    return results;
  }

  private async apply(found: readonly FoundProperty[], work: Work): Promise<PropertyResult[]> {
    const { settings, lease, calledAt, also } = work;
    const byKey = new Map(found.map((one) => [textOf(one.key), one]));
    const readingOf = ({ subject }: Applied): FoundProperty['reading'] | undefined =>
      byKey.get(textOf(subject))?.reading;
    const resultOf = (applied: Applied): PropertyResult => ({
      key: applied.subject,
      kind: 'applied',
      applied,
      remarks: readingOf(applied)?.remarks ?? [],
    });
    const applied = await this.registerFor(settings).applyBatch(
      this.options.pool,
      found.map(({ reading }) => reading.observation),
      {
        also: async (tx, part) => {
          await lease.assertHeld();
          await storeProperties(
            tx,
            part.flatMap((one) => readProperty(one, readingOf(one), calledAt)),
          );
          await planRereads(
            tx,
            part.map((one) => ({ ...one, nextChange: readingOf(one)?.nextChange })),
          );
          await also?.(tx, part.map(resultOf));
        },
      },
    );
    return applied.map(resultOf);
  }

  private async setAside(
    properties: readonly UnfoundProperty[],
    { settings, lease, calledAt, also }: Work,
  ): Promise<PropertyResult[]> {
    if (properties.length === 0) return [];
    const results = properties.map(({ key, reading }): PropertyResult => {
      if (reading.outcome === 'not-found') return { key, kind: 'not-in-register' };
      return { key, kind: 'unusable', code: reading.code, reason: reading.reason };
    });
    await inTransaction(this.options.pool, async (tx) => {
      const holds = properties.flatMap(({ key, reading }) =>
        reading.outcome === 'unusable'
          ? [
              {
                register: 'bfe' as const,
                subject: key,
                clock: callClock(calledAt, ROAD),
                origin: { road: ROAD, source: 'look-up' },
                reason: `${reading.code}: ${reading.reason}`,
              },
            ]
          : [],
      );
      if (holds.length > 0) await this.registerFor(settings).hold(tx, holds);
      await lease.assertHeld();
      await also?.(tx, results);
    });
    return results;
  }

  private registerFor({ forceUpdate }: BfeSettings): ContactRegister {
    return new ContactRegister({
      settings: () => ({
        ...DEFAULT_SETTINGS,
        forceUpdate: { ...DEFAULT_SETTINGS.forceUpdate, bfe: forceUpdate ? 'J' : 'N' },
      }),
      now: this.options.now,
    });
  }
}

/** What is stored beside the contact; a held one keeps what it had. */
function readProperty(
  { contactId, outcome, subject }: Applied,
  reading: FoundProperty['reading'] | undefined,
  readAt: string,
): ReadProperty[] {
  if (contactId === undefined || outcome === 'held' || reading === undefined) return [];
  const { kind, ids: objects } = reading;
  return [{ contactId, bfeNumber: subject.nameCode, kind, readAt, objects }];
}

/** What was registered ahead is read again on its day. */
async function planRereads(
  tx: Tx,
  applied: readonly (Applied & { readonly nextChange: string | undefined })[],
): Promise<void> {
  await enqueueTasks(
    tx,
    applied.flatMap(({ contactId, outcome, nextChange }) =>
      contactId === undefined || nextChange === undefined || outcome === 'held'
        ? []
        : [{ type: UPDATE, subject: contactId, data: { contactId }, dueAt: rereadTime(nextChange) }],
    ),
  );
}

function textOf({ nameType, nameCode }: ContactKey): string {
  return `${nameType} ${nameCode}`;
}
