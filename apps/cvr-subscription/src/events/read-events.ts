import { inTransaction } from '@contact-sync/database';
import { CallFailed } from '@contact-sync/outbound';
import type { CvrRegister, CvrSettings, EventMark, EventPage, UnitEvent } from '@contact-sync/registers-cvr';
import type { Run } from '@contact-sync/service';
import { RegisterAway, type Ending } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import {
  forgetMark,
  lockFollowing,
  noteGathered,
  noteSynchronised,
  readFollowing,
  wantReading,
  type Following,
} from '../following/following';
import { noteOutcomes } from '../imports/note-outcomes';
import { retryFailed } from '../imports/retry-failed';
import type { CvrLane } from '../register/cvr-lane';
import type { OpenRegister } from '../register/open-register';
import { gatherContacts } from '../subscriptions/gather-contacts';
import { announced } from './announced';
import { makeTasks, type TaskParts } from './make-tasks';

export interface ReadingParts extends TaskParts {
  readonly lane: CvrLane;
  readonly open: OpenRegister;
}

/** The name of the run and of its schedule. */
export const READ_RUN = 'read-events';

/** What is read at most before it becomes tasks: a reading after weeks keeps what it has, and little memory. */
const PAGES_AT_ONCE = 50;
const EVENTS_AT_ONCE = 20_000;

/** Contacts that were looked through a shorter time ago are not looked through again. */
const GATHERED_MS = 45 * 60_000;

/**
 * Reads what changed at CVR since the last time and makes tasks of it. Ends when the register is away, keeping what it has
 * read, and is begun again when that answers: from the mark, so that nothing is missed.
 */
export async function readEvents(parts: ReadingParts, run: Run): Promise<void> {
  await noteOutcomes(parts);
  const settings = await parts.readSettings(parts.pool);
  const following = await readFollowing(parts.pool);
  const hindrance = hindranceOf(settings, following);
  if (hindrance !== undefined) return run.problem(hindrance);
  await announced({ ...parts, job: READ_RUN, run }, (counting, hasBegun) =>
    synchronise(parts, { settings, following, run: counting, hasBegun }),
  );
}

interface Synchronisation {
  readonly settings: CvrSettings;
  readonly following: Following;
  readonly run: Run;
  /** The register answers. */
  readonly hasBegun: () => Promise<void>;
}

async function synchronise(parts: ReadingParts, synchronisation: Synchronisation): Promise<Ending> {
  const { settings, run } = synchronisation;
  const { mark = '', gatheredAt } = synchronisation.following;
  const { pool, now } = parts;
  await wantReading(pool);
  const began = now();
  // Not with every probe of a register that is away.
  if (gatheredAt === undefined || began.getTime() - gatheredAt.getTime() > GATHERED_MS) {
    await gatherContacts(pool, settings, run);
    await noteGathered(pool, began);
  }
  const retried = await retryFailed(parts);
  if (retried > 0) run.count('retried', retried);
  const reading = new Reading(parts, synchronisation);
  try {
    if (await reading.toItsEnd(mark)) await noteSynchronised(pool, now());
    return 'succeeded';
  } catch (error) {
    if (error instanceof MarkLost) await forgetThisMark(pool, mark);
    else if (!(error instanceof RegisterAway)) throw error;
    run.problem(error instanceof MarkLost ? MARK_LOST : away(error));
    return 'failed';
  } finally {
    reading.tell();
  }
}

const away = ({ message }: RegisterAway): Hindrance => ({
  code: 'register-away',
  text: `${message}; the events are read when CVR answers`,
});

const MARK_LOST: Hindrance = {
  code: 'mark-lost',
  text: 'CVR does not know how far its events were read: everything is updated anew',
};

/** Unless another reading has another by now. */
async function forgetThisMark(pool: Pool, mark: EventMark): Promise<void> {
  await inTransaction(pool, async (tx) => {
    if ((await lockFollowing(tx)).mark === mark) await forgetMark(tx);
  });
}

type Hindrance = Parameters<Run['problem']>[0];

/** Why there is nothing to read. */
export function hindranceOf(
  { cvrUpdate, paused, provider }: CvrSettings,
  { at, mark }: Following,
): Hindrance | undefined {
  if (!cvrUpdate) return { code: 'cvr-update-off', text: 'CVR update is turned off' };
  if (paused) return { code: 'cvr-update-paused', text: 'CVR update is paused' };
  if (at?.provider !== provider || mark === undefined)
    return { code: 'not-subscribed-yet', text: 'the subscriptions are not at this provider yet' };
  return undefined;
}

/** The register knows nothing of the mark: its events were begun anew, or it is another register. */
class MarkLost extends Error {}

/** One reading, from the mark to the end. */
class Reading {
  private readonly register: CvrRegister;
  private events: UnitEvent[] = [];
  private pages = 0;
  private token: number | undefined;
  private readonly seen = { events: 0, updates: 0, rereads: 0, unknown: 0 };
  private readonly run: Run;

  constructor(
    private readonly parts: ReadingParts,
    private readonly synchronisation: Synchronisation,
  ) {
    this.run = synchronisation.run;
    this.register = parts.open(synchronisation.settings);
  }

  /** False when it was cut short by a change of the settings, or another reading. */
  async toItsEnd(mark: EventMark): Promise<boolean> {
    let from = mark;
    let to = mark;
    const pages = this.register.eventsSince(mark, this.run.signal)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await this.parts.lane.through(this.run.signal, () => nextOf(pages));
        await this.synchronisation.hasBegun();
        if (next.done === true) break;
        this.take(next.value);
        to = next.value.mark;
        if (this.pages < PAGES_AT_ONCE && this.events.length < EVENTS_AT_ONCE) continue;
        if (!(await this.keep(from, to))) return false;
        from = to;
      }
    } catch (error) {
      // What was read whole is kept: the mark stands behind it.
      if (error instanceof RegisterAway && this.pages > 0) await this.keep(from, to);
      throw error;
    } finally {
      await pages.return?.(undefined);
    }
    return this.keep(from, to);
  }

  /** What it did, for its record. */
  tell(): void {
    for (const [name, count] of Object.entries(this.seen)) if (count > 0) this.run.count(name, count);
  }

  private take({ events }: EventPage): void {
    this.events.push(...events);
    this.pages += 1;
    this.seen.events += events.length;
    this.run.progress(this.seen.events);
  }

  private async keep(from: EventMark, to: EventMark): Promise<boolean> {
    const made = await makeTasks(this.parts, {
      provider: this.register.provider,
      from,
      to,
      events: this.events,
      ...(this.token !== undefined && { token: this.token }),
    });
    if (made === undefined) return false;
    this.token = made.token;
    this.seen.updates += made.updates;
    this.seen.rereads += made.rereads;
    this.seen.unknown += made.unknown;
    this.events = [];
    this.pages = 0;
    return true;
  }
}

async function nextOf(pages: AsyncIterator<EventPage>): Promise<IteratorResult<EventPage>> {
  try {
    return await pages.next();
  } catch (error) {
    if (error instanceof CallFailed && error.code === 'event-mark-unknown') throw new MarkLost();
    throw error;
  }
}
