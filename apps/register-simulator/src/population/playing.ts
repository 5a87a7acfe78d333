import { birthday, type Day } from './calendar';
import { Dice, mix } from './dice';
import type { EventMark, LifeEvent } from './events/scene';
import { buildCentenarian, buildHousehold, type HouseholdKind } from './families/households';
import type { Family, HeldNumber } from './family';
import { momentOn } from './moments';
import type { Sex } from './numbers';
import { EVERYDAY, STORIES } from './stories';

/** The sets that a night's events concern, with the marks they are delivered with. */
export type Touched = Map<HeldNumber, EventMark[]>;

const HOUSEHOLDS: readonly [HouseholdKind, ...HouseholdKind[]] = [
  ...Array<'couple'>(40).fill('couple'),
  ...Array<'single'>(34).fill('single'),
  ...Array<'cohabiting'>(12).fill('cohabiting'),
  ...Array<'single mother'>(9).fill('single mother'),
  ...Array<'three generations'>(3).fill('three generations'),
  'same-sex couple',
] as unknown as readonly [HouseholdKind, ...HouseholdKind[]];

/** How often something out of the ordinary had happened to a family in the year before. */
const EVENTFUL_PAST = 0.35;
const SUM_OF_WEIGHTS = EVERYDAY.reduce((sum, [, weight]) => sum + weight, 0);

/** Builds family number `index` as it stands on the first day. The same seed, index and day give the same family. */
export function beginFamily(
  seed: number,
  index: number,
  start: Day,
  takeNumber: (born: Day, sex: Sex) => string,
): Family {
  const dice = new Dice(mix(seed, index, 1));
  const family: Family = { persons: [], numbers: [], pair: null, flattensChains: dice.chance(0.5), takeNumber };
  const story = STORIES[index];
  if (index === STORIES.length) {
    buildCentenarian(family, dice);
    return family;
  }
  buildHousehold(family, dice, start, story?.household ?? dice.pick(HOUSEHOLDS));
  const past = story ? (story.before ?? []) : dice.chance(EVENTFUL_PAST) ? [undefined] : [];
  past.forEach((event, at) => {
    // Earlier than any child of the story could have come of age, later than anybody in it was born.
    const day = start - 200 + Math.floor((180 / past.length) * at) + dice.below(10);
    play(family, dice, day, () => undefined, event);
  });
  return family;
}

/** A lone person, with whom a population is filled up to its exact size. */
export function beginLoner(
  seed: number,
  index: number,
  start: Day,
  takeNumber: (born: Day, sex: Sex) => string,
): Family {
  const dice = new Dice(mix(seed, index, 1));
  const family: Family = { persons: [], numbers: [], pair: null, flattensChains: false, takeNumber };
  buildHousehold(family, dice, start, 'single');
  return family;
}

/** Whether the family has an event in a night: by its story, else by lot in proportion to its size. */
export function hasEvent(seed: number, index: number, night: number, size: number, share: number): boolean {
  const story = STORIES[index];
  if (story) return story.nights?.[night] !== undefined;
  // About 1.8 sets are delivered for each event, which is why fewer events than sets are drawn.
  return mix(seed, index, night * 2) / 4294967296 < (share * size) / 1.8;
}

/** Lets one event happen to the family in the days since the night before, and those come of age who do. */
export function playNight(
  seed: number,
  family: Family,
  index: number,
  night: number,
  days: { after: Day; upTo: Day },
  eventful: boolean,
): Touched {
  const dice = new Dice(mix(seed, index, night * 2 + 1));
  const day = days.after + 1 + dice.below(days.upTo - days.after);
  const touched: Touched = new Map();
  const touch = (number: HeldNumber, code: string, relation = ''): void => {
    const marks = touched.get(number) ?? [];
    if (marks.length === 0) touched.set(number, marks);
    if (!marks.some((mark) => mark.code === code && mark.relation === relation)) {
      marks.push({ at: momentOn(dice, day), code, relation });
    }
  };
  if (eventful) play(family, dice, day, touch, STORIES[index]?.nights?.[night]);
  for (const person of family.persons) {
    const grownUp = birthday(person.born, 18);
    const due = grownUp > days.after && grownUp <= days.upTo;
    if (due && person.custody.length > 0 && !person.number.frozen) touch(person.number, 'A38');
  }
  return touched;
}

/** One event, or one that is drawn by lot and fits; nothing where none does. */
export function play(
  family: Family,
  dice: Dice,
  day: Day,
  touch: (number: HeldNumber, code: string, relation?: string) => void,
  event?: LifeEvent,
): void {
  const scene = { family, dice, day, touch };
  if (event) {
    event(scene);
    return;
  }
  // Most families cannot have most events; a few draws are enough to find one that fits.
  for (let draw = 0; draw < 12; draw++) if (drawEvent(dice)(scene)) return;
}

function drawEvent(dice: Dice): LifeEvent {
  let left = dice.below(SUM_OF_WEIGHTS);
  for (const [event, weight] of EVERYDAY) {
    left -= weight;
    if (left < 0) return event;
  }
  throw new Error('the weights of the everyday events do not add up');
}
