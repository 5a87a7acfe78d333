import { numbersNamed, type Delivered, type PersonSlice } from '@contact-sync/contacts-off4';
import { InFlight } from '@contact-sync/service';
import type { FileSubscriptions } from '../subscriptions/file-subscriptions';
import { applyPersons, reported, type MetPerson } from './apply-persons';
import type { PersonsMode } from './delivery';
import type { PersonStore } from './person-store';
import type { ProblemLog } from './problem-log';
import type { FileView } from './sighting';
import type { SpillFile } from './spill-file';

export interface PersonImportOptions {
  readonly store: PersonStore;
  readonly view: FileView;
  readonly mode: PersonsMode;
  readonly problems: ProblemLog;
  /** What the file tells of subscriptions; absent for a preview. */
  readonly subscriptions?: FileSubscriptions;
  /** For persons whose number changes, until the end of the file. */
  readonly aside: SpillFile;
  /** Aborted when the import is to stop. */
  readonly signal: AbortSignal;
  /** Told of persons dealt with. */
  readonly onProgress: (persons: number) => void;
}

const SIGHTINGS_AT_ONCE = 5000;
/** What waits for the database is all that memory grows by: so much at a time, a few times over. */
const BYTES_AT_ONCE = 2 * 1024 * 1024;
const APPLIED_AT_ONCE = 1000;
const IN_FLIGHT = 2;

/**
 * Takes the persons of a delivery in, several transactions at a time while reading goes on. Sets that change numbers wait
 * for the end of the file: the order in which they stand says nothing (CPR-4).
 */
export class PersonImport {
  private readonly inFlight = new InFlight(IN_FLIGHT);
  private gathered: MetPerson[] = [];
  private gatheredBytes = 0;
  /** Read and not recognised, of several calls: few are left of each, and applying a thousand costs little more than ten. */
  private changed: MetPerson[] = [];
  private settingAside: Promise<void> = Promise.resolve();
  private persons = 0;
  /** Persons passed over because they are no contacts of ours. */
  notOurs = 0;

  constructor(private readonly options: PersonImportOptions) {}

  /** Returns how many bytes the persons had. */
  async take(delivered: readonly Delivered[]): Promise<number> {
    let bytes = 0;
    for (const one of delivered) {
      if (one.kind !== 'person') this.report(one);
      else {
        this.gathered.push({ slice: one, sighting: this.options.view.sightingOf(one) });
        const more = bytesOf(one);
        bytes += more;
        this.gatheredBytes += more;
        if (this.gathered.length >= SIGHTINGS_AT_ONCE || this.gatheredBytes >= BYTES_AT_ONCE) await this.handOver();
      }
    }
    return bytes;
  }

  /** Everything read so far is applied, then the sets that change numbers, and what CPR says of subscriptions. */
  async finish(): Promise<void> {
    await this.handOver();
    await this.inFlight.settled();
    await this.apply(this.changed);
    await this.settingAside;
    const { view, aside } = this.options;
    const changing = await aside.readAll();
    for (let at = 0; at < changing.length; at += APPLIED_AT_ONCE) {
      const some = changing.slice(at, at + APPLIED_AT_ONCE);
      await this.apply(some.map((slice) => ({ slice, sighting: view.sightingOf(slice) })));
    }
    await this.options.subscriptions?.finish();
  }

  /** Waits for the transactions under way when the import has failed: nothing of it goes on behind its back. */
  async abandon(): Promise<void> {
    await this.inFlight.drained();
  }

  private async handOver(): Promise<void> {
    const some = this.gathered;
    this.gathered = [];
    this.gatheredBytes = 0;
    this.options.signal.throwIfAborted();
    await this.inFlight.add(() => this.import(some));
  }

  private async import(some: readonly MetPerson[]): Promise<void> {
    const { store } = this.options;
    const recognised = await store.recognise(some.map(({ sighting }) => sighting));
    this.advance(recognised.size);
    const ours = await this.oursOf(some.filter(({ slice }) => !recognised.has(slice.pnr)));
    // Several calls come here at the same time: what is taken out is taken out before the first wait.
    const waiting = [...this.changed, ...ours.filter(({ slice }) => !this.setAside(slice))];
    const rest = waiting.slice(waiting.length - (waiting.length % APPLIED_AT_ONCE));
    const restBytes = rest.reduce((bytes, { slice }) => bytes + bytesOf(slice), 0);
    this.changed = restBytes < BYTES_AT_ONCE ? rest.map(onItsOwn) : [];
    const now = waiting.slice(0, waiting.length - this.changed.length);
    for (let at = 0; at < now.length; at += APPLIED_AT_ONCE) await this.apply(now.slice(at, at + APPLIED_AT_ONCE));
  }

  private async apply(batch: readonly MetPerson[]): Promise<void> {
    this.options.signal.throwIfAborted();
    await applyPersons(batch, this.options);
    this.advance(batch.length);
  }

  private async oursOf(some: readonly MetPerson[]): Promise<readonly MetPerson[]> {
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

  private report(one: Exclude<Delivered, PersonSlice>): void {
    const { problems, subscriptions } = this.options;
    switch (one.kind) {
      case 'stray':
        return problems.add(reported(one.problem));
      case 'rejected-input':
        subscriptions?.rejected(one.record);
        return problems.add({
          line: one.line,
          recordType: '910',
          level: 'warning',
          message: `CPR rejected an input line of ours with error ${one.record.FEJLNR ?? 'unknown'}`,
        });
      case 'subscription-receipt':
        subscriptions?.receipt(one.record);
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

/** With bytes of its own: a slice that waits must not keep the whole chunk it was cut from. */
function onItsOwn(one: MetPerson): MetPerson {
  if (one.slice.bytes.buffer.byteLength === one.slice.bytes.length) return one;
  return { ...one, slice: { ...one.slice, bytes: new Uint8Array(one.slice.bytes) } };
}

/** Slices of one bucket or chunk share its bytes: what counts is what each has of them. */
function bytesOf({ spans }: PersonSlice): number {
  let bytes = 0;
  for (let at = 0; at < spans.length; at += 2) bytes += (spans[at + 1] ?? 0) - (spans[at] ?? 0);
  return bytes;
}
