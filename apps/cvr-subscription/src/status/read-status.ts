import { countRows, type PausedLane, type QueueCount } from '@contact-sync/messaging';
import type { CvrProvider, CvrSettings } from '@contact-sync/registers-cvr';
import { listRuns, type RunProgress } from '@contact-sync/service';
import type { Pool } from 'pg';
import { REFRESH, REREAD, UPDATE } from '../events/update-tasks';
import { readFollowing } from '../following/following';
import { countFailures } from '../imports/find-failures';
import type { CvrLane } from '../register/cvr-lane';
import { SCHEMA } from '../schema';
import { ALIGN_RUN, findStep } from '../subscriptions/align-subscriptions';
import { countSubscriptions } from '../subscriptions/find-subscriptions';
import type { ShownState } from '../subscriptions/subscription';

/** How companies are kept up to date at this moment. */
export interface Status {
  readonly cvrIntegration: boolean;
  readonly cvrUpdate: boolean;
  readonly paused: boolean;
  readonly provider: CvrProvider;
  /** Where the subscriptions are; another than `provider` while they are cancelled there. */
  readonly subscribedAt: CvrProvider | null;
  readonly subscriptions: Readonly<Record<ShownState, number>>;
  /** They are as the settings say, but for those that are tried again later. */
  readonly aligned: boolean;
  /** The run that makes and cancels subscriptions, while it goes on. */
  readonly run: { readonly id: string; readonly progress: RunProgress } | null;
  readonly events: {
    readonly mark: string | null;
    readonly lastSynchronisation: Date | null;
    /** Seconds since then; null where nothing is followed. */
    readonly lagSeconds: number | null;
    readonly activeTasksToken: string;
    /** The last reading did not come to its end. */
    readonly readingWanted: boolean;
  };
  /** Tasks of cvr-update that are not finished, by state; `planned`: for a later day. */
  readonly tasks: Readonly<Record<string, number>>;
  readonly oldestTask: Date | null;
  /** Contacts whose last update failed. */
  readonly failures: number;
  /** CVR is away. */
  readonly lane: {
    readonly pausedAt: Date;
    readonly nextProbe: Date;
    readonly probes: number;
    readonly code: string;
    readonly text: string;
  } | null;
}

export interface StatusParts {
  readonly pool: Pool;
  readonly lane: CvrLane;
  readonly readSettings: (db: Pool) => Promise<CvrSettings>;
  readonly now: () => Date;
}

export async function readStatus({ pool, lane, readSettings, now }: StatusParts): Promise<Status> {
  const settings = await readSettings(pool);
  const { cvrIntegration, cvrUpdate, paused, provider } = settings;
  const following = await readFollowing(pool);
  const { at, mark, lastSynchronisation, token, readingWanted } = following;
  const [subscriptions, step, [run], rows, failures, away] = await Promise.all([
    countSubscriptions(pool),
    findStep({ pool, now }, settings, following),
    listRuns(pool, SCHEMA, { name: ALIGN_RUN, limit: 1 }),
    countRows(pool),
    countFailures(pool),
    lane.paused(),
  ]);
  const tasks = rows.filter(({ type }) => type === UPDATE || type === REREAD || type === REFRESH);
  return {
    cvrIntegration,
    cvrUpdate,
    paused,
    provider,
    subscribedAt: at?.provider ?? null,
    subscriptions,
    aligned: step === 'rest',
    run: run?.state === 'running' ? { id: run.id, progress: run.progress } : null,
    events: {
      mark: mark ?? null,
      lastSynchronisation: lastSynchronisation ?? null,
      lagSeconds: cvrUpdate ? lagSeconds(lastSynchronisation, now()) : null,
      activeTasksToken: token.toString(),
      readingWanted,
    },
    tasks: countsOf(tasks),
    oldestTask: oldestOf(tasks),
    failures,
    lane: away === undefined ? null : shownLane(away),
  };
}

const shownLane = ({ pausedAt, nextProbe, probes, errorCode, errorText }: PausedLane): NonNullable<Status['lane']> => ({
  pausedAt,
  nextProbe,
  probes,
  code: errorCode,
  text: errorText,
});

/** Seconds since the events were last read to their end. */
export function lagSeconds(lastSynchronisation: Date | undefined, now: Date): number | null {
  if (lastSynchronisation === undefined) return null;
  return Math.max(0, Math.round((now.getTime() - lastSynchronisation.getTime()) / 1000));
}

function countsOf(tasks: readonly QueueCount[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { type, state, count } of tasks) {
    const shown = type === REREAD && state === 'open' ? 'planned' : state;
    counts[shown] = (counts[shown] ?? 0) + count;
  }
  return counts;
}

/** What is planned for a later day does not wait. */
function oldestOf(tasks: readonly QueueCount[]): Date | null {
  const waiting = tasks.filter(({ type }) => type !== REREAD).map(({ oldest }) => oldest.getTime());
  return waiting.length === 0 ? null : new Date(Math.min(...waiting));
}
