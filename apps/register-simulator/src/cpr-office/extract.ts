import type { EventMark } from '../population/events/scene';
import type { PersonState } from '../population/person-state';
import { endRecord, startRecord } from '../writers/off4/frame-records';
import { personRecords } from '../writers/off4/person-records';
import { record } from '../writers/off4/record';
import type { OfficeOptions } from './cpr-office';
import type { RejectedLine } from './input-file';
import type { EndedSubscription } from './subscription-book';

/** One person of an extract. */
export interface ExtractedPerson {
  state: PersonState;
  events: readonly EventMark[];
  /** What the customer sent with the subscription or requisition. */
  keyConstant: string;
}

export interface Extract {
  task: string;
  /** PRODDTO and PRODDTOFORRIG, `YYYY-MM-DD`; the latter '' where there was none. */
  date: string;
  previousDate: string;
  persons: readonly ExtractedPerson[];
  rejected: readonly RejectedLine[];
  /** Subscriptions deleted, whose receipts were agreed on. */
  receipts: readonly EndedSubscription[];
  /** An extract by number key repeats the key behind 001. */
  keyed: boolean;
  /** So many too many in the record 999. */
  miscount: number;
}

type Terms = Pick<OfficeOptions, 'recordTypes' | 'addressingName' | 'layout'>;

/** In whatever was ordered. */
const ALWAYS = ['001', '099', '910', '997'];

/** The records that a task delivers of one person, in rising order, without those of its events. */
export function orderedRecords(state: PersonState, { recordTypes, addressingName }: Omit<Terms, 'layout'>): string[] {
  const { beforeAddress, address, afterAddress } = personRecords(state, [], { addressingName, keyConstant: undefined });
  const records = [...beforeAddress, address, ...afterAddress];
  if (recordTypes === undefined) return records;
  const ordered = new Set([...ALWAYS, ...recordTypes]);
  return records.filter((each) => ordered.has(each.slice(0, 3)));
}

/** Every record of the file, 000 and 999 among them. */
export function extractRecords(extract: Extract, terms: Terms): string[] {
  const records: string[] = [];
  for (const { state, events, keyConstant } of extract.persons) {
    const [basics = '', ...others] = orderedRecords(state, terms);
    records.push(extract.keyed ? basics + keyConstant.padEnd(15) : basics, ...others);
    for (const { at, code, relation } of events) {
      records.push(
        record('099', {
          PNR: state.number,
          TIMESTAMPU: at,
          HAENDELSE: code,
          AFLEDTMRK: relation,
          NGLKONST: keyConstant,
        }),
      );
    }
  }
  for (const { line, code, text } of extract.rejected) {
    // The key of the sort is the number where the line has one.
    const key = /\d{10}/.exec(line.slice(8, 20))?.[0] ?? '';
    records.push(
      record('910', { 'SORTFELT-10': key, INDDATA: line.slice(0, 75), FEJLNR: code, 'FEJLTXT-UDTRÆK': text }),
    );
  }
  for (const { number, at, keyConstant } of extract.receipts) {
    records.push(record('997', { PNR: number, TIMESTAMPU: at, NGLKONST: keyConstant }));
  }
  return [
    startRecord(extract.task, extract.date, extract.previousDate),
    ...records,
    endRecord(records.length + extract.miscount),
  ];
}

/** As the file holds them, ISO-8859-1. */
export function fileBytes(records: readonly string[], layout: Terms['layout']): Uint8Array {
  if (layout === 'stream') return Buffer.from(records.join(''), 'latin1');
  const end = layout === 'lines' ? '\n' : '\r\n';
  return Buffer.from(records.map((each) => each.trimEnd() + end).join(''), 'latin1');
}
