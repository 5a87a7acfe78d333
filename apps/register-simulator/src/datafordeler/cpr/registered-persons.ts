import { danishDayAt, isPublicHoliday, momentAt } from '../../persons/danish-time';
import type { PersonWorld } from '../../persons/person-world';
import { type Day, isoDate, weekday } from '../../population/calendar';
import type { PersonState } from '../../population/person-state';
import type { RegisteredPersons } from './describe-person';
import { uuidOf } from './node';

/** What was delivered on a day is loaded by this time of the morning after. */
const LOADED = '06:00';

/** Monday to Friday, and no public holiday: days on which CPR delivers to Datafordeler. */
const isDeliveryDay = (day: Day) => weekday(day) < 5 && !isPublicHoliday(day);

/** The last day whose delivery was loaded at a moment, `YYYY-MM-DD`. */
export function lastLoadedDay(now: Date): string {
  const today = danishDayAt(now.getTime());
  let day = now.getTime() < momentAt(today, LOADED) ? today - 2 : today - 1;
  while (!isDeliveryDay(day)) day--;
  return isoDate(day);
}

/** The register of persons as Datafordeler has it now: as it stood at the end of the last delivery that was loaded. */
export class LoadedPersons implements RegisteredPersons {
  private readonly day: string;
  /** A family is laid out anew for each question, and an answer asks for the same persons often. */
  private readonly found = new Map<string, PersonState | undefined>();

  constructor(
    private readonly world: PersonWorld,
    now: Date,
  ) {
    this.day = lastLoadedDay(now);
  }

  find(number: string): PersonState | undefined {
    if (!this.found.has(number)) this.found.set(number, this.world.find(number, this.day));
    return this.found.get(number);
  }

  inForce(number: string): string {
    let last = number;
    // A change can be undone, and changed again; nobody has been through it so often.
    for (let steps = 0; steps < 20; steps++) {
      const state = this.find(last);
      if (state?.status !== '60' || state.validNumber === '') return last;
      last = state.validNumber;
    }
    return last;
  }

  idOf(number: string): string {
    const state = this.find(number);
    // A double registration was given an id of its own, and keeps it.
    const own = (each: string) => this.find(each)?.status !== '50';
    const all = state?.status === '50' ? [number] : this.world.numbersOf(number).filter(own);
    const givenFirst = [...all, number].map((each) => `${this.find(each)?.numberFrom ?? '9999'} ${each}`).sort()[0];
    return uuidOf(`person ${givenFirst}`);
  }

  /** The person that a number leads to: who has it, or had it before it was replaced. */
  personOf(number: string): PersonState | undefined {
    return this.find(this.inForce(number));
  }

  /** Everybody, each once. */
  *everybody(): Iterable<PersonState> {
    for (const number of this.world.numbers()) {
      const state = this.find(number);
      if (state && state.status !== '60') yield state;
    }
  }
}
