import type { Run } from '../runs/runs';
import type { SettingText } from '../settings/setting';
import type { ScheduleRule } from './rule';

/** A job that a service does at its times. Each service has its own in one list. */
export interface ScheduleDefinition {
  /** Its name within the service, such as `import-deliveries`; its runs bear it. */
  readonly name: string;
  readonly text: SettingText;
  /** When it is due unless an administrator says otherwise. */
  readonly rule: ScheduleRule;
  /** Whether what was missed while no replica was up is made up for at start, unless an administrator says otherwise. */
  readonly runMissed: boolean;
  /** Its runs without counts and problems are not worth keeping: only the newest is. For jobs that are due often. */
  readonly quiet?: boolean;
  /** Does the job. It may be begun again after it was cut short, and stops when `run.signal` says so. */
  readonly work: (run: Run) => Promise<void>;
}

/** What an administrator may change of a schedule. */
export interface SchedulePlan {
  readonly rule: ScheduleRule;
  readonly runMissed: boolean;
  readonly paused: boolean;
}

/** The newest slot that was begun, noted as missed or given up. */
export interface SlotRecord {
  readonly dueAt: Date;
  /** Each of its runs was cut short: its process died, or its service stopped. */
  readonly interrupted: boolean;
  /** How many runs it had. */
  readonly runs: number;
}

/** A schedule as its row and its runs tell of it. */
export interface ScheduleFacts extends SchedulePlan {
  /** Only what is due after this counts. */
  readonly since: Date;
  readonly newestSlot?: SlotRecord;
  /** A run is under way, whoever asked for it. */
  readonly running: boolean;
}
