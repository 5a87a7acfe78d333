import { type Day, isoDate, parseDay } from '../population/calendar';
import type { EventMark } from '../population/events/scene';
import { danishDayAt, danishMoment, momentAt, nextDeliveryDay } from '../persons/danish-time';
import type { PersonWorld } from '../persons/person-world';
import type { CprOffice, OfficeFault, OfficeFile, OfficeOptions } from './cpr-office';
import { type Extract, type ExtractedPerson, extractRecords, fileBytes } from './extract';
import { FileShelf } from './file-shelf';
import { readInput, type RejectedLine, runOfInput } from './input-file';
import type { OfficeDeed, OfficeJournalEntry } from './office-journal';
import { checkOptions, EVERYWHERE, OFFICE_DEFAULTS } from './office-options';
import { SubscriptionBook } from './subscription-book';

export interface CprOfficeOptions {
  /** Whose clock is the office's too. */
  world: PersonWorld;
  /** Hears of everything that was done, to be able to do it again. */
  happened?: (entry: OfficeJournalEntry) => void;
  /** What was agreed before the first run, of an office that has no past. */
  agreed?: Partial<OfficeOptions>;
}

/** The office as it was on the first day, or after what has been done to it since. */
export function createCprOffice(options: CprOfficeOptions, past: Iterable<OfficeJournalEntry> = []): CprOffice {
  const office = new Office(options);
  const entries = [...past];
  for (const entry of entries) office.do(entry);
  office.remembered();
  const { agreed = {} } = options;
  if (entries.length === 0 && Object.keys(agreed).length > 0) office.agree(agreed);
  return office;
}

/** When a run begins. */
const RUN = '20:00';

/** What a run has heard of one number. */
interface Concern {
  events: EventMark[];
  keyConstant: string;
}

class Office implements CprOffice {
  options: OfficeOptions = OFFICE_DEFAULTS;
  private readonly world: PersonWorld;
  private readonly hear: (entry: OfficeJournalEntry) => void;
  private remembering = true;
  private readonly book = new SubscriptionBook();
  private readonly shelf = new FileShelf();
  private inputs: { from: Day; bytes: Uint8Array }[] = [];
  private pendingFaults: OfficeFault[] = [];
  /** PRODDTO of each task's last file. */
  private readonly lastOf = new Map<string, string>();
  private lastRun: number;
  private nextRun: Day;
  /** How many changes earlier runs have seen. */
  private seen = 0;

  constructor({ world, happened = () => undefined }: CprOfficeOptions) {
    this.world = world;
    this.hear = happened;
    const first = parseDay(world.start) ?? 0;
    this.nextRun = nextDeliveryDay(first - 1);
    this.lastRun = momentAt(first, '00:00');
  }

  /** From now on, what is done is told. */
  remembered(): void {
    this.remembering = false;
  }

  /** As `configure`, before the first run. */
  agree(options: Partial<OfficeOptions>): void {
    checkOptions({ ...this.options, ...options });
    this.do({ at: new Date(this.lastRun).toISOString(), configured: options });
  }

  configure(changes: Partial<OfficeOptions>): void {
    checkOptions({ ...this.options, ...changes });
    this.now({ configured: changes });
  }

  subscribe(number: string): void {
    if (!this.isSubscribed(number)) this.now({ subscribe: number });
  }

  unsubscribe(number: string): void {
    if (this.isSubscribed(number)) this.now({ unsubscribe: number });
  }

  isSubscribed(number: string): boolean {
    this.catchUp();
    return this.book.has(number);
  }

  subscribed(): readonly string[] {
    this.catchUp();
    return this.book.list().map(({ number }) => number);
  }

  subscriptions() {
    this.catchUp();
    return this.book.list();
  }

  files(): readonly OfficeFile[] {
    this.catchUp();
    return this.shelf.list(danishDayAt(this.clock()), this.options.migratedAfterDays);
  }

  rename(from: string, to: string): void {
    this.now({ renamed: { from, to } });
  }

  takeInput(name: string, bytes: Uint8Array): void {
    if (runOfInput(name) === undefined) throw new RangeError('an input file is called dYYMMDD.iNNNNNN');
    this.now({ input: { name, text: Buffer.from(bytes).toString('latin1') } });
  }

