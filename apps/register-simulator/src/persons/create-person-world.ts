import { type Day, nextWeekday, parseDay } from '../population/calendar';
import { Dice, mix, seedOf } from '../population/dice';
import type { EventMark, Scene } from '../population/events/scene';
import type { Family, HeldNumber } from '../population/family';
import type { PersonState } from '../population/person-state';
import { play, playNight, type Touched } from '../population/playing';
import { danishDayAt, danishMoment, momentAt } from './danish-time';
import { LivingFamilies } from './living-families';
import type { AppliedPersonLifeEvent, PersonLifeEvent } from './person-life-event';
import type { PersonChange, PersonWorld, PersonWorldOptions } from './person-world';
import { live, refusal } from './requested-life';

/** When the offices have registered what happened on a weekday. */
const REGISTERED = '16:00';
const CHANGED = 0.01;

/** Lays out the persons of a seed: the same for the same seed, number and start. Throws RangeError on bad options. */
export function createPersonWorld(options: PersonWorldOptions): PersonWorld {
  return new World(options);
}

/** A set as it was registered at a moment. */
interface Registered {
  at: number;
  state: PersonState;
}

class World implements PersonWorld {
  readonly start: string;
  readonly now: () => Date;
  private readonly seed: number;
  private readonly changed: number;
  private readonly firstDay: Day;
  private readonly families: LivingFamilies;
  private readonly hear: NonNullable<PersonWorldOptions['happened']>;
  /** Of numbers to which something happened, from what they were on the first day. */
  private readonly histories = new Map<string, Registered[]>();
  private readonly log: PersonChange[] = [];
  private night = 0;
  private lastNight: Day;
  private asked = 0;

  constructor({ seed, persons, start, now, changed = CHANGED, happened }: PersonWorldOptions) {
    const firstDay = parseDay(start);
    if (firstDay === undefined) throw new RangeError('start is a day: YYYY-MM-DD');
    if (!Number.isInteger(persons) || persons < 1) throw new RangeError('persons must be a whole number from 1');
    if (!(changed >= 0 && changed <= 1)) throw new RangeError('changed must be a share from 0 to 1');
    this.start = start;
    this.now = now;
    this.seed = seedOf(seed);
    this.changed = changed;
    this.firstDay = firstDay;
    this.lastNight = firstDay;
    this.hear = happened ?? (() => undefined);
    this.families = new LivingFamilies(this.seed, persons, firstDay);
  }

  get size(): number {
    this.catchUp();
    return this.families.size;
  }

  find(number: string, day?: string): PersonState | undefined {
    if (day === undefined) return this.findAt(number, Number.POSITIVE_INFINITY);
    const asked = parseDay(day);
    if (asked === undefined) throw new RangeError('a day is YYYY-MM-DD');
    return this.findAt(number, momentAt(asked + 1, '00:00') - 1);
  }

  findAt(number: string, moment: number): PersonState | undefined {
    this.catchUp();
    const history = this.histories.get(number);
    if (history) return history.findLast(({ at }) => at <= moment)?.state;
    const found = this.families.find(number);
    return found && this.families.describe(found.family, found.held, this.firstDay);
  }

  numbersOf(number: string): readonly string[] {
    this.catchUp();
    return this.families.numbersOf(number);
  }

  numbers(): Iterable<string> {
    this.catchUp();
    return this.families.numbers();
  }

  changes(from = 0, upTo = Number.POSITIVE_INFINITY): readonly PersonChange[] {
    this.catchUp();
    const end = this.log.findLastIndex(({ at }) => at <= upTo);
    return this.log.slice(from, end + 1);
  }

