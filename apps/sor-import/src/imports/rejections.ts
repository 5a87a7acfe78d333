import type { ScannedRow } from '@contact-sync/contacts-sor';
import type { ImportedUnit } from './import-record';
import type { ProblemLog } from './problem-log';
import type { UnitStore } from './unit-store';

/** So many are shown one by one; a file that has more of them has another fault. */
const MOST_SHOWN = 1000;

/** Rows that name no unit: counted, and the first of them shown. */
export class Rejections {
  private readonly units: ImportedUnit[] = [];
  count = 0;

  constructor(
    private readonly store: UnitStore,
    private readonly problems: ProblemLog,
  ) {}

  take(rows: readonly ScannedRow[]): Promise<void> {
    this.count += rows.length;
    for (const { line, fault } of rows) {
      const { code, text } = fault ?? { code: 'sor-id', text: 'no SOR id' };
      this.problems.add({
        line,
        level: 'error',
        code,
        text,
        ...(fault?.field !== undefined && { field: fault.field }),
      });
      if (this.units.length < MOST_SHOWN) {
        this.units.push({ unit: `line ${line}`, outcome: 'rejected', line, events: 0, reason: text });
      }
    }
    return Promise.resolve();
  }

  /** Writes down the first of them. */
  async record(): Promise<void> {
    await this.store.note(this.units);
  }
}
