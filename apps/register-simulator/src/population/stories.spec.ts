import { dayOf } from './calendar';
import { Dice } from './dice';
import type { Scene } from './events/scene';
import { buildHousehold } from './families/households';
import type { Family } from './family';
import { NumberBook } from './numbers';
import { STORIES } from './stories';

const START = dayOf(2026, 3, 2);

describe.each(STORIES.map((story, place) => [place, story] as const))('story %i', (place, story) => {
  it('can happen whatever the dice say', () => {
    const book = new NumberBook();
    for (let seed = 1; seed <= 25; seed++) {
      const dice = new Dice(seed * 1000 + place);
      const family: Family = {
        persons: [],
        numbers: [],
        pair: null,
        flattensChains: false,
        takeNumber: book.layOutNext(),
      };
      buildHousehold(family, dice, START, story.household);
      const scene = (day: number): Scene => ({ family, dice, day, touch: () => undefined });
      story.before?.forEach((event, at) =>
        expect([seed, event.name, event(scene(START - 190 + at))]).toEqual([seed, event.name, true]),
      );
      for (const [night, event] of Object.entries(story.nights ?? {})) {
        expect([seed, event.name, event(scene(START + Number(night)))]).toEqual([seed, event.name, true]);
      }
    }
  });
});
