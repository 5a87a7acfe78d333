import type { Sighting } from '@contact-sync/contact-register';
import type { Observation } from '@contact-sync/contacts-model';
import {
  MAPPED_RECORD_TYPES,
  numbersNamed,
  observe,
  parsePerson,
  type Delivered,
  type HeldReason,
  type PersonSlice,
  type Problem as RecordProblem,
} from '@contact-sync/contacts-off4';
import type { PersonsMode } from './delivery';
import { InFlight } from './in-flight';
import type { ProblemLog } from './problem-log';
import type { FileView } from './sighting';
import type { SpillFile } from './spill-file';

/** Where the persons of a delivery go: into the register, or, for a preview, nowhere. */
export interface PersonStore {
  /** Moves the clocks of those of whom nothing new is said. Returns their person numbers. */
  recognise(sightings: readonly Sighting[]): Promise<ReadonlySet<string>>;
  /** Those of the numbers that are contacts of ours. */
  knownNumbers(numbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** Applies what was observed, at most 1000 at a time. */
  apply(observations: readonly Observation[]): Promise<void>;
  hold(held: readonly HeldPerson[]): Promise<void>;
}

/** A person whose set cannot be used. */
export interface HeldPerson {
  readonly sighting: Sighting;
  readonly reason: HeldReason;
}

export interface PersonImportOptions {
  readonly store: PersonStore;
  readonly view: FileView;
  readonly mode: PersonsMode;
  readonly problems: ProblemLog;
  /** For persons whose number changes, until the end of the file. */
  readonly aside: SpillFile;
  /** Aborted when the import is to stop. */
  readonly signal: AbortSignal;
  /** Told of persons dealt with. */
  readonly onProgress: (persons: number) => void;
}

const SIGHTINGS_AT_ONCE = 5000;
const APPLIED_AT_ONCE = 1000;
const IN_FLIGHT = 3;

/**
 * Takes the persons of a delivery in, several transactions at a time while reading goes on. Sets that change numbers wait
 * for the end of the file: the order in which they stand says nothing (CPR-4).
 */
export class PersonImport {
  private readonly inFlight = new InFlight(IN_FLIGHT);
  private gathered: { slice: PersonSlice; sighting: Sighting }[] = [];
  private settingAside: Promise<void> = Promise.resolve();
  private persons = 0;
  /** Persons passed over because they are no contacts of ours. */
  notOurs = 0;

  constructor(private readonly options: PersonImportOptions) {}

  async take(delivered: readonly Delivered[]): Promise<void> {
    for (const one of delivered) {
      if (one.kind !== 'person') this.report(one);
      else {
        this.gathered.push({ slice: one, sighting: this.options.view.sightingOf(one) });
        if (this.gathered.length >= SIGHTINGS_AT_ONCE) await this.handOver();
      }
    }
  }

  /** Everything read so far is applied, then the sets that change numbers. */
  async finish(): Promise<void> {
    await this.handOver();
    await this.inFlight.settled();
    await this.settingAside;
    const { view, aside } = this.options;
    const changing = await aside.readAll();
    for (let at = 0; at < changing.length; at += APPLIED_AT_ONCE) {
      this.options.signal.throwIfAborted();
      const some = changing.slice(at, at + APPLIED_AT_ONCE);
      await this.applyRead(some.map((slice) => ({ slice, sighting: view.sightingOf(slice) })));
      this.advance(some.length);
    }
  }

  /** Waits for the transactions under way when the import has failed: nothing of it goes on behind its back. */
  async abandon(): Promise<void> {
    await this.inFlight.drained();
  }

  private async handOver(): Promise<void> {
    const some = this.gathered;
    this.gathered = [];
    this.options.signal.throwIfAborted();
    await this.inFlight.add(() => this.import(some));
  }

  private async import(some: readonly { slice: PersonSlice; sighting: Sighting }[]): Promise<void> {
    const { store, signal } = this.options;
    const recognised = await store.recognise(some.map(({ sighting }) => sighting));
    this.advance(recognised.size);
    const ours = await this.oursOf(some.filter(({ slice }) => !recognised.has(slice.pnr)));
    const now = ours.filter(({ slice }) => !this.setAside(slice));
    for (let at = 0; at < now.length; at += APPLIED_AT_ONCE) {
      signal.throwIfAborted();
      const batch = now.slice(at, at + APPLIED_AT_ONCE);
      await this.applyRead(batch);
      this.advance(batch.length);
    }
  }

  private async oursOf<T extends { slice: PersonSlice }>(some: readonly T[]): Promise<readonly T[]> {
    if (this.options.mode === 'all' || some.length === 0) return some;
    const named = some.map((one) => ({ one, numbers: numbersNamed(one.slice) }));
    const known = await this.options.store.knownNumbers(named.flatMap(({ numbers }) => numbers));
    const ours = named.filter(({ numbers }) => numbers.some((number) => known.has(number))).map(({ one }) => one);
    this.notOurs += some.length - ours.length;
    this.advance(some.length - ours.length);
    return ours;
  }

  private setAside(slice: PersonSlice): boolean {
    if (numbersNamed(slice).length === 1) return false;
    // One after the other: several batches set aside at the same time.
    this.settingAside = this.settingAside.then(() => this.options.aside.add(slice));
    // Thrown by `finish`; until then it only must not count as unhandled.
    this.settingAside.catch(() => undefined);
    return true;
  }

  /** Reads the sets; those that can be used are applied, the others are held. */
  private async applyRead(some: readonly { slice: PersonSlice; sighting: Sighting }[]): Promise<void> {
    const { store, view, problems } = this.options;
    const observations: Observation[] = [];
    const held: HeldPerson[] = [];
    for (const { slice, sighting } of some) {
      const seen = observe(parsePerson(slice, MAPPED_RECORD_TYPES), view.optionsFor(sighting));
      for (const problem of seen.problems) problems.add(reported(problem));
      if (seen.held === undefined) observations.push(seen.observation);
      else held.push({ sighting, reason: seen.held });
    }
    if (held.length > 0) await store.hold(held);
    if (observations.length > 0) await store.apply(observations);
  }

  private report(one: Exclude<Delivered, PersonSlice>): void {
    const { problems } = this.options;
    switch (one.kind) {
      case 'stray':
        return problems.add(reported(one.problem));
      case 'rejected-input':
        return problems.add({
          line: one.line,
          recordType: '910',
          level: 'warning',
          message: `CPR rejected an input line of ours with error ${one.record.FEJLNR ?? 'unknown'}`,
        });
      case 'subscription-receipt':
        return problems.add({
          line: one.line,
          recordType: '997',
          level: 'notice',
          message: 'CPR confirms that a subscription was deleted',
        });
    }
  }

  private advance(persons: number): void {
    this.persons += persons;
    this.options.onProgress(this.persons);
  }
}

const reported = ({ line, recordType, field, level, text }: RecordProblem) => ({
  line,
  recordType,
  ...(field !== undefined && { field }),
  level,
  message: text,
});
