import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Run } from '@contact-sync/service';
import type { Pool } from 'pg';
import { isPassing } from '../fetching/failure-words';
import { pause } from '../fetching/pause';
import { COUNT_NAMES, type ImportRecord } from '../imports/import-record';
import type { Imports } from '../imports/imports';
import { INTEGRATION_OFF, type SorSettings } from '../settings';
import { asTheyStand, isUnderWay } from './stranded';

export interface ScheduledImportOptions {
  readonly pool: Pool;
  readonly imports: Imports;
  readonly readSettings: () => Promise<SorSettings>;
  readonly clock: Clock;
  /** Milliseconds between two looks at an import that is under way. */
  readonly lookEveryMs?: number;
}

const MINUTE_MS = 60_000;
/** Two hours in all: whoever is at work by then sees that the register stayed away. */
const TRY_AGAIN_AFTER_MS = [10 * MINUTE_MS, 20 * MINUTE_MS, 30 * MINUTE_MS, 60 * MINUTE_MS];
const LOOK_EVERY_MS = 250;
const BY = 'schedule';

/**
 * The import of the schedule: asks for it, waits for its end and tells what became of it, so that the record of the run
 * alone says whether the day went well. A file that could not be had is asked for again within two hours, since SOR has
 * one a day. Begun again after it was cut short, it takes up the import that it asked for.
 */
export class ScheduledImport {
  constructor(private readonly options: ScheduledImportOptions) {}

  async carryOut(run: Run): Promise<void> {
    const { imports, readSettings, clock } = this.options;
    for (const again of [...TRY_AGAIN_AFTER_MS, undefined]) {
      if (!(await readSettings()).sorIntegration) return run.problem(INTEGRATION_OFF);
      const id = (await this.findUnderWay()) ?? (await imports.request({ requestedBy: BY }));
      const record = await this.awaitEnd(run, id);
      const { state, refusal } = record;
      const isTriedAgain = state === 'failed' && again !== undefined && isPassing(refusal?.code ?? '');
      await this.tell(run, record);
      if (!isTriedAgain) return;
      await pause(clock, again, run.signal);
    }
  }

  private async findUnderWay(): Promise<string | undefined> {
    const { pool, imports } = this.options;
    const newest = await asTheyStand(pool, await imports.list({ limit: 10 }));
    return newest.find((record) => record.requestedBy === BY && isUnderWay(record))?.id;
  }

  private async awaitEnd(run: Run, id: string): Promise<ImportRecord> {
    const { pool, imports, lookEveryMs = LOOK_EVERY_MS } = this.options;
    for (;;) {
      run.signal.throwIfAborted();
      const found = await imports.find(id);
      const [record] = found === undefined ? [] : await asTheyStand(pool, [found]);
      if (record !== undefined && !isUnderWay(record)) return record;
      await sleep(lookEveryMs, undefined, { signal: run.signal });
    }
  }

  private async tell(run: Run, record: ImportRecord): Promise<void> {
    const { id, state, counts, refusal, rows } = record;
    run.count(state);
    for (const name of COUNT_NAMES) if (counts !== undefined && counts[name] > 0) run.count(name, counts[name]);
    if (rows !== undefined) run.progress(rows, rows);
    const unknown = await this.newlyUnknown(record);
    if (unknown.length > 0)
      run.problem({ code: 'columns-unknown', text: `columns that we do not know: ${named(unknown)}` });
    const { problems, beyond } = await this.options.imports.problems(id);
    // An import that never came so far as to have problems of its own still has its reason.
    if (refusal !== undefined && !problems.some(({ code }) => code === refusal.code))
      run.problem({ ...refusal, subject: id });
    for (const { line, sorId, code, text, level } of problems) {
      if (level === 'notice') continue;
      const where = [sorId, line === undefined ? undefined : `line ${line}`].filter((part) => part !== undefined);
      run.problem({ code, text, ...(where.length > 0 && { subject: where.join(', ') }) });
    }
    if (beyond > 0) run.problem({ code: 'more-problems', text: `${beyond} more problems`, subject: id });
  }

  /** Columns that we do not know and that the file before had not: told once, so that a change shows. */
  private async newlyUnknown({ id, columns }: ImportRecord): Promise<readonly string[]> {
    if (columns === undefined || columns.unknown.length === 0) return [];
    const newest = await this.options.imports.list({ limit: 100 });
    const before = newest.find((record) => record.id !== id && record.state === 'imported')?.columns?.unknown;
    return columns.unknown.filter((name) => before?.includes(name) !== true);
  }
}

const MOST_NAMED = 20;

const named = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
