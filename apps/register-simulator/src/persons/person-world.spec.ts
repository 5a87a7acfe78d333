import { createPopulation } from '../population/population';
import type { PersonState } from '../population/person-state';
import { createPersonWorld } from './create-person-world';
import type { PersonLifeEvent } from './person-life-event';
import type { PersonJournalEntry, PersonWorld, PersonWorldOptions } from './person-world';

const START = '2026-03-02';

function aWorld(options: Partial<PersonWorldOptions> = {}, at = '2026-03-02T08:00:00Z') {
  const clock = { now: new Date(at) };
  const world = createPersonWorld({ seed: 'life', persons: 300, start: START, now: () => clock.now, ...options });
  return { world, clock };
}

/** The first number, by its state, that fits. */
function someone(world: PersonWorld, fits: (state: PersonState) => boolean): PersonState {
  for (const number of world.numbers()) {
    const state = world.find(number);
    if (state && fits(state)) return state;
  }
  throw new Error('nobody fits');
}

const age = ({ birthDate }: PersonState) => (Date.parse(START) - Date.parse(birthDate)) / 31_557_600_000;
const adult = (state: PersonState) => state.status === '01' && age(state) > 25 && age(state) < 44;

it('lives the nights of the population of the same seed, each known from 16:00 on', () => {
  const { world, clock } = aWorld();
  const population = createPopulation({ seed: 'life', persons: 300, start: START });
  const asOf = (night: number) => [...population.personsAfter(night)];
  expect([...world.numbers()].map((number) => world.find(number))).toEqual(asOf(0));
  clock.now = new Date('2026-03-09T14:59:00Z');
  for (const expected of asOf(4)) expect(world.find(expected.number)).toEqual(expected);
  clock.now = new Date('2026-03-09T15:00:00Z');
  const after = asOf(5);
  expect(world.size).toBe(after.length);
  for (const expected of after) expect(world.find(expected.number)).toEqual(expected);
  // Friday's and the weekend's end: night 4.
  for (const day of ['2026-03-06', '2026-03-08']) {
    for (const expected of asOf(4)) expect(world.find(expected.number, day)).toEqual(expected);
  }
  for (const expected of asOf(0)) expect(world.find(expected.number, START)).toEqual(expected);
});

it('tells in order what changed, and of nothing else', () => {
  const { world, clock } = aWorld({ changed: 0.05 });
  const before = new Map([...world.numbers()].map((number) => [number, world.find(number)]));
  clock.now = new Date('2026-05-29T20:00:00Z');
  const changes = world.changes();
  expect(changes.length).toBeGreaterThan(500);
  expect(changes.map(({ at }) => at)).toEqual(changes.map(({ at }) => at).sort((a, b) => a - b));
  const changed = new Set(changes.map(({ number }) => number));
  for (const number of world.numbers()) {
    if (!changed.has(number)) expect(world.find(number)).toEqual(before.get(number));
  }
  expect(world.changes(10, changes[20]!.at)).toEqual(changes.slice(10).filter(({ at }) => at <= changes[20]!.at));
});

