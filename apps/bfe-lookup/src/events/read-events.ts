import { inTransaction } from '@contact-sync/database';
import type { ProfileKind } from '@contact-sync/credentials';
import { CallFailed } from '@contact-sync/outbound';
import type { BfeRegister, EventMarks, EventPage, OpenRegister, PropertyRegister } from '@contact-sync/registers-bfe';
import type { Run } from '@contact-sync/service';
import { type Ending, RegisterAway } from '@contact-sync/subject-updates';
import type { Pool } from 'pg';
import type { BfeLane } from '../register/bfe-lane';
import type { BfeSettings } from '../settings/bfe-settings';
import { READ_EVENTS } from '../schedules';
import { refreshAll } from '../tasks/refresh-all';
import { announced } from './announced';
import { forgetMarks, lockMarks, moveMarks, readMarks } from './event-marks';
import { makeTasks } from './make-tasks';
import { followsOwners, ownersLane, ownersTold, type Lane } from './owner-events';

export interface ReadingParts {
  readonly pool: Pool;
  readonly lane: BfeLane;
  readonly open: (settings: BfeSettings) => BfeRegister;
  readonly kindOf: (profile: string) => Promise<ProfileKind>;
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
  const { pool, lane } = parts;
  try {
    const kind = await lane.through(run.signal, () => parts.kindOf(settings.authProfile));
    if (kind === 'rest-certificate') {
      run.problem(NO_EVENTS);
      return 'failed';
    }
    const register = parts.open(settings);
    const { EJF: ofOwners, ...marks } = await readMarks(pool);
    await hasBegun();
    const owners = followsOwners(settings, kind) ? ownersLane(lane) : undefined;
    const current = {
      ...(isEmpty(marks) && (await marksOf(OPEN_REGISTERS, lane, register, run))),
      ...(owners && ofOwners === undefined && (await ownersTold(() => marksOf(['EJF'], owners, register, run), run))),
    };
    if (!isEmpty(current)) await beginAnew(parts, settings, current, run);
    if (!isEmpty(marks)) await readOn(parts, register, marks, run);
    if (owners && ofOwners !== undefined)
      await ownersTold(() => readOn({ ...parts, lane: owners }, register, { EJF: ofOwners }, run), run);
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

const isEmpty = (marks: EventMarks): boolean => Object.keys(marks).length === 0;

/** A register knows nothing of its mark: its events were begun anew, or it is another register. */
class MarkLost extends Error {}

const OPEN_REGISTERS: readonly OpenRegister[] = ['MAT', 'EBR', 'DAR', 'BBR'];

const marksOf = (
  registers: readonly PropertyRegister[],
  lane: Lane,
  register: BfeRegister,
  { signal }: Run,
): Promise<EventMarks> => lane.through(signal, () => register.currentMarks(registers, signal));

/** First the marks, then everything: what happens in between is told twice rather than never. */
async function beginAnew(
  { pool, now }: ReadingParts,
  { contactType }: BfeSettings,
  current: EventMarks,
  run: Run,
): Promise<void> {
  await refreshAll(pool, contactType, run);
  await inTransaction(pool, async (tx) => {
    // Another reading may have begun as well, and gone on.
    const stored = await lockMarks(tx);
    await moveMarks(tx, { ...current, ...stored }, now());
  });
}

type ReadingOn = Pick<ReadingParts, 'pool' | 'now'> & { readonly lane: Lane };

async function readOn(parts: ReadingOn, register: BfeRegister, marks: EventMarks, run: Run): Promise<void> {
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
