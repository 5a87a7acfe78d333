import { encodingOfBeginning, Utf8Detector } from './encoding';
import type { WrongEncoding } from './encoding';
import { LineCutter, StreamCutter } from './record-cutters';
import type { RecordCutter, RecordLengths } from './record-cutters';
import type { Refusal } from './refusal';
import { Tally } from './tally';
import type { FileSummary } from './tally';

/** How a file is written: one record a line, or full-length records end to end. */
export type PhysicalForm = 'lines' | 'stream';

export interface ScanOptions {
  /** Stream form only: lengths that differ from the tables. Without it the known variants are tried. */
  readonly recordLengths?: RecordLengths;
}

/** What pass 1 found: a file that can be read, or the reason why it is refused as a whole. */
export type ScanResult =
  | (FileSummary & {
      readonly refusal: null;
      readonly bytes: number;
      /** Lines of the file, or records of the stream form. */
      readonly lines: number;
      readonly form: PhysicalForm;
      /** To be handed to `PersonReader` with the form. */
      readonly recordLengths: RecordLengths;
    })
  | { readonly refusal: Refusal; readonly bytes: number; readonly lines: number };

/** 001 with the key constant of extracts ordered by number, 052 of the length of 017 (cpr-direkte 5.3). */
const KNOWN_VARIANTS: readonly RecordLengths[] = [{}, { '001': 121 }, { '052': 272 }, { '001': 121, '052': 272 }];

const START_RECORD_LENGTH = 35;
const HEAD_LENGTH = START_RECORD_LENGTH + 1;
const LF = 10;
const CR = 13;
const BLANK = 32;

interface Walk {
  readonly form: PhysicalForm;
  readonly recordLengths: RecordLengths;
  readonly cutter: RecordCutter;
  readonly tally: Tally;
}

/**
 * Pass 1 over a delivery file, at memory speed: the file is refused here or not at all (CPR-7). Hand it the chunks in
 * order, then ask `end`. Memory does not grow with the file but for some eight bytes a person.
 */
export class FileScan {
  readonly #options: ScanOptions;
  readonly #utf8 = new Utf8Detector();
  #head: Uint8Array = new Uint8Array(0);
  /** The ways the file may be read, the likeliest first; undefined until its beginning is seen. */
  #walks: readonly Walk[] | undefined;
  #bytes = 0;

  constructor(options: ScanOptions = {}) {
    this.#options = options;
  }

  push(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    this.#utf8.push(chunk);
    if (this.#walks !== undefined) return advance(this.#walks, chunk);
    this.#head = joined(this.#head, chunk);
    if (this.#head.length >= HEAD_LENGTH) this.#begin();
  }

  end(): ScanResult {
    const walks = this.#walks ?? this.#begin();
    const encoding = encodingOfBeginning(this.#head) ?? (this.#utf8.isUtf8 ? 'UTF-8' : undefined);
    if (this.#bytes === 0) return this.#refused(EMPTY, 0);
    if (encoding !== undefined) return this.#refused(wrongEncoding(encoding), 0);
    let furthest: { readonly refusal: Refusal; readonly lines: number } | undefined;
    for (const walk of walks) {
      const { refusal, summary } = finish(walk);
      const { lines } = walk.cutter;
      if (summary !== undefined) return this.#accepted(walk, summary);
      if (refusal !== undefined && lines > (furthest?.lines ?? -1)) furthest = { refusal, lines };
    }
    return this.#refused(furthest?.refusal ?? EMPTY, furthest?.lines ?? 0);
  }

  #begin(): readonly Walk[] {
    const wrong = encodingOfBeginning(this.#head) !== undefined;
    this.#walks = wrong ? [] : possibleWalks(this.#head, this.#options);
    advance(this.#walks, this.#head);
    return this.#walks;
  }

  #refused(refusal: Refusal, lines: number): ScanResult {
    return { refusal, bytes: this.#bytes, lines };
  }

  #accepted({ form, recordLengths, cutter }: Walk, summary: FileSummary): ScanResult {
    return { refusal: null, bytes: this.#bytes, lines: cutter.lines, form, recordLengths, ...summary };
  }
}

const EMPTY: Refusal = { code: 'empty-file', line: 0, text: 'The file is empty' };

function wrongEncoding(encoding: WrongEncoding): Refusal {
  return { code: 'wrong-encoding', line: 0, text: `The file is written in ${encoding}; CPR delivers ISO-8859-1` };
}

function possibleWalks(head: Uint8Array, options: ScanOptions): readonly Walk[] {
  if (beginsAsLines(head)) return [{ form: 'lines', recordLengths: {}, cutter: new LineCutter(), tally: new Tally() }];
  const variants = options.recordLengths === undefined ? KNOWN_VARIANTS : [options.recordLengths];
  return variants.map((recordLengths) => ({
    form: 'stream',
    recordLengths,
    cutter: new StreamCutter(recordLengths),
    tally: new Tally(),
  }));
}

/** Lines, where a line end stands in or right behind the first record, or blanks that fill the line up. */
function beginsAsLines(head: Uint8Array): boolean {
  const first = head.subarray(0, HEAD_LENGTH);
  return first.includes(LF) || first.includes(CR) || first[START_RECORD_LENGTH] === BLANK;
}

function refusalOf({ cutter, tally }: Walk): Refusal | undefined {
  return tally.refusal ?? cutter.fault;
}

function advance(walks: readonly Walk[], chunk: Uint8Array): void {
  for (const walk of walks) {
    if (refusalOf(walk) !== undefined) continue;
    walk.cutter.push(chunk, (bytes, from, to, line) => walk.tally.record(bytes, from, to, line));
  }
}

function finish(walk: Walk): { readonly refusal?: Refusal | undefined; readonly summary?: FileSummary | undefined } {
  const { cutter, tally } = walk;
  if (refusalOf(walk) === undefined) cutter.end((bytes, from, to, line) => tally.record(bytes, from, to, line));
  const refusal = refusalOf(walk);
  if (refusal !== undefined) return { refusal };
  const summary = tally.summary(cutter.lines);
  return summary === undefined ? { refusal: tally.refusal } : { summary };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
