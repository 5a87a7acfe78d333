import { createHash } from 'node:crypto';
import { FileScan, LAYOUTS, type RecordLengths, type Refusal } from '@contact-sync/contacts-off4';
import { fileChunks } from '@contact-sync/service';
import type { FileFacts } from './delivery';

/** A file that can be read, and how. */
export interface ReadableFile {
  readonly facts: FileFacts;
  readonly bytes: number;
  readonly persons: number;
  /** Types of the records it has. */
  readonly recordTypes: readonly string[];
  /** Records of a person stand apart, as 003 does in older extracts. */
  readonly apart: boolean;
  readonly recordLengths: RecordLengths;
}

export type Scanned = { readonly file: ReadableFile } | { readonly refusal: Refusal };

/** Pass 1: the checksum, and whether the file is whole and well formed. It is refused here or not at all (CPR-7). */
export async function scanFile(
  path: string,
  { keyConstantLength }: { readonly keyConstantLength: number },
): Promise<Scanned> {
  const recordLengths = { '001': LAYOUTS['001'].length + keyConstantLength };
  const scan = new FileScan(keyConstantLength === 0 ? {} : { recordLengths });
  const checksum = createHash('sha256');
  for await (const chunk of fileChunks(path)) {
    checksum.update(chunk);
    scan.push(chunk);
  }
  const result = scan.end();
  if (result.refusal !== null) return { refusal: result.refusal };
  const { previousProductionDate: previousDate, productionDate } = result;
  return {
    file: {
      facts: {
        sha256: checksum.digest('hex'),
        taskNumber: result.taskNumber,
        productionDate,
        ...(previousDate !== undefined && previousDate.length === 10 && { previousDate }),
        kind: result.changeExtract || isEmptyChange(result.persons, productionDate, previousDate) ? 'change' : 'status',
        form: result.form,
        records: result.records,
      },
      bytes: result.bytes,
      persons: result.persons,
      recordTypes: Object.keys(result.recordTypes),
      apart: result.apart,
      recordLengths: result.recordLengths,
    },
  };
}

/** A day without changes has no events to know a change extract by, but it continues a chain. */
function isEmptyChange(persons: number, productionDate: string, previousDate: string | undefined): boolean {
  return persons === 0 && previousDate !== undefined && previousDate < productionDate;
}
