import { inTransaction } from '@contact-sync/database';
import { CallFailed } from '@contact-sync/outbound';
import type { BfeRegister, EventMarks, EventPage } from '@contact-sync/registers-bfe';
import type { Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import type { BfeLane } from '../register/bfe-lane';
import { RegisterAway } from '../register/register-away';
import type { BfeSettings } from '../settings/bfe-settings';
import { READ_EVENTS } from '../schedules';
import { refreshAll } from '../tasks/refresh-all';
import { announced, type Ending } from './announced';
import { forgetMarks, lockMarks, moveMarks, readMarks } from './event-marks';
import { makeTasks } from './make-tasks';

export interface ReadingParts {
  readonly pool: Pool;
  readonly lane: BfeLane;
  readonly open: (settings: BfeSettings) => BfeRegister;
  /** Whether a profile opens the road that has events. */
  readonly hasEvents: (profile: string) => Promise<boolean>;
  readonly readSettings: () => Promise<BfeSettings>;
  readonly now: () => Date;
}

/**
 * Reads what changed at the registers since the last time and makes tasks of it. Ends when they are away, keeping what it
 * has read; the next reading goes on from the marks, so that nothing is missed.
 */
export async function readEvents(parts: ReadingParts, run: Run): Promise<void> {
  const settings = await parts.readSettings();
  const hindrance = hindranceOf(settings);
  if (hindrance !== undefined) return run.problem(hindrance);
  await announced({ ...parts, job: READ_EVENTS, run }, (counting, hasBegun) =>
    synchronise(parts, settings, counting, hasBegun),
  );
}

type Hindrance = Parameters<Run['problem']>[0];

/** Why there is nothing to read. */
function hindranceOf({ authProfile, followEvents }: BfeSettings): Hindrance | undefined {
  if (authProfile === '') return { code: 'no-profile', text: 'no authentication profile is chosen for BFE' };
  if (!followEvents) return { code: 'events-off', text: 'following events is turned off' };
  return undefined;
}

const NO_EVENTS: Hindrance = {
  code: 'no-events-by-rest',
  text: 'REST with a certificate has no events: properties are updated once a week',
};
const MARK_LOST: Hindrance = {
  code: 'mark-lost',
  text: 'a register does not know how far its events were read: every property is updated anew',
};

async function synchronise(
  parts: ReadingParts,
  settings: BfeSettings,
  run: Run,
  hasBegun: () => Promise<void>,
): Promise<Ending> {
  const { pool, lane, now } = parts;
  try {
    if (!(await lane.through(run.signal, () => parts.hasEvents(settings.authProfile)))) {
      run.problem(NO_EVENTS);
      return 'failed';
    }
    const register = parts.open(settings);
    const marks = (await readMarks(pool)) as EventMarks;
    await hasBegun();
    if (Object.keys(marks).length > 0) await readOn(parts, register, marks, run);
    else {
      // First the marks, then everything: what happens in between is told twice rather than never.
      const current = await lane.through(run.signal, () => register.currentMarks(run.signal));
      await refreshAll(pool, settings.contactType, run);
      await inTransaction(pool, async (tx) => {
        if (Object.keys(await lockMarks(tx)).length === 0) await moveMarks(tx, textsOf(current), now());
      });
    }
    return 'succeeded';
  } catch (error) {
    if (error instanceof MarkLost) await inTransaction(pool, forgetMarks);
    else if (!(error instanceof RegisterAway)) throw error;
    run.problem(
      error instanceof MarkLost
        ? MARK_LOST
        : { code: 'register-away', text: `${error.message}; the events are read when it answers` },
    );
    return 'failed';
  }
}

/** A register knows nothing of its mark: its events were begun anew, or it is another register. */
class MarkLost extends Error {}

async function readOn(parts: ReadingParts, register: BfeRegister, marks: EventMarks, run: Run): Promise<void> {
  let from = marks;
  let read = 0;
  const pages = register.eventsSince(marks, run.signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await parts.lane.through(run.signal, () => nextOf(pages));
      if (next.done === true) return;
      const page = next.value;
      const made = await makeTasks(parts, register, { page, from: from[page.register], run });
      // Another reading moved the mark, or the settings are others: it is read there.
      if (!made) return;
      from = { ...from, [page.register]: page.mark };
      read += page.events.length;
      run.count('events', page.events.length);
      run.progress(read);
    }
  } finally {
    await pages.return?.(undefined);
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

const textsOf = (marks: EventMarks): Record<string, string> =>
  Object.fromEntries(Object.entries(marks).filter((entry): entry is [string, string] => entry[1] !== undefined));