  addFault(fault: OfficeFault): void {
    if (fault.day !== undefined && parseDay(fault.day) === undefined) throw new RangeError('day is YYYY-MM-DD');
    this.now({ fault });
  }

  faults(): readonly OfficeFault[] {
    this.catchUp();
    return [...this.pendingFaults];
  }

  clearFaults(): void {
    this.now({ cleared: true });
  }

  release(): readonly string[] {
    this.catchUp();
    const held = this.shelf.heldBack();
    if (held.length > 0) this.now({ released: true });
    return held;
  }

  /** Does it, after the runs that went before. */
  do(entry: OfficeJournalEntry): void {
    const at = Date.parse(entry.at);
    this.catchUp(at);
    if ('subscribe' in entry) this.book.begin(entry.subscribe, { since: at, road: 'online' });
    else if ('unsubscribe' in entry) this.book.end(entry.unsubscribe, at);
    else if ('renamed' in entry) this.shelf.rename(entry.renamed.from, entry.renamed.to);
    else if ('input' in entry) this.note(entry.input, at);
    else if ('fault' in entry) this.pendingFaults.push(entry.fault);
    else if ('cleared' in entry) this.pendingFaults = [];
    else if ('released' in entry) this.shelf.show('release');
    else this.options = { ...this.options, ...entry.configured };
    if (!this.remembering) this.hear(entry);
  }

  private now(what: OfficeDeed): void {
    this.do({ at: new Date(this.clock()).toISOString(), ...what });
  }

  private clock(): number {
    return this.world.now().getTime();
  }

  private note({ name, text }: { name: string; text: string }, at: number): void {
    const today = danishDayAt(at);
    const inTime = at < momentAt(today, this.options.inputDeadline);
    const named = parseDay(runOfInput(name) ?? '') ?? today;
    this.inputs.push({ from: Math.max(named, inTime ? today : today + 1), bytes: Buffer.from(text, 'latin1') });
  }

  private catchUp(upTo = this.clock()): void {
    for (;;) {
      const at = momentAt(this.nextRun, RUN);
      if (at > upTo) return;
      this.run(this.nextRun, at);
      this.lastRun = at;
      this.nextRun = nextDeliveryDay(this.nextRun);
    }
  }

  private run(day: Day, at: number): void {
    const date = isoDate(day);
    this.shelf.show('next run');
    const { requisitions, rejected } = this.takeInputs(day, at);
    const ended = this.book.takeEnded();
    const { changeTask, statusTask, emptyFiles } = this.options;
    const receipts = this.options.receipts ? ended : [];
    const persons = this.extracted(this.concerns(at, requisitions.get(changeTask)), at);
    const idle = persons.length + rejected.length + receipts.length === 0;
    if (emptyFiles || !idle) this.produce(day, { task: changeTask, date, persons, rejected, receipts, keyed: false });
    const keyed = requisitions.get(statusTask);
    if (keyed) {
      const wanted = new Map([...keyed].map(([number, keyConstant]) => [number, { events: [], keyConstant }]));
      const status = { task: statusTask, date, persons: this.extracted(wanted, at), rejected: [], receipts: [] };
      this.produce(day, { ...status, keyed: true });
    }
  }

  /** Reads what was uploaded for this run. Requisitions by task and number, with the key constant. */
  private takeInputs(day: Day, at: number) {
    const due = this.inputs.filter(({ from }) => from <= day);
    this.inputs = this.inputs.filter(({ from }) => from > day);
    const requisitions = new Map<string, Map<string, string>>();
    const rejected: RejectedLine[] = [];
    const isKnown = (number: string) => this.world.findAt(number, at) !== undefined;
    const isSubscribed = (number: string) => this.book.has(number);
    for (const { bytes } of due) {
      for (const line of readInput(bytes, { ...this.options, isKnown, isSubscribed })) {
        if (!('kind' in line)) rejected.push(line);
        else if (line.kind === 'subscribe') {
          this.book.begin(line.number, { since: at, road: 'file', keyConstant: line.keyConstant });
        } else if (line.kind === 'unsubscribe') this.book.end(line.number, at);
        else {
          const ofTask = requisitions.get(line.task) ?? new Map<string, string>();
          requisitions.set(line.task, ofTask.set(line.number, line.keyConstant));
        }
      }
    }
    return { requisitions, rejected };
  }

