import { ContactRegister, DEFAULT_SETTINGS, type Applied, type Lease, type SubjectLeases } from '@contact-sync/contact-register';
import { callClock, type ContactKey } from '@contact-sync/contacts-model';
import { inTransaction, type Tx } from '@contact-sync/database';
import { enqueueTasks } from '@contact-sync/messaging';
import { limited } from '@contact-sync/outbound';
import { type CvrSettings, type UnitReading } from '@contact-sync/registers-cvr';
import { rereadTime } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { CvrDoor } from '../register/cvr-door';
import type { UnitResult, WantedUnit } from './unit-result';

export interface UnitUpdatesOptions {
  readonly pool: Pool;
  readonly door: CvrDoor;
  readonly leases: SubjectLeases;
  readonly now: () => Date;
  /** Told of results once they are stored. */
  readonly onResult?: (result: UnitResult) => void;
}

export interface UpdateOptions {
  readonly settings: CvrSettings;
  readonly signal?: AbortSignal;
  /** Done in the transaction that stores these results; a part of the units each time. Busy ones are in none. */
  readonly also?: (tx: Tx, results: readonly UnitResult[]) => Promise<void>;
}

interface FoundUnit extends WantedUnit {
  readonly reading: Extract<UnitReading, { outcome: 'found' }>;
}

/** The register does not know it, or says something of it that cannot be used. */
interface UnfoundUnit extends WantedUnit {
  readonly reading: Exclude<UnitReading, { outcome: 'found' }>;
}

/** What one reading of several units knows. */
interface Work extends UpdateOptions {
  readonly lease: Lease;
  readonly calledAt: string;
}

/** As many as one call reads, so that leases are short. */
const PORTION = 100;
/** While some are read, others are applied. */
const PORTIONS_AT_ONCE = 5;

/**
 * The one way from CVR to contacts, for tasks, imports and refreshes: take the lease, note the time, read outside any
 * transaction, apply in one, let go. A unit that cannot be used holds itself; the others of its portion are stored.
 */
export class UnitUpdates {
  private readonly portions = limited(PORTIONS_AT_ONCE);

  constructor(private readonly options: UnitUpdatesOptions) {}

  /**
   * A result for each unit, in no order. Throws what a register or database that is away throws; what was
   * stored before that stays stored.
   */
  async update(units: readonly WantedUnit[], how: UpdateOptions): Promise<UnitResult[]> {
    // Companies and production units are asked for by different calls: those of one kind together need fewer.
    const inOrder = [...units].sort((one, other) => rankOf(one) - rankOf(other));
    const portions = Array.from({ length: Math.ceil(inOrder.length / PORTION) }, (_, at) =>
      inOrder.slice(at * PORTION, (at + 1) * PORTION),
    );
    const ends = await Promise.allSettled(
      portions.map((portion) => this.portions(() => this.updatePortion(portion, how))),
    );
    return ends.flatMap((end) => {
      if (end.status === 'rejected') throw end.reason;
      return end.value;
    });
  }

  private async updatePortion(units: readonly WantedUnit[], how: UpdateOptions): Promise<UnitResult[]> {
    how.signal?.throwIfAborted();
    const lease = await this.options.leases.take(units.map(({ key }) => key));
    try {
      const ours = units.filter(({ key }) => lease.has(key));
      const results = new Map((await this.readAndApply(ours, { ...how, lease })).map((one) => [textOf(one.key), one]));
      return units.map(({ key }) => results.get(textOf(key)) ?? { key, kind: 'busy' });
    } finally {
      await lease.release();
    }
  }

