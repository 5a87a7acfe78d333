/** What pass 1 found out about a file, and what the guards know of it. Days are `YYYY-MM-DD`. */
export interface ScannedFile {
  readonly sha256: string;
  readonly taskNumber: string;
  readonly productionDate: string;
  /** Production date of the previous file of the same task, where the file names one. */
  readonly previousDate?: string;
  readonly kind: 'change' | 'status';
}

/** What is known of the files before this one. */
export interface DeliveryGuards {
  /** A file with the same checksum has been imported. */
  readonly alreadyImported: boolean;
  /** Production date of the newest change extract imported for the task; absent before the first. */
  readonly lastImported?: string;
}

export interface DeliverySettings {
  readonly chainGap: 'warn' | 'stop';
  /** Import a file again that has been imported before. */
  readonly again: boolean;
}

/** A delivery that should have come between two others. */
export interface MissingDelivery {
  readonly taskNumber: string;
  /** Production date of the file that is missing. */
  readonly productionDate: string;
}

export type DeliveryDecision =
  | { readonly kind: 'accept' }
  | { readonly kind: 'same' }
  | { readonly kind: 'warn'; readonly missing: MissingDelivery; readonly reason: string }
  | { readonly kind: 'refuse'; readonly missing: MissingDelivery; readonly reason: string };

/**
 * Whether a whole and well-formed file is imported (CPR-7, guards). The chain of production dates is kept per task for
 * change extracts only; the first import of a task skips it. A file older than the chain is imported like any other,
 * since older data overwrite nothing (REG-3).
 */
export function decideDelivery(
  file: ScannedFile,
  guards: DeliveryGuards,
  settings: DeliverySettings,
): DeliveryDecision {
  if (guards.alreadyImported && !settings.again) return { kind: 'same' };
  const missing = missingBefore(file, guards.lastImported);
  if (missing === undefined) return { kind: 'accept' };
  const reason =
    `the delivery of ${missing.productionDate} for task ${missing.taskNumber} has not been imported` +
    ` (the last one is of ${guards.lastImported})`;
  return { kind: settings.chainGap === 'stop' ? 'refuse' : 'warn', missing, reason };
}

function missingBefore(file: ScannedFile, lastImported: string | undefined): MissingDelivery | undefined {
  const { kind, previousDate, productionDate, taskNumber } = file;
  if (kind !== 'change' || lastImported === undefined || previousDate === undefined) return undefined;
  // A file that names itself or a later one as its previous names none.
  if (previousDate >= productionDate || previousDate <= lastImported) return undefined;
  return { taskNumber, productionDate: previousDate };
}
