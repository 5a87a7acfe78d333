import { createPopulation, type Population } from './population';
import type { PersonState } from './person-state';

const NIGHTS = 12;

function statesAfter(population: Population, night: number): Map<string, PersonState> {
  return new Map([...population.personsAfter(night)].map((state) => [state.number, state]));
}

describe('a population', () => {
  const population = createPopulation({ seed: 7, persons: 2500, changed: 0.08 });
  const nights = Array.from({ length: NIGHTS + 1 }, (_, night) => statesAfter(population, night));
  const last = nights[NIGHTS] ?? new Map<string, PersonState>();

  it('delivers every set that changed, and each as it then is', () => {
    for (let night = 1; night <= NIGHTS; night++) {
      const delivered = new Map([...population.delivered(night)].map(({ state }) => [state.number, state]));
      const silent = [...(nights[night] ?? [])].filter(
        ([number, state]) =>
          !delivered.has(number) && JSON.stringify(nights[night - 1]?.get(number)) !== JSON.stringify(state),
      );
      expect(silent).toEqual([]);
      for (const [number, state] of delivered) expect(state).toEqual(nights[night]?.get(number));
    }
  });

  it('keeps every number it ever gave', () => {
    for (const night of nights) expect([...night.keys()].filter((number) => !last.has(number))).toEqual([]);
    expect(nights[0]?.size).toBe(2500);
  });

  it('has no reference into nothing, and children who name the parents that name them', () => {
    for (const state of last.values()) {
      const named = [state.civil.spouse, state.mother.number, state.father.number, state.guardianship?.guardian ?? ''];
      named.push(...state.children, ...state.custody.map(({ holder }) => holder), state.validNumber);
      named.push(...state.earlierNumbers.map(({ number }) => number));
      expect(named.filter((number) => number !== '' && number !== '0000000000' && !last.has(number))).toEqual([]);
      for (const child of state.children) {
        const parents = [last.get(child)?.mother.number, last.get(child)?.father.number];
        expect(parents).toContain(state.number);
      }
    }
  });

  it('has spouses who are married to each other', () => {
    const married = [...last.values()].filter(
      ({ status, civil }) => status < '20' && 'GP'.includes(civil.code) && civil.spouse !== '0000000000',
    );
    expect(married.length).toBeGreaterThan(600);
    for (const { number, civil, separation } of married) {
      expect(civil.spouse).not.toBe(number);
      const spouse = last.get(civil.spouse);
      expect([spouse?.civil.code, spouse?.civil.spouse]).toEqual([civil.code, number]);
      expect(spouse?.separation).toEqual(separation);
    }
  });

  it('has an address exactly for those who have one by their status', () => {
    for (const state of last.values()) {
      expect(state.address !== null).toBe(['01', '03', '05', '07'].includes(state.status));
      expect(state.abroad !== null).toBe(state.status === '80');
      expect(state.disappeared !== '').toBe(state.status === '70');
      if (state.status === '05' || state.status === '07') expect(state.address?.municipality).toMatch(/^09[56]/);
      if (state.status === '03' || state.status === '07') expect(state.address?.streetCode).toMatch(/^99/);
    }
  });

  it('ends custody on the eighteenth birthday and delivers the child in the next night', () => {
    let ended = 0;
    for (let night = 1; night <= NIGHTS; night++) {
      for (const { state, events } of population.delivered(night)) {
        if (!events.some(({ code }) => code === 'A38')) continue;
        const turned = `${Number(state.birthDate.slice(0, 4)) + 18}${state.birthDate.slice(4)}`;
        expect(turned > population.dateOfNight(night - 1) && turned <= population.dateOfNight(night)).toBe(true);
        expect(nights[night - 1]?.get(state.number)?.custody).not.toEqual([]);
        expect(state.custody).toEqual([]);
        ended++;
      }
    }
    expect(ended).toBeGreaterThan(0);
    // 12 nights after Monday 2 March 2026 is 18 March: whoever was born by then in 2008 is of age.
    for (const { custody, birthDate } of last.values())
      if (custody.length > 0) expect(birthDate > '2008-03-18').toBe(true);
  });

  it('takes changes of number back: the first number is in force again and the second is void', () => {
    const restored = [...last.values()].filter(
      ({ number, status }) => status !== '60' && nights.some((night) => night.get(number)?.status === '60'),
    );
    expect(restored.length).toBeGreaterThan(1);
    for (const { number, earlierNumbers } of restored) {
      const newer = [...last.values()].filter(
        (state) => state.validNumber === number && state.numberFrom > '2025-01-01',
      );
      expect(newer.length).toBeGreaterThan(0);
      expect(earlierNumbers.map((earlier) => earlier.number)).toEqual(
        expect.arrayContaining(newer.map((state) => state.number)),
      );
    }
  });

  it('answers the same whatever is asked first', () => {
    const other = createPopulation({ seed: 7, persons: 2500, changed: 0.08 });
    expect([...other.delivered(9)]).toEqual([...population.delivered(9)]);
    expect(JSON.stringify([...statesAfter(other, 3)])).toBe(JSON.stringify([...(nights[3] ?? [])]));
  });

  it('finds one number as of a night', () => {
    const [moved] = [...population.delivered(4)];
    expect(population.findPerson(moved?.state.number ?? '', 4)).toEqual(moved?.state);
    expect(population.findPerson('6101010000', 4)).toBeUndefined();
  });

  it.each([
    [{ persons: 0 }, 'persons'],
    [{ persons: 10, start: '2026-02-30' }, 'start'],
    [{ persons: 10, changed: 2 }, 'changed'],
  ])('is refused when the options make none: %j', (options, name) => {
    expect(() => createPopulation({ seed: 1, ...options })).toThrow(name);
  });
});
