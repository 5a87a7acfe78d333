import type { RowFault, ScannedRow } from '@contact-sync/contacts-sor';
import type { ImportedUnit } from './import-record';
import type { ProblemLog } from './problem-log';
import type { UnitStore } from './unit-store';

/** So many are shown one by one; a file that has more of them has another fault. */
const MOST_SHOWN = 1000;

/** Rows that name no unit: counted, and the first of them shown. */
export class Rejections {
  private readonly shown: ScannedRow[] = [];
  count = 0;

  /** Takes rows as they are read; nobody is told yet, for a file may be read anew in another encoding. */
  take(rows: readonly ScannedRow[]): void {
    this.count += rows.length;
    this.shown.push(...rows.slice(0, MOST_SHOWN - this.shown.length));
  }

  /** Tells of the first of them. */
  async record(store: UnitStore, problems: ProblemLog): Promise<void> {
    const units: ImportedUnit[] = [];
    for (const { line, fault } of this.shown) {
      const { code, text, field } = fault ?? NO_ID;
      problems.add({ line, level: 'error', code, text, ...(field !== undefined && { field }) });
      units.push({ unit: `line ${line}`, outcome: 'rejected', line, events: 0, reason: text });
    }
    await store.note(units);
  }
}

const NO_ID: RowFault = { code: 'sor-id', field: 'SorId', text: 'The row has no SOR id.' };
