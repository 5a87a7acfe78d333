import { birthday, compactDate, type Day, isoDate, nextWeekday, parseDay } from './calendar';
import { describe } from './describe';
import { mix, seedOf } from './dice';
import type { EventMark } from './events/scene';
import type { Family, HeldNumber } from './family';
import { NumberBook } from './numbers';
import type { PersonState } from './person-state';
import { beginFamily, beginLoner, hasEvent, playNight, type Touched } from './playing';

export interface PopulationOptions {
  seed: number | string;
  /** How many person numbers the register holds on the first day, void ones among them. */
  persons: number;
  /** The first day, `YYYY-MM-DD`. */
  start?: string;
  /** The share of all persons, about, who are delivered each night because something happened. */
  changed?: number;
  /** The share of families, about, that are delivered again each night though nothing happened; 1 delivers everybody. */
  redelivered?: number;
}

/** One person's set as a night's extract holds it. */
export interface DeliveredPerson {
  state: PersonState;
  events: EventMark[];
  /** Whether an event concerns the set; else it is only delivered again. */
  concerned: boolean;
}

/** An invented population: always the same for the same options, however and in which order it is asked. */
export interface Population {
  /** The first day, `YYYY-MM-DD`. */
  readonly start: string;
  /** Production date of night 1, 2, …: the weekdays after the first day. Night 0 is the first day. */
  dateOfNight(night: number): string;
  /** Every number's set after the given night, as the register then holds it. */
  personsAfter(night: number): Iterable<PersonState>;
  /** The set of one number after the given night. */
  findPerson(number: string, night: number): PersonState | undefined;
  /** What the extract of a night (1, 2, …) delivers. */
  delivered(night: number): Iterable<DeliveredPerson>;
}

/** Further ahead, children not yet looked at would come of age. */
export const MAX_NIGHTS = 250;
const HORIZON_DAYS = 366;
const REDELIVERED = 0.002;
const CHANGED = 0.01;

/** Lays out a population. Throws RangeError on options that make none. */
export function createPopulation(options: PopulationOptions): Population {
  return new PlayedPopulation(options);
}

/**
 * Families are not kept: each is built again from the seed when it is needed and its nights are played again, so
 * memory holds a few bytes a person.
 */
class PlayedPopulation implements Population {
  readonly start: string;
  private readonly seed: number;
  private readonly firstDay: Day;
  private readonly changed: number;
  private readonly redelivered: number;
  private readonly book = new NumberBook();
  private readonly sizes: Uint8Array;
  private readonly families: number;
  /** From this family on there are only lone persons. */
  private readonly firstLoner: number;
  /** Families with somebody who comes of age on a day. */
  private readonly comingOfAge = new Map<Day, number[]>();
  private playedNights = 0;
  private readonly nightsOf = new Map<number, number[]>();
  private familyOfNumber: { night: number; index: Map<string, number> } | undefined;

  constructor(options: PopulationOptions) {
    const { persons, start = '2026-03-02', changed = CHANGED, redelivered = REDELIVERED } = options;
    const firstDay = parseDay(start);
    if (firstDay === undefined) throw new RangeError(`start is not a date: ${start}`);
    if (start < '2000-01-01' || start > '2034-12-31') throw new RangeError('start must lie from 2000 to 2034');
    if (!Number.isInteger(persons) || persons < 1) throw new RangeError('persons must be a whole number from 1');
    for (const [name, share] of Object.entries({ changed, redelivered })) {
      if (!(share >= 0 && share <= 1)) throw new RangeError(`${name} must be a share from 0 to 1`);
    }
    this.start = start;
    this.firstDay = firstDay;
    this.seed = seedOf(options.seed);
    this.changed = changed;
    this.redelivered = redelivered;
    this.sizes = new Uint8Array(persons);
    const { families, firstLoner } = this.layOut(persons);
    this.families = families;
    this.firstLoner = firstLoner;
  }

  dateOfNight(night: number): string {
    return isoDate(this.dayOfNight(night));
  }

  *personsAfter(night: number): Iterable<PersonState> {
    this.playUpTo(night);
    const day = this.dayOfNight(night);
    for (let index = 0; index < this.families; index++) {
      const family = this.familyAfter(index, night);
      for (const number of family.numbers) yield describe(family, number, day);
    }
  }