  /** Whom the change extract is about: changed, newly subscribed, or asked for. */
  private concerns(at: number, requisitions: ReadonlyMap<string, string> = new Map()): Map<string, Concern> {
    const concerns = new Map<string, Concern>();
    const concern = (number: string, events: readonly EventMark[], keyConstant?: string) => {
      const known = concerns.get(number) ?? { events: [], keyConstant: '' };
      for (const mark of events) {
        if (!known.events.some(({ code, relation }) => code === mark.code && relation === mark.relation)) {
          known.events.push(mark);
        }
      }
      known.keyConstant = keyConstant ?? this.book.get(number)?.keyConstant ?? known.keyConstant;
      concerns.set(number, known);
    };
    const changes = this.world.changes(this.seen, at);
    this.seen += changes.length;
    for (const { number, events } of changes) {
      this.follow(number, at);
      if (this.covers(number, at)) concern(number, events);
    }
    for (const number of this.book.takeNew()) concern(number, []);
    for (const [number, keyConstant] of requisitions) concern(number, [], keyConstant);
    return concerns;
  }

  /** Subscribed, in the area before or after, or the other number of a change, or of one undone, of a number subscribed. */
  private covers(number: string, at: number): boolean {
    if (this.book.has(number)) return true;
    const state = this.world.findAt(number, at);
    const before = this.world.findAt(number, this.lastRun);
    const others = [state, before].flatMap((each) =>
      each ? [each.validNumber, ...each.earlierNumbers.map((earlier) => earlier.number)] : [],
    );
    if (others.some((other) => this.book.has(other))) return true;
    const { area } = this.options;
    if (area.length === 0) return false;
    if (area.includes(EVERYWHERE)) return true;
    const homes = [state, before].map((each) => each?.address?.municipality);
    return homes.some((municipality) => municipality !== undefined && area.includes(municipality));
  }

  /** Where it was agreed on, a subscription goes over to the number that is in force. */
  private follow(number: string, at: number): void {
    const known = this.book.get(number);
    const successor = this.world.findAt(number, at)?.validNumber;
    if (this.options.followNumbers && known && successor) this.book.begin(successor, { ...known, since: at });
  }

  /** In the order of the numbers, each as registered when the run began. */
  private extracted(concerns: ReadonlyMap<string, Concern>, at: number): ExtractedPerson[] {
    const noted = { at: danishMoment(at), code: 'P99', relation: '' };
    return [...concerns.keys()].sort().flatMap((number) => {
      const state = this.world.findAt(number, at);
      const { events = [], keyConstant = '' } = concerns.get(number) ?? {};
      return state ? [{ state, events: events.length > 0 ? events : [noted], keyConstant }] : [];
    });
  }

  private produce(day: Day, extract: Omit<Extract, 'previousDate' | 'miscount'>): void {
    const { task, date } = extract;
    const spoiled = task === this.options.changeTask ? this.faultsOf(date) : [];
    const has = (kind: OfficeFault['kind']) => spoiled.find((fault) => fault.kind === kind);
    const previousDate = this.lastOf.get(task) ?? '';
    this.lastOf.set(task, date);
    const miscount = has('wrong-count') ? 1 : 0;
    // An extract by number key is a status extract: it tells of no events.
    const persons = extract.keyed ? extract.persons.map((person) => ({ ...person, events: [] })) : extract.persons;
    const records = extractRecords({ ...extract, persons, previousDate, miscount }, this.options);
    let bytes = fileBytes(records, this.options.layout);
    const cut = has('cut');
    if (cut) bytes = bytes.subarray(0, cut.at ?? Math.floor(bytes.length / 2));
    const name = `d${date.slice(2).replaceAll('-', '')}.l${task}`;
    const until = has('missing') ? 'release' : has('late') ? 'next run' : undefined;
    this.shelf.add({ name, bytes, day, until });
    if (has('twice')) this.shelf.add({ name: `${name.slice(0, -2)}09`, bytes, day, until });
  }

  /** Those for this run, taken off the list. */
  private faultsOf(date: string): readonly OfficeFault[] {
    const due = this.pendingFaults.filter(({ day }) => day === undefined || day === date);
    this.pendingFaults = this.pendingFaults.filter((fault) => !due.includes(fault));
    return due;
  }
}