  apply(event: PersonLifeEvent, at = this.now()): AppliedPersonLifeEvent {
    const moment = this.moment(at);
    const found = this.families.find(event.number);
    if (!found) throw new RangeError('the register has no such person number');
    const { index, family } = found;
    const { person } = found.held;
    const partner = 'to' in event && event.to !== undefined ? this.families.find(event.to) : undefined;
    if ('to' in event && event.to !== undefined && !partner) {
      throw new RangeError('the register has no such person number to do it with');
    }
    const day = danishDayAt(moment);
    const refused = refusal(event, { family, day }, person, partner?.held.person);
    if (refused !== undefined) throw new RangeError(`${event.kind}: ${refused}`);
    if (partner) this.families.join(index, partner.index);
    const dice = new Dice(mix(this.seed, ++this.asked, 0x70657273));
    const concerned = this.happen(index, moment, day, (touch) =>
      live(event, { family, dice, day, touch }, person, partner?.held.person),
    );
    this.hear({ at: new Date(moment).toISOString(), event });
    const first = person.number.text;
    const numbers = [first, ...concerned.filter((number) => number !== first)];
    return { kind: event.kind, numbers, at: new Date(moment).toISOString() };
  }

  play(count: number, seed: string | number, at = this.now()): AppliedPersonLifeEvent[] {
    if (!Number.isInteger(count) || count < 0) throw new RangeError('count must be a whole number from 0');
    const moment = this.moment(at);
    const day = danishDayAt(moment);
    const dice = new Dice(mix(this.seed, seedOf(seed), 0x6c6f7473));
    const applied: AppliedPersonLifeEvent[] = [];
    // Most families cannot have most events; a population in which nothing can happen at all is given up.
    for (let draws = 0; applied.length < count && draws < count * 20 + 1000; draws++) {
      const index = dice.below(this.families.count);
      const family = this.families.get(index);
      if (family.persons.length === 0) continue;
      const numbers = this.happen(index, moment, day, (touch) => play(family, dice, day, touch));
      if (numbers.length > 0) applied.push({ kind: 'everyday', numbers, at: new Date(moment).toISOString() });
    }
    this.hear({ at: new Date(moment).toISOString(), played: count, seed: String(seed) });
    return applied;
  }

  /** Never before what is registered already: the clock may have been set back. */
  private moment(at: Date): number {
    this.catchUp(at.getTime());
    return Math.max(at.getTime(), this.log.at(-1)?.at ?? 0);
  }

  /** Plays the weekdays that are over. */
  private catchUp(upTo = this.now().getTime()): void {
    for (;;) {
      const day = nextWeekday(this.lastNight);
      const at = momentAt(day, REGISTERED);
      if (at > upTo) return;
      this.night++;
      const days = { after: this.lastNight, upTo: day };
      this.lastNight = day;
      for (let index = 0; index < this.families.count; index++) {
        const eventful = this.families.isEventful(index, this.night, this.changed);
        if (!eventful && !this.families.comesOfAge(index, days.after, days.upTo)) continue;
        this.record(index, at, day, (family) => playNight(this.seed, family, index, this.night, days, eventful));
      }
    }
  }

  /** Something asked for: its events are registered at the moment. */
  private happen(index: number, at: number, day: Day, work: (touch: Scene['touch']) => void): string[] {
    return this.record(index, at, day, () => {
      const touched: Touched = new Map();
      work((number, code, relation = '') => {
        const marks = touched.get(number) ?? [];
        touched.set(number, marks);
        if (!marks.some((mark) => mark.code === code && mark.relation === relation)) {
          marks.push({ at: danishMoment(at), code, relation });
        }
      });
      return touched;
    });
  }

  /** Lets a family live, and notes whose sets changed or were concerned. Answers their numbers. */
  private record(index: number, at: number, day: Day, work: (family: Family) => Touched): string[] {
    const family = this.families.get(index);
    const before = new Map(family.numbers.map((held) => [held, this.known(family, held)]));
    const touched = work(family);
    this.families.settle(index);
    const numbers: string[] = [];
    for (const held of family.numbers) {
      const known = before.get(held);
      const state = this.families.describe(family, held, day);
      const events: readonly EventMark[] = touched.get(held) ?? [];
      if (known && events.length === 0 && JSON.stringify(known) === JSON.stringify(state)) continue;
      const history = this.histories.get(held.text) ?? (known ? [{ at: Number.NEGATIVE_INFINITY, state: known }] : []);
      history.push({ at, state });
      this.histories.set(held.text, history);
      this.log.push({ at, number: held.text, events });
      numbers.push(held.text);
    }
    return numbers;
  }

  private known(family: Family, held: HeldNumber): PersonState {
    return this.histories.get(held.text)?.at(-1)?.state ?? this.families.describe(family, held, this.firstDay);
  }
}