  findPerson(number: string, night: number): PersonState | undefined {
    this.playUpTo(night);
    if (!this.familyOfNumber || this.familyOfNumber.night < night) {
      const index = new Map<string, number>();
      for (let at = 0; at < this.families; at++)
        for (const { text } of this.familyAfter(at, night).numbers) index.set(text, at);
      this.familyOfNumber = { night, index };
    }
    const at = this.familyOfNumber.index.get(number);
    if (at === undefined) return undefined;
    const family = this.familyAfter(at, night);
    const held = family.numbers.find(({ text }) => text === number);
    return held && describe(family, held, this.dayOfNight(night));
  }

  *delivered(night: number): Iterable<DeliveredPerson> {
    if (night < 1) throw new RangeError('the first night is night 1');
    this.playUpTo(night);
    const day = this.dayOfNight(night);
    const ofAge = this.comingOfAgeBetween(night);
    for (let index = 0; index < this.families; index++) {
      const again = this.redelivered > 0 && mix(this.seed ^ 0x5bd1e995, index, night) / 4294967296 < this.redelivered;
      const eventful = this.isEventful(index, night) || ofAge.has(index);
      if (!again && !eventful) continue;
      const family = this.familyAfter(index, night - 1);
      const touched = eventful ? this.playOne(family, index, night) : new Map<HeldNumber, EventMark[]>();
      const noted = { at: `${compactDate(day)}0600`, code: 'P99', relation: '' };
      for (const number of family.numbers) {
        const events = touched.get(number);
        if (events) yield { state: describe(family, number, day), events, concerned: true };
        else if (again) yield { state: describe(family, number, day), events: [noted], concerned: false };
      }
    }
  }

  private layOut(persons: number): { families: number; firstLoner: number } {
    let laidOut = 0;
    let families = 0;
    let firstLoner = Number.POSITIVE_INFINITY;
    while (laidOut < persons) {
      let family = this.begin(families, this.book.layOutNext(), firstLoner);
      if (laidOut + family.numbers.length > persons) {
        this.book.withdrawLast();
        firstLoner = families;
        family = this.begin(families, this.book.layOutNext(), firstLoner);
      }
      this.sizes[families] = family.numbers.length;
      this.noteComingOfAge(family, families);
      laidOut += family.numbers.length;
      families++;
    }
    return { families, firstLoner };
  }

  private begin(index: number, takeNumber: Family['takeNumber'], firstLoner: number): Family {
    return (index >= firstLoner ? beginLoner : beginFamily)(this.seed, index, this.firstDay, takeNumber);
  }

  private noteComingOfAge(family: Family, index: number): void {
    for (const { born } of family.persons) {
      const day = birthday(born, 18);
      if (day <= this.firstDay || day > this.firstDay + HORIZON_DAYS) continue;
      const families = this.comingOfAge.get(day);
      if (families) families.push(index);
      else this.comingOfAge.set(day, [index]);
    }
  }

  private comingOfAgeBetween(night: number): Set<number> {
    const families = new Set<number>();
    for (let day = this.dayOfNight(night - 1) + 1; day <= this.dayOfNight(night); day++) {
      for (const index of this.comingOfAge.get(day) ?? []) families.add(index);
    }
    return families;
  }

  private dayOfNight(night: number): Day {
    if (!Number.isInteger(night) || night < 0 || night > MAX_NIGHTS)
      throw new RangeError(`nights run from 0 to ${MAX_NIGHTS}`);
    let day = this.firstDay;
    for (let count = 0; count < night; count++) day = nextWeekday(day);
    return day;
  }

  private isEventful(index: number, night: number): boolean {
    return index < this.firstLoner && hasEvent(this.seed, index, night, this.sizes[index] ?? 0, this.changed);
  }

  /** Plays the nights not yet played, in order, so that new numbers are the same whoever asks first. */
  private playUpTo(night: number): void {
    for (let next = this.playedNights + 1; next <= night; next++) {
      const ofAge = this.comingOfAgeBetween(next);
      for (let index = 0; index < this.families; index++) {
        if (!this.isEventful(index, next) && !ofAge.has(index)) continue;
        const nights = this.nightsOf.get(index);
        if (nights) nights.push(next);
        else this.nightsOf.set(index, [next]);
        this.familyAfter(index, next);
      }
      this.playedNights = next;
    }
  }

  private familyAfter(index: number, night: number): Family {
    const family = this.begin(index, this.book.numbersOf(index), this.firstLoner);
    for (const played of this.nightsOf.get(index) ?? []) {
      if (played > night) break;
      this.playOne(family, index, played);
    }
    return family;
  }

  private playOne(family: Family, index: number, night: number): Touched {
    const days = { after: this.dayOfNight(night - 1), upTo: this.dayOfNight(night) };
    return playNight(this.seed, family, index, night, days, this.isEventful(index, night));
  }
}
