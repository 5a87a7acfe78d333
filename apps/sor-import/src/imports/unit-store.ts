import type { Applied, ContactRegister, Hold } from '@contact-sync/contact-register';
import type { Observation } from '@contact-sync/contacts-model';
import { inTransaction, isStoreBusy, type Tx } from '@contact-sync/database';
import type { Pool } from 'pg';
import { REGISTER, type HeldUnit } from './file-view';
import type { ImportedUnit } from './import-record';
import { recordPart, recordUnits, type ImportPart } from './imported-units';

export interface UnitStoreOptions {
  readonly pool: Pool;
  readonly register: ContactRegister;
  readonly importId: string;
  readonly contactType: string;
  /** The run that history shows; absent where there is none. */
  readonly runId?: string;
  /** Nothing is stored but what the report shows. */
  readonly preview: boolean;
  /** Done in each transaction that stores something, with what became of its units. */
  readonly also?: (tx: Tx, outcomes: readonly Applied['outcome'][]) => Promise<void>;
}

/** A unit that is gone from the file, and the statement that ends it. */
export interface Closing {
  readonly contactId: string;
  /** Last valid day, `YYYY-MM-DD`. */
  readonly on: string;
  readonly reason: string;
  readonly observation: Observation;
}

const NO_PART: ImportPart = { created: 0, changed: 0, stale: 0, events: 0 };
const HELD_EVENTS = 1;
const MOST_ATTEMPTS = 10;

/**
 * Puts units into the register, and writes with each change what the import did. In a preview every change is rolled back
 * and only what the report shows is written.
 */
export class UnitStore {
  /** What would have been stored: of a preview, nobody can ask the database afterwards. */
  private previewed = NO_PART;

  constructor(private readonly options: UnitStoreOptions) {}

  /** Sums of what a preview would have stored, those of `import_unit` left aside. */
  get previewedPart(): ImportPart {
    return this.previewed;
  }

  /** Applies what was observed, at most 1000 at a time. */
  async apply(observations: readonly Observation[]): Promise<void> {
    const lines = new Map(observations.map(({ subject, origin }) => [subject.nameCode, origin.lines?.[0]]));
    await this.applyAs(observations, (applied) => ({
      part: partOf(applied),
      units: applied.flatMap((one) => heldUnits(one, lines.get(one.subject.nameCode))),
    }));
  }

  /** Ends units, at most 1000 at a time. Those of which something newer is known stay open. */
  async close(closings: readonly Closing[]): Promise<void> {
    const closingOf = new Map(closings.map((closing) => [closing.observation.subject.nameCode, closing]));
    await this.applyAs(
      closings.map(({ observation }) => observation),
      (applied) => ({ part: NO_PART, units: applied.flatMap((one) => closedUnits(one, closingOf)) }),
    );
  }

  /** Units whose rows cannot be used: their contacts stay as they are until a file says it better. */
  async hold(held: readonly HeldUnit[]): Promise<void> {
    const { pool, register, importId, preview, also } = this.options;
    if (held.length === 0) return;
    const unitOf = ({ sorId, fault }: HeldUnit, contactId?: string): ImportedUnit => ({
      unit: sorId,
      outcome: 'held',
      line: fault.line,
      ...(contactId !== undefined && { contactId }),
      events: HELD_EVENTS,
      reason: reasonOf(fault),
    });
    if (preview)
      return recordUnits(
        pool,
        importId,
        held.map((one) => unitOf(one)),
      );
    await whileBusy(() =>
      inTransaction(pool, async (tx) => {
        const contactIds = await register.hold(
          tx,
          held.map((one) => this.holdOf(one)),
        );
        await recordUnits(
          tx,
          importId,
          held.map((one, at) => unitOf(one, contactIds[at])),
        );
        await also?.(
          tx,
          held.map(() => 'held'),
        );
      }),
    );
  }

  /** Units that stay as they are although the file does not name them, and rows that name none. */
  async note(units: readonly ImportedUnit[]): Promise<void> {
    await recordUnits(this.options.pool, this.options.importId, units);
  }

  private async applyAs(
    observations: readonly Observation[],
    told: (applied: readonly Applied[]) => { readonly part: ImportPart; readonly units: readonly ImportedUnit[] },
  ): Promise<void> {
    const { pool, register, importId, runId, preview, also } = this.options;
    if (observations.length === 0) return;
    const applied = await register.applyBatch(pool, observations, {
      preview,
      ...(runId !== undefined && { runId }),
      ...(!preview && {
        also: async (tx, some) => {
          const { part, units } = told(some);
          await recordPart(tx, importId, part);
          await recordUnits(tx, importId, units);
          await also?.(
            tx,
            some.map(({ outcome }) => outcome),
          );
        },
      }),
    });
    if (!preview) return;
    const { part, units } = told(applied);
    this.previewed = sumOf(this.previewed, part);
    await recordUnits(pool, importId, units);
  }

  private holdOf({ sorId, clock, origin, fault }: HeldUnit): Hold {
    const subject = { nameType: this.options.contactType, nameCode: sorId };
    return { register: REGISTER, subject, clock, origin, reason: reasonOf(fault) };
  }
}

const reasonOf = ({ code, field }: HeldUnit['fault']): string => (field === undefined ? code : `${field}: ${code}`);

function partOf(applied: readonly Applied[]): ImportPart {
  const of = (wanted: Applied['outcome']): number =>
    applied.filter(({ outcome, repeated = false }) => outcome === wanted && !repeated).length;
  const events = applied.reduce((sum, one) => sum + (one.outcome === 'held' ? 0 : one.events), 0);
  return { created: of('created'), changed: of('changed'), stale: of('stale'), events };
}

function sumOf(one: ImportPart, other: ImportPart): ImportPart {
  return {
    created: one.created + other.created,
    changed: one.changed + other.changed,
    stale: one.stale + other.stale,
    events: one.events + other.events,
  };
}

function heldUnits({ outcome, subject, contactId, reason, events }: Applied, line: number | undefined): ImportedUnit[] {
  if (outcome !== 'held') return [];
  return [
    {
      unit: subject.nameCode,
      outcome,
      ...(line !== undefined && { line }),
      ...(contactId !== undefined && { contactId }),
      events,
      reason: reason ?? outcome,
    },
  ];
}

function closedUnits(one: Applied, closingOf: ReadonlyMap<string, Closing>): ImportedUnit[] {
  const { subject, outcome, repeated = false, events } = one;
  const closing = closingOf.get(subject.nameCode);
  if (closing === undefined || (outcome === 'stale' && repeated)) return [];
  const unit = { unit: subject.nameCode, contactId: closing.contactId, events };
  switch (outcome) {
    case 'created':
    case 'changed':
      return [{ ...unit, outcome: 'closed', end: closing.on, reason: closing.reason }];
    case 'unchanged':
      return [{ ...unit, outcome: 'kept', reason: 'its end was set by hand' }];
    case 'stale':
      return [{ ...unit, outcome: 'kept', reason: 'something newer is known of it' }];
    case 'held':
      return [{ ...unit, outcome: 'held', reason: one.reason ?? outcome }];
  }
}

async function whileBusy<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isStoreBusy(error) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}
