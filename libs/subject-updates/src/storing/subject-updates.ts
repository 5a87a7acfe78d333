import { setTimeout as sleep } from 'node:timers/promises';
import {
  ContactRegister,
  DEFAULT_SETTINGS,
  type Applied,
  type Hold,
  type Lease,
  type SubjectLeases,
} from '@contact-sync/contact-register';
import { callClock, type ContactKey, type Observation, type RegisterName } from '@contact-sync/contacts-model';
import { inTransaction, type Tx } from '@contact-sync/database';
import { enqueueTasks, type OutgoingTask } from '@contact-sync/messaging';
import { limited } from '@contact-sync/outbound';
import { rereadTime } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { FoundReading, UnfoundReading } from '../asking/reading';
import { SubjectUnreadable } from '../asking/subject-unreadable';
import { appliedWith, type SubjectResult } from './subject-result';

export interface SubjectUpdatesOptions {
  readonly pool: Pool;
  readonly leases: SubjectLeases;
  readonly now: () => Date;
  /** Told of results once they are stored. */
  readonly onResult?: (result: SubjectResult) => void;
}

/** A subject to be read, by the contact that it is or will be. */
export interface WantedSubject {
  readonly key: ContactKey;
}

/** What was stored of a subject, and the reading it was stored from. */
export interface StoredSubject<Found> {
  readonly applied: Applied;
  readonly reading: Found;
}

/** A subject that is held since its reading cannot be used. The contact's id may only be set aside. */
export interface HeldSubject<Unfound> {
  readonly contactId: string;
  readonly reading: Unfound;
}

/** When and where something was said that is held. */
export type StatementTime = Pick<Hold, 'clock' | 'origin'>;

export interface ReadingTime<Settings> {
  readonly settings: Settings;
  /** Database time when the reading began, as `callClock` takes it. */
  readonly calledAt: string;
  readonly signal?: AbortSignal;
}

/** The register that subjects are read from. */
export interface SubjectSource<Wanted, Settings, Found, Unfound extends UnfoundReading = UnfoundReading> {
  readonly register: RegisterName;
  /** As many are read together, and stored together; a hundred where absent. */
  readonly portion?: number;
  /** While some portions are read, others are stored. */
  readonly portionsAtOnce: number;
  /** A reading for each, in their order. Throws `CallFailed` and `SubjectUnreadable`. */
  readonly read: (wanted: readonly Wanted[], time: ReadingTime<Settings>) => Promise<readonly (Found | Unfound)[]>;
  /** When and by which road something was said that cannot be used; `saidBy` for registers that `callClock` is the clock of. */
  readonly saidAt: (time: ReadingTime<Settings>) => StatementTime;
  /** The task that reads a contact again. */
  readonly rereadTask: (contactId: string, dueAt: Date) => OutgoingTask;
  /** Done in the transaction that stores these contacts; held ones are among them. */
  readonly beside?: (tx: Tx, stored: readonly StoredSubject<Found>[], time: ReadingTime<Settings>) => Promise<void>;
  /** Done in the transaction that holds these contacts. */
  readonly besideHeld?: (
    tx: Tx,
    held: readonly HeldSubject<Extract<Unfound, { outcome: 'unusable' }>>[],
    time: ReadingTime<Settings>,
  ) => Promise<void>;
}

/** The statement of a road whose clock is the time of the call. */
export const saidBy = (road: string, { calledAt }: Pick<ReadingTime<unknown>, 'calledAt'>): StatementTime => ({
  clock: callClock(calledAt, road),
  origin: { road, source: 'look-up' },
});

export interface UpdateOptions<Settings> {
  readonly settings: Settings;
  readonly signal?: AbortSignal;
  /** Done in the transaction that stores these results; a part of the subjects each time. Busy ones are in none. */
  readonly also?: (tx: Tx, results: readonly SubjectResult[]) => Promise<void>;
}

/** What one reading of several subjects knows. */
interface Work<Settings> extends UpdateOptions<Settings> {
  readonly lease: Lease;
  readonly calledAt: string;
}

interface Read<Reading> {
  readonly key: ContactKey;
  readonly reading: Reading;
}

/** As many as one reading takes, so that leases are short. */
const PORTION = 100;
const WAIT_MS = 100;
const ATTEMPTS = 100;

