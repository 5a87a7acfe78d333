import type { Observation } from '@contact-sync/contacts-model';
import { emptyRegister, endState } from './end-state';
import { byNumber, freshRegister, number, said } from './people';
import type { TestRegister } from './people';

const FAMILIES = 60;

/** Four persons who all name each other, on one day. */
function family(f: number, day: number): Observation[] {
  const members = [0, 1, 2, 3].map((n) => number(f * 4 + n));
  return members.map((pnr, at) =>
    said(pnr, day, {
      name: { fields: { name1: `Anna ${day}`, name2: 'Holm' } },
      children: {
        references: {
          Barn: members.filter((_, other) => other !== at).map((code) => ({ slot: 'child', relative: byNumber(code) })),
        },
      },
    }),
  );
}

/** The same order for the same seed; Fisher and Yates with a small generator. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const result = [...list];
  let state = seed;
  for (let at = result.length - 1; at > 0; at -= 1) {
    state = (state * 1664525 + 1013904223) % 4294967296;
    const other = state % (at + 1);
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}

describe('when four workers apply overlapping families', () => {
  let test: TestRegister;
  beforeAll(async () => void (test = await freshRegister()));
  afterAll(() => test.drop());

  it('nobody stands still, and all end in the state of one worker', async () => {
    const all = Array.from({ length: FAMILIES }, (_, f) => [...family(f, 3), ...family(f, 4)]).flat();
    await test.register.applyBatch(test.database.pool, all);
    const expected = await endState(test);
    await emptyRegister(test);

    const deadlocks = await deadlockCount(test);
    // Each worker has all of it, in an order of its own: every batch overlaps those of the others.
    await Promise.all(
      [1, 2, 3, 4].map(async (seed) => {
        const mine = shuffled(all, seed);
        for (let at = 0; at < mine.length; at += 40) {
          const applied = await test.register.applyBatch(test.database.pool, mine.slice(at, at + 40));
          expect(applied.map(({ outcome }) => outcome)).not.toContain('held');
        }
      }),
    );
    expect(await endState(test)).toEqual(expected);
    expect(expected).toHaveLength(FAMILIES * 4);
    expect(await deadlockCount(test)).toBe(deadlocks);
  });
});

/** Deadlocks that the server had to break in this database. */
async function deadlockCount(test: TestRegister): Promise<number> {
  const [row] = await test.rows<{ deadlocks: number }>(
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  );
  return row?.deadlocks ?? 0;
}
