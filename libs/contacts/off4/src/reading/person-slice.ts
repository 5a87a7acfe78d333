import type { PartialDate } from '@contact-sync/contacts-model';
import { LAYOUTS } from '../records/record-types';
import { latin1 } from './latin1';
import { typeNumber } from './record-cutters';

/**
 * The raw records of one person, cut out of a file and not yet read: enough to recognise a set that is unchanged.
 * In a file whose records stand apart there are several for one person; join them with `joinSlices`.
 */
export interface PersonSlice {
  readonly kind: 'person';
  readonly pnr: string;
  /** Where the records stood in the file, one number a record. */
  readonly lines: readonly number[];
  /** The records' bytes and what stood between them. */
  readonly bytes: Uint8Array;
  /** Where each record begins and ends in `bytes`: from, to, from, to … */
  readonly spans: readonly number[];
}

const EVENT = 99;
const PERSON = 1;
const EARLIER_NUMBER = 22;
const LF = 10;
const BLANK = 32;
const ROOM_AT_FIRST = 4096;

const LONGEST: number[] = [];
for (const [type, { length }] of Object.entries(LAYOUTS)) LONGEST[Number(type)] = length;

/** One slice of several that belong to one person. */
export function joinSlices(slices: readonly [PersonSlice, ...PersonSlice[]]): PersonSlice {
  if (slices.length === 1) return slices[0];
  const bytes = new Uint8Array(slices.reduce((length, slice) => length + slice.bytes.length, 0));
  const spans: number[] = [];
  let at = 0;
  for (const slice of slices) {
    bytes.set(slice.bytes, at);
    for (const offset of slice.spans) spans.push(at + offset);
    at += slice.bytes.length;
  }
  return { kind: 'person', pnr: slices[0].pnr, lines: slices.flatMap(({ lines }) => lines), bytes, spans };
}

/**
 * Makes the bytes to hash for the fingerprint: the person's records in a fixed order, trailing blanks and surplus cut,
 * without the events (099). Line form and stream form, and any order of the records, give the same bytes. They are made in
 * one room that is used again, since memory of its own for each person would cost more than all the rest.
 */
export class NormalForms {
  #room = new Uint8Array(ROOM_AT_FIRST);
  readonly #kept: number[] = [];

  /** The normal form of a person; good until the next one is asked for. */
  of({ bytes, spans }: PersonSlice): Uint8Array {
    const kept = this.#kept;
    kept.length = 0;
    let length = 0;
    for (let span = 0; span < spans.length; span += 2) {
      const from = spans[span]!;
      const type = spans[span + 1]! - from < 3 ? -1 : typeNumber(bytes, from);
      if (type === EVENT) continue;
      const to = contentEnd(bytes, from, spans[span + 1]!, LONGEST[type]);
      insertInOrder(kept, bytes, from, to);
      length += to - from + 1;
    }
    if (length > this.#room.length) this.#room = new Uint8Array(2 * length);
    joinLines(bytes, kept, this.#room);
    return this.#room.subarray(0, length);
  }
}

/** One normal form, in memory of its own. */
export function normalForm(slice: PersonSlice): Uint8Array {
  return new NormalForms().of(slice);
}

/** Writes the records with LF behind each. Records that stand so in `bytes` already are copied together. */
function joinLines(bytes: Uint8Array, spans: readonly number[], lines: Uint8Array): void {
  let at = 0;
  for (let span = 0; span < spans.length;) {
    const from = spans[span]!;
    let to = spans[span + 1]!;
    for (span += 2; spans[span] === to + 1 && bytes[to] === LF; span += 2) to = spans[span + 1]!;
    lines.set(bytes.subarray(from, to), at);
    at += to - from;
    lines[at] = LF;
    at += 1;
  }
}

function contentEnd(bytes: Uint8Array, from: number, to: number, longest = Infinity): number {
  let end = Math.min(to, from + longest);
  while (end > from && bytes[end - 1] === BLANK) end--;
  return end;
}

/** Nearly always at the end already; only 003 and repeated types move. */
function insertInOrder(spans: number[], bytes: Uint8Array, from: number, to: number): void {
  let place = spans.length;
  while (place > 0 && compareBytes(bytes, from, to, spans[place - 2]!, spans[place - 1]!) < 0) place -= 2;
  if (place === spans.length) spans.push(from, to);
  else spans.splice(place, 0, from, to);
}

function compareBytes(bytes: Uint8Array, from: number, to: number, otherFrom: number, otherTo: number): number {
  const shared = Math.min(to - from, otherTo - otherFrom);
  for (let at = 0; at < shared; at++) {
    const difference = bytes[from + at]! - bytes[otherFrom + at]!;
    if (difference !== 0) return difference;
  }
  return to - from - (otherTo - otherFrom);
}

/** Latest time of the person's events (099 TIMESTAMPU), `YYYYMMDDHHMM`; undefined where there is none. */
export function latestEvent(slice: PersonSlice): string | undefined {
  let latest: string | undefined;
  eachRecord(slice, (type, from, to) => {
    if (type !== EVENT) return;
    const time = latin1(slice.bytes, from + 13, Math.min(from + 25, to));
    if (/^[1-9]\d{11}$/.test(time) && (latest === undefined || time > latest)) latest = time;
  });
  return latest;
}

/**
 * The event time for a clock, `HHMM`: the time of the latest event when that happened on the production date itself.
 * Events of earlier days say nothing about the production date, on which the set was drawn; they give `0000`, as do
 * events dated later than the file and times that do not exist.
 */
export function eventTimeOn(productionDate: PartialDate, latest: string | undefined): string {
  if (latest === undefined || latest.slice(0, 8) !== productionDate.replaceAll('-', '')) return '0000';
  const time = latest.slice(8);
  return /^([01]\d|2[0-3])[0-5]\d$/.test(time) ? time : '0000';
}

/** Every number the set says is the person's: own, valid (001 PNRGAELD) and earlier ones (022); sorted. */
export function numbersNamed(slice: PersonSlice): readonly string[] {
  const numbers = new Set([slice.pnr]);
  eachRecord(slice, (type, from, to) => {
    if (type !== PERSON && type !== EARLIER_NUMBER) return;
    const number = latin1(slice.bytes, from + 13, Math.min(from + 23, to));
    if (/^\d{10}$/.test(number) && number !== '0000000000') numbers.add(number);
  });
  return [...numbers].sort();
}

function eachRecord(slice: PersonSlice, visit: (type: number, from: number, to: number) => void): void {
  const { bytes, spans } = slice;
  for (let span = 0; span < spans.length; span += 2) {
    const from = spans[span]!;
    const to = spans[span + 1]!;
    if (to - from >= 3) visit(typeNumber(bytes, from), from, to);
  }
}
