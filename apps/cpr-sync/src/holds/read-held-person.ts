import type { HeldStatement } from '@contact-sync/contact-register';
import { joinSlices, type PersonSlice } from '@contact-sync/contacts-off4';
import type { Problem } from '@contact-sync/messaging';
import type { Pool } from 'pg';
import type { InterimDirectory } from '../deliveries/interim-directory';
import { inOrder } from '../deliveries/read-persons';
import { scanFile, type ReadableFile } from '../deliveries/scan-file';
import type { CprSettings } from '../settings';
import { findHeldDelivery, type HeldDelivery } from './find-held-delivery';

/** A held person as the file has it now; or why it cannot be read. */
export type HeldPersonRead =
  | { readonly delivery: HeldDelivery; readonly file: ReadableFile; readonly slice: PersonSlice }
  | { readonly problem: Problem };

export interface ReadHeldPersonOptions {
  readonly pool: Pool;
  readonly directory: InterimDirectory;
  readonly settings: CprSettings;
  /** Aborted when reading is to stop. */
  readonly signal: AbortSignal;
}

/**
 * All records of a held person, wherever they stand in the file that the hold names. The file may have been mended since:
 * it is known by its name, task and production date.
 */
export async function readHeldPerson(
  hold: HeldStatement,
  { pool, directory, settings, signal }: ReadHeldPersonOptions,
): Promise<HeldPersonRead> {
  const delivery = await findHeldDelivery(pool, hold);
  if (delivery === undefined) return { problem: NO_DELIVERY };
  let problem = FILE_GONE;
  for (const path of await directory.pathsOf(hold.origin.source, settings)) {
    signal.throwIfAborted();
    const scanned = await scanFile(path, settings);
    if ('refusal' in scanned) problem = { code: 'file-refused', text: `the file is refused: ${scanned.refusal.text}` };
    else if (isOf(delivery, scanned.file)) {
      const slice = await readPerson(path, scanned.file, hold.subject.nameCode, signal);
      return slice === undefined ? { problem: PERSON_GONE } : { delivery, file: scanned.file, slice };
    }
  }
  return { problem };
}

function isOf({ taskNumber, productionDate }: HeldDelivery, { facts }: ReadableFile): boolean {
  return facts.taskNumber === taskNumber && facts.productionDate === productionDate;
}

async function readPerson(
  path: string,
  file: ReadableFile,
  pnr: string,
  signal: AbortSignal,
): Promise<PersonSlice | undefined> {
  const slices: PersonSlice[] = [];
  for await (const delivered of inOrder(path, file)) {
    signal.throwIfAborted();
    for (const one of delivered) if (one.kind === 'person' && one.pnr === pnr) slices.push(one);
  }
  const [first, ...others] = slices;
  return first && joinSlices([first, ...others]);
}

const NO_DELIVERY: Problem = {
  code: 'no-delivery',
  text: 'the hold names no file that was imported here',
};
const FILE_GONE: Problem = {
  code: 'file-gone',
  text: 'the file that the hold names is not in the interim directory; put it back, or release the hold',
};
const PERSON_GONE: Problem = {
  code: 'person-gone',
  text: 'the file that the hold names has no records of the person any more; release the hold if that is right',
};