describe('what is asked for', () => {
  const { world, clock } = aWorld({ changed: 0 });

  beforeEach(() => {
    clock.now = new Date(clock.now.getTime() + 86_400_000);
  });

  const asked = (event: PersonLifeEvent) => world.apply(event);
  const stateOf = (number: string) => world.find(number)!;

  it('moves a household, and keeps what was', () => {
    const { number, address } = someone(world, (state) => adult(state) && state.civil.code === 'G');
    const { numbers, at } = asked({ kind: 'move', number });
    expect(numbers[0]).toBe(number);
    expect(at).toBe(clock.now.toISOString());
    const moved = stateOf(number);
    expect(moved.address!.line).not.toBe(address!.line);
    expect(moved.former.addresses.at(-1)!.address.line).toBe(address!.line);
    for (const other of numbers) expect(stateOf(other).address!.line).toBe(moved.address!.line);
    expect(world.find(number, START)!.address).toEqual(address);
  });

  it('goes abroad, comes home, disappears and is found', () => {
    const { number } = someone(world, (state) => adult(state) && state.children.length > 0);
    for (const [kind, status] of [
      ['move-abroad', '80'],
      ['come-home', '01'],
      ['disappear', '70'],
      ['come-home', '01'],
    ] as const) {
      asked({ kind, number });
      expect([kind, stateOf(number).status]).toEqual([kind, status]);
    }
    expect(stateOf(number).former.disappearances).toHaveLength(1);
  });

  it('marries persons of two families, separates and divorces them', () => {
    const single = (state: PersonState) => adult(state) && state.civil.code === 'U';
    const { number, address } = someone(world, single);
    const unrelated = ({ mother, children, former }: PersonState) =>
      mother.number === '0000000000' && children.length === 0 && former.civil.length === 0;
    const to = someone(world, (state) => single(state) && state.address?.line !== address?.line && unrelated(state));
    asked({ kind: 'marriage', number, to: to.number });
    expect([stateOf(number).civil.spouse, stateOf(to.number).civil.spouse]).toEqual([to.number, number]);
    const renumbered = asked({ kind: 'new-number', number: to.number }).numbers[0]!;
    expect(stateOf(number).civil.spouse).toBe(renumbered);
    asked({ kind: 'separation', number });
    expect(stateOf(renumbered).separation).not.toBeNull();
    asked({ kind: 'divorce', number });
    expect([stateOf(number).civil.code, stateOf(renumbered).civil.code]).toEqual(['F', 'F']);
  });

  it('lets somebody die, and takes it back', () => {
    const before = someone(world, (state) => adult(state) && state.civil.code === 'G' && state.civil.spouse !== '');
    const { number } = before;
    const { spouse } = before.civil;
    const widowed = stateOf(spouse);
    asked({ kind: 'death', number });
    expect([stateOf(number).status, stateOf(spouse).civil.code]).toEqual(['90', 'E']);
    asked({ kind: 'undo-death', number });
    expect(stateOf(number)).toEqual(before);
    expect(stateOf(spouse)).toEqual(widowed);
  });

  it('gives another number, and takes it back', () => {
    const { number } = someone(world, (state) => adult(state) && state.earlierNumbers.length === 0);
    const fresh = asked({ kind: 'new-number', number }).numbers[0]!;
    expect([stateOf(number).status, stateOf(number).validNumber]).toEqual(['60', fresh]);
    expect([stateOf(fresh).status, world.numbersOf(number), world.numbersOf(fresh)]).toEqual([
      '01',
      [fresh, number],
      [fresh, number],
    ]);
    expect(world.find(fresh, START)).toBeUndefined();
    asked({ kind: 'undo-number', number });
    expect([stateOf(number).status, stateOf(fresh).status, stateOf(fresh).validNumber]).toEqual(['01', '60', number]);
  });

  it('appoints guardians, by number from another family too, and ends it', () => {
    const ward = someone(world, (state) => adult(state) && !state.guardianship);
    const guardian = someone(world, (state) => adult(state) && state.number !== ward.number && !state.guardianship);
    asked({ kind: 'guardian', number: ward.number, to: guardian.number });
    expect(stateOf(ward.number).guardianship).toMatchObject({ type: '0001', guardian: guardian.number });
    asked({ kind: 'guardian-ends', number: ward.number });
    expect(stateOf(ward.number).guardianship).toBeNull();
  });

  it('protects, names, gives birth and passes custody on and back', () => {
    const mother = someone(world, (state) => adult(state) && state.sex === 'K' && state.protections.length === 0);
    const { number } = mother;
    asked({ kind: 'protection', number });
    expect(stateOf(number).protections.map(({ type }) => type)).toContain('0001');
    asked({ kind: 'protection-ends', number });
    asked({ kind: 'name', number, last: 'Ærøskøbing' });
    expect(stateOf(number).name.last).toBe('Ærøskøbing');
    const born = asked({ kind: 'birth', number }).numbers;
    const child = born.find((each) => stateOf(each).mother.number === number)!;
    expect([stateOf(child).name.first, stateOf(number).children.includes(child)]).toEqual(['', true]);
    asked({ kind: 'name', number: child, first: 'Åse' });
    const holder = someone(world, (state) => adult(state) && !born.includes(state.number));
    asked({ kind: 'custody', number: child, to: holder.number });
    expect(stateOf(child).custody[0]).toMatchObject({ type: '0005', holder: holder.number });
    asked({ kind: 'custody', number: child });
    expect(stateOf(child).custody[0]).toMatchObject({ type: '0003', holder: '' });
  });

  it('refuses what cannot happen, in words without a number, and changes nothing', () => {
    const dead = someone(world, ({ status }) => status === '90');
    const changes = world.changes().length;
    for (const event of [
      { kind: 'move', number: dead.number },
      { kind: 'come-home', number: someone(world, adult).number },
      { kind: 'undo-number', number: someone(world, (state) => state.earlierNumbers.length === 0).number },
      { kind: 'marriage', number: dead.number, to: someone(world, adult).number },
      { kind: 'death', number: '6101010001' },
    ] as const) {
      let said = '';
      try {
        asked(event);
      } catch (error) {
        if (error instanceof RangeError) said = error.message;
      }
      expect(said).not.toBe('');
      expect(said).not.toMatch(/\d{6}/);
    }
    expect(world.changes()).toHaveLength(changes);
  });
});

it('lives the same again from what was asked for', () => {
  const journal: PersonJournalEntry[] = [];
  const { world, clock } = aWorld({ changed: 0.05, happened: (entry) => journal.push(entry) });
  const couple = someone(world, (state) => adult(state) && state.civil.code === 'U');
  clock.now = new Date('2026-03-11T21:00:00Z');
  world.apply({ kind: 'new-number', number: couple.number });
  world.play(20, 'lot');
  clock.now = new Date('2026-04-15T12:00:00Z');
  world.play(3, 'other');
  const whole = (each: PersonWorld) => [[...each.numbers()].map((number) => each.find(number)), each.changes()];

  const again = createPersonWorld({ seed: 'life', persons: 300, start: START, now: () => clock.now, changed: 0.05 });
  for (const entry of journal) {
    if ('event' in entry) again.apply(entry.event, new Date(entry.at));
    else again.play(entry.played, entry.seed, new Date(entry.at));
  }
  expect(whole(again)).toEqual(whole(world));
});