  private async readAndApply(
    units: readonly WantedUnit[],
    how: UpdateOptions & { readonly lease: Lease },
  ): Promise<UnitResult[]> {
    if (units.length === 0) return [];
    const { settings, signal, lease } = how;
    const { companyType, unitType, lifetimeDates: lifetime } = settings;
    const calledAt = await lease.now();
    const readings = await this.options.door.read(
      settings,
      units.map(({ unit }) => unit),
      { calledAt, companyType, unitType, lifetime, ...(signal && { signal }) },
    );
    const found: FoundUnit[] = [];
    const unfound: UnfoundUnit[] = [];
    units.forEach((one, at) => {
      const reading = readings[at];
      if (reading?.outcome === 'found') found.push({ ...one, reading });
      else if (reading !== undefined) unfound.push({ ...one, reading });
    });
    const work = { ...how, calledAt };
    const results = [...(await this.apply(found, work)), ...(await this.setAside(unfound, work))];
    for (const result of results) this.options.onResult?.(result);
    return results;
  }

  private async apply(found: readonly FoundUnit[], { settings, lease, also }: Work): Promise<UnitResult[]> {
    const byKey = new Map(found.map((one) => [textOf(one.key), one]));
    const resultOf = (applied: Applied): UnitResult => ({
      key: applied.subject,
      kind: 'applied',
      applied,
      remarks: byKey.get(textOf(applied.subject))?.reading.remarks ?? [],
    });
    const applied = await this.registerFor(settings).applyBatch(
      this.options.pool,
      found.map(({ reading }) => reading.observation),
      {
        also: async (tx, part) => {
          await lease.assertHeld();
          await planRereads(
            tx,
            part.map((one) => ({ ...one, nextChange: byKey.get(textOf(one.subject))?.reading.nextChange })),
          );
          await writeToTarget(tx, part, settings);
          await also?.(tx, part.map(resultOf));
        },
      },
    );
    return applied.map(resultOf);
  }

  private async setAside(
    units: readonly UnfoundUnit[],
    { settings, lease, calledAt, also }: Work,
  ): Promise<UnitResult[]> {
    if (units.length === 0) return [];
    const { provider } = this.options.door.register(settings);
    const results = units.map(({ key, reading }): UnitResult => {
      if (reading.outcome === 'not-found') return { key, kind: 'not-in-register' };
      return { key, kind: 'unusable', code: reading.code, reason: reading.reason };
    });
    await inTransaction(this.options.pool, async (tx) => {
      const holds = units.flatMap(({ key, reading }) =>
        reading.outcome === 'unusable'
          ? [
              {
                register: 'cvr' as const,
                subject: key,
                clock: callClock(calledAt, provider),
                origin: { road: provider, source: 'look-up' },
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

  private registerFor({ forceUpdate }: CvrSettings): ContactRegister {
    return new ContactRegister({
      settings: () => ({
        ...DEFAULT_SETTINGS,
        forceUpdate: { ...DEFAULT_SETTINGS.forceUpdate, cvr: forceUpdate ? 'J' : 'N' },
      }),
      now: this.options.now,
    });
  }
}

const rankOf = ({ unit: { kind } }: WantedUnit): number => (kind === 'company' ? 0 : 1);

function textOf({ nameType, nameCode }: ContactKey): string {
  return `${nameType} ${nameCode}`;
}

/** What was told ahead is read again on its day. */
async function planRereads(
  tx: Tx,
  applied: readonly (Applied & { readonly nextChange: string | undefined })[],
): Promise<void> {
  await enqueueTasks(
    tx,
    applied.flatMap(({ contactId, outcome, nextChange }) =>
      contactId === undefined || nextChange === undefined || outcome === 'held'
        ? []
        : [
            {
              type: 'cvr-update.company.reread.v1' as const,
              subject: contactId,
              data: { contactId },
              dueAt: rereadTime(nextChange),
            },
          ],
    ),
  );
}

/** What is new or changed goes on to the OData target, where there is one (CVR-8). */
async function writeToTarget(tx: Tx, applied: readonly Applied[], { odataProfile }: CvrSettings): Promise<void> {
  if (odataProfile === '') return;
  await enqueueTasks(
    tx,
    applied.flatMap(({ contactId, outcome }) =>
      contactId !== undefined && (outcome === 'created' || outcome === 'changed')
        ? [{ type: 'cvr-update.contact.write.v1' as const, subject: contactId, data: { contactId } }]
        : [],
    ),
  );
}
