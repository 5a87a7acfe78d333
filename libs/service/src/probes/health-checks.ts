import { isError } from '../logging/error-facts';
import { redactText } from '../logging/redaction';
import type { CheckResult, HealthEntry, HealthReport } from './health-report';

export interface HealthCheck {
  /** As it stands in the report, e.g. `database`. */
  readonly name: string;
  /** Asked for again and again in the background; may throw, which counts as Unhealthy. */
  readonly run: () => Promise<CheckResult>;
  readonly tags?: readonly string[];
  /** Milliseconds between the end of one check and the start of the next. */
  readonly everyMs?: number;
  /** Milliseconds after which a check that has not answered counts as Unhealthy. */
  readonly limitMs?: number;
  /** What it is until it has answered for the first time, which a start then does not wait for: it asks somebody else. */
  readonly startsAs?: CheckResult;
}

const EVERY_MS = 5_000;
const LIMIT_MS = 3_000;

/**
 * The last known state of what a service depends on. Checks run in the background; a report only reads what they last
 * found, so a probe never waits for anything. Until a check has answered once it counts as Unhealthy.
 */
export class HealthChecks {
  private readonly last = new Map<string, HealthEntry>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private state: 'new' | 'running' | 'stopping' | 'stopped' = 'new';

  constructor(private readonly checks: readonly HealthCheck[]) {}

  /** Runs every check once, then keeps running them until `stop`. Waits for those that a start waits for. */
  async start(): Promise<void> {
    if (this.state !== 'new') return;
    this.state = 'running';
    const awaited = this.checks.flatMap((check) => {
      const first = this.round(check);
      return check.startsAs === undefined ? [first] : [];
    });
    await Promise.all(awaited);
  }

  /** From here on readiness is Unhealthy, so that no new work is sent; liveness is not touched. */
  beginStopping(): void {
    if (this.state !== 'stopped') this.state = 'stopping';
  }

  stop(): void {
    this.state = 'stopped';
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  /** What the entries with this tag last were: `liveness` or `readiness`. */
  report(tag: 'liveness' | 'readiness'): HealthReport {
    const entries = new Map<string, HealthEntry>([
      ['self', { status: 'Healthy', durationMs: 0, tags: ['liveness', 'readiness'] }],
    ]);
    for (const check of this.checks) entries.set(check.name, this.last.get(check.name) ?? notYet(check));
    if (this.state === 'stopping' || this.state === 'stopped') entries.set('shutdown', STOPPING);
    return { entries: Object.fromEntries([...entries].filter(([, { tags }]) => tags.includes(tag))) };
  }

  private async round(check: HealthCheck): Promise<void> {
    const began = performance.now();
    const result = await withLimit(check);
    this.last.set(check.name, { durationMs: performance.now() - began, ...result, tags: tagsOf(check) });
    if (this.state === 'stopped') return;
    const timer = setTimeout(() => void this.round(check), check.everyMs ?? EVERY_MS);
    timer.unref();
    this.timers.set(check.name, timer);
  }
}

const tagsOf = ({ tags }: HealthCheck): readonly string[] => tags ?? ['readiness'];

const notYet = (check: HealthCheck): HealthEntry => ({
  ...(check.startsAs ?? { status: 'Unhealthy', description: 'Not checked yet' }),
  durationMs: 0,
  tags: tagsOf(check),
});

const STOPPING: HealthEntry = {
  status: 'Unhealthy',
  description: 'The service is stopping',
  durationMs: 0,
  tags: ['readiness'],
};

/** A check's failure is its result. */
async function withLimit({ run, limitMs = LIMIT_MS }: HealthCheck): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<CheckResult>((resolve) => {
    const late: CheckResult = { status: 'Unhealthy', exception: `No answer within ${limitMs} ms` };
    timer = setTimeout(() => resolve(late), limitMs).unref();
  });
  try {
    return await Promise.race([run(), limit]);
  } catch (error) {
    return { status: 'Unhealthy', exception: redactText(isError(error) ? error.message : 'The check failed') };
  } finally {
    clearTimeout(timer);
  }
}