/**
 * The one way from a register that is asked to contacts, for tasks, imports and refreshes: take the lease, note the time,
 * read outside any transaction, apply in one, let go. A subject that cannot be used holds itself; the others of its portion
 * are stored.
 */
export class SubjectUpdates<
  Wanted extends WantedSubject,
  Settings extends { readonly forceUpdate: boolean },
  Found extends FoundReading,
  Unfound extends UnfoundReading = UnfoundReading,
> {
  private readonly portions;

  constructor(
    private readonly options: SubjectUpdatesOptions,
    private readonly source: SubjectSource<Wanted, Settings, Found, Unfound>,
  ) {
    this.portions = limited(source.portionsAtOnce);
  }

  /**
   * A result for each subject, in no order. Throws what a register or database that is away throws; what was stored
   * before that stays stored, and nothing more is begun. One subject that is unreadable stops no others.
   */
  async update(subjects: readonly Wanted[], how: UpdateOptions<Settings>): Promise<SubjectResult[]> {
    const { portion: size = PORTION } = this.source;
    const portions = Array.from({ length: Math.ceil(subjects.length / size) }, (_, at) =>
      subjects.slice(at * size, (at + 1) * size),
    );
    let away: { readonly reason: unknown } | undefined;
    const updatePortion = async (portion: readonly Wanted[]): Promise<SubjectResult[]> => {
      if (away !== undefined) throw away.reason;
      try {
        return await this.updatePortion(portion, how);
      } catch (error) {
        if (!(error instanceof SubjectUnreadable)) away ??= { reason: error };
        throw error;
      }
    };
    const ends = await Promise.allSettled(portions.map((portion) => this.portions(() => updatePortion(portion))));
    return ends.flatMap((end) => {
      if (end.status === 'rejected') throw end.reason;
      return end.value;
    });
  }

  /**
   * A result for each subject, in their order. Waits for whoever reads one just now: it is then read again, since it was
   * asked for now. `busy`: somebody else read it for ten seconds and more.
   */
  async updateNow(subjects: readonly Wanted[], how: UpdateOptions<Settings>): Promise<SubjectResult[]> {
    const results = new Map<string, SubjectResult>();
    let wanted = [...new Map(subjects.map((one) => [textOf(one.key), one])).values()];
    for (let attempt = 1; ; attempt += 1) {
      for (const result of await this.update(wanted, how)) results.set(textOf(result.key), result);
      wanted = wanted.filter(({ key }) => results.get(textOf(key))?.kind === 'busy');
      if (wanted.length === 0 || attempt === ATTEMPTS) break;
      await sleep(WAIT_MS);
    }
    return subjects.map(({ key }) => results.get(textOf(key)) ?? { key, kind: 'busy' });
  }

  private async updatePortion(subjects: readonly Wanted[], how: UpdateOptions<Settings>): Promise<SubjectResult[]> {
    how.signal?.throwIfAborted();
    const lease = await this.options.leases.take(subjects.map(({ key }) => key));
    try {
      const ours = subjects.filter(({ key }) => lease.has(key));
      const results = new Map((await this.readAndApply(ours, how, lease)).map((one) => [textOf(one.key), one]));
      return subjects.map(({ key }) => results.get(textOf(key)) ?? { key, kind: 'busy' });
    } finally {
      await lease.release();
    }
  }

  private async readAndApply(
    subjects: readonly Wanted[],
    how: UpdateOptions<Settings>,
    lease: Lease,
  ): Promise<SubjectResult[]> {
    if (subjects.length === 0) return [];
    const calledAt = await lease.now();
    const work: Work<Settings> = { ...how, lease, calledAt };
    const readings = await this.source.read(subjects, work);
    const found: Read<Found>[] = [];
    const unfound: Read<Unfound>[] = [];
    subjects.forEach(({ key }, at) => {
      const reading = readings[at];
      if (reading === undefined) return;
      if (isFound(reading)) found.push({ key, reading });
      else unfound.push({ key, reading });
    });
    const results = [...(await this.apply(found, work)), ...(await this.setAside(unfound, work))];
    for (const result of results) this.options.onResult?.(result);
    return results;
  }

  private async apply(found: readonly Read<Found>[], work: Work<Settings>): Promise<SubjectResult[]> {
    const { settings, lease, also } = work;
    const byKey = new Map(found.map(({ key, reading }) => [textOf(key), reading]));
    // What was told of further subjects has no result of its own: it counts to the one that was wanted.
    const storedOf = (part: readonly Applied[]): StoredSubject<Found>[] => {
      const applied = new Map(part.map((one) => [textOf(one.subject), one]));
      return part.flatMap((one) => {
        const reading = byKey.get(textOf(one.subject));
        if (reading === undefined) return [];
        const further = (reading.further ?? []).flatMap(({ subject }) => applied.get(textOf(subject)) ?? []);
        return [{ applied: appliedWith(one, further), reading }];
      });
    };
    const resultOf = ({ applied, reading: { remarks } }: StoredSubject<Found>): SubjectResult => ({
      key: applied.subject,
      kind: 'applied',
      applied,
      remarks,
    });
    const applied = await this.registerFor(settings).applyBatch(this.options.pool, observationsOf(found), {
      also: async (tx, part) => {
        await lease.assertHeld();
        const stored = storedOf(part);
        await this.planRereads(tx, stored);
        await this.source.beside?.(tx, stored, work);
        await also?.(tx, stored.map(resultOf));
      },
    });
    return storedOf(applied).map(resultOf);
  }

  private async setAside(unfound: readonly Read<Unfound>[], work: Work<Settings>): Promise<SubjectResult[]> {
    if (unfound.length === 0) return [];
    const { settings, lease, also } = work;
    const { register, saidAt, besideHeld } = this.source;
    const said = saidAt(work);
    const results = unfound.map(({ key, reading }): SubjectResult => {
      if (reading.outcome === 'not-found') return { key, kind: 'not-in-register' };
      return { key, kind: 'unusable', code: reading.code, reason: reading.reason };
    });
    await inTransaction(this.options.pool, async (tx) => {
      const unusable = unfound.flatMap(({ key, reading }) => (isUnusable(reading) ? [{ key, reading }] : []));
      if (unusable.length > 0) {
        const contactIds = await this.registerFor(settings).hold(
          tx,
          unusable.map(({ key, reading }) => ({
            ...said,
            register,
            subject: key,
            reason: `${reading.code}: ${reading.reason}`,
          })),
        );
        const held = unusable.map(({ reading }, at) => ({ contactId: contactIds[at] ?? '', reading }));
        await besideHeld?.(tx, held, work);
      }
      await lease.assertHeld();
      await also?.(tx, results);
    });
    return results;
  }

  /** What was registered ahead is read again on its day. */
  private async planRereads(tx: Tx, stored: readonly StoredSubject<Found>[]): Promise<void> {
    await enqueueTasks(
      tx,
      stored.flatMap(({ applied: { contactId, outcome }, reading: { nextChange } }) =>
        contactId === undefined || nextChange === undefined || outcome === 'held'
          ? []
          : [this.source.rereadTask(contactId, rereadTime(nextChange))],
      ),
    );
  }

  private registerFor({ forceUpdate }: Settings): ContactRegister {
    return new ContactRegister({
      settings: () => ({
        ...DEFAULT_SETTINGS,
        forceUpdate: { ...DEFAULT_SETTINGS.forceUpdate, [this.source.register]: forceUpdate ? 'J' : 'N' },
      }),
      now: this.options.now,
    });
  }
}

const isFound = <Found extends FoundReading, Unfound extends UnfoundReading>(
  reading: Found | Unfound,
): reading is Found => reading.outcome === 'found';

const isUnusable = <Unfound extends UnfoundReading>(
  reading: Unfound,
): reading is Extract<Unfound, { outcome: 'unusable' }> => reading.outcome === 'unusable';

/** A subject that was wanted, and told of by the reading of another too, is stored once: as it was wanted. */
function observationsOf(found: readonly Read<FoundReading>[]): Observation[] {
  const further = found.flatMap(({ reading }) => reading.further ?? []);
  const observations = [...further, ...found.map(({ reading }) => reading.observation)];
  return [...new Map(observations.map((one) => [textOf(one.subject), one])).values()];
}

function textOf({ nameType, nameCode }: ContactKey): string {
  return `${nameType} ${nameCode}`;
}
