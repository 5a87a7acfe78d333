import type { SubjectStatements } from '@contact-sync/contact-register';
import type { Observation } from '@contact-sync/contacts-model';
import type { Remark } from '@contact-sync/contacts-sor';
import type { FileView, HeldUnit } from './file-view';
import type { ProblemLog } from './problem-log';
import type { RowBytes } from './row-bytes';
import type { UnitStore } from './unit-store';

export interface ApplyUnitsOptions {
  readonly view: FileView;
  readonly rows: RowBytes;
  readonly store: UnitStore;
  readonly problems: ProblemLog;
}

/** Reads the rows of units; those that can be used are applied, the others are held. At most 1000. */
export async function applyUnits(units: readonly SubjectStatements[], options: ApplyUnitsOptions): Promise<void> {
  await options.store.apply(await seeUnits(units, options));
}

/** Reads the rows of at most 1000 units. Those that cannot be used are held; gives what is to be applied of the others. */
export async function seeUnits(
  units: readonly SubjectStatements[],
  { view, rows, store, problems }: ApplyUnitsOptions,
): Promise<Observation[]> {
  const bytesOf = await rows.read(units.flatMap(({ statements }) => statements));
  const observations: Observation[] = [];
  const held: HeldUnit[] = [];
  for (const unit of units) {
    const seen = view.observe(unit, bytesOf);
    const sorId = unit.nameCode;
    if ('held' in seen) {
      held.push(seen.held);
      const { line, field, code, text } = seen.held.fault;
      problems.add({ line, sorId, ...(field !== undefined && { field }), level: 'error', code, text });
    } else {
      // Several rows, none of which the comparison could recognise, and together they say what they said.
      if (seen.observation.fingerprint !== unit.known) observations.push(seen.observation);
      for (const remark of seen.remarks) problems.add({ ...problemOf(remark), line: seen.line, sorId });
    }
  }
  await store.hold(held);
  return observations;
}

function problemOf({ code, field, text }: Remark): { field?: string; level: 'warning'; code: string; text: string } {
  return { ...(field !== undefined && { field }), level: 'warning', code, text };
}
